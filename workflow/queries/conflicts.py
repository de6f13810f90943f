"""Two persons wrote one figure: what the second one is told at its place."""

from django.utils.translation import gettext as _

from indicators.access import Conflict
from indicators.notation import format_number


def conflict_sentence(conflict: Conflict) -> str:
    """Who saved what meanwhile, and what to do now."""
    saved = conflict.saved
    value = saved.code or saved.get_status_display()
    if saved.value is not None and not saved.code:
        value = format_number(saved.value)
    return _(
        "Sudah disimpan oleh %(name)s menjadi %(value)s sejak halaman ini dibuka. "
        "Bandingkan, lalu simpan lagi bila angka Anda yang benar."
    ) % {"name": saved.author.name, "value": value}
