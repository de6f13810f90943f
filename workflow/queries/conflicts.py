"""Two persons wrote one figure: what the second one is told at its place."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from indicators.access import Conflict
from indicators.models import WORDS
from indicators.notation import format_number
from workflow.queries.figures import label_of


def conflict_sentence(conflict: Conflict) -> str:
    """Who saved what meanwhile, figure and words, and what to do now."""
    saved = conflict.saved
    value = saved.code or saved.get_status_display()
    if saved.value is not None and not saved.code:
        value = format_number(saved.value)
    told = _(
        "Sudah disimpan oleh %(name)s menjadi %(value)s sejak halaman ini dibuka. "
        "Bandingkan, lalu simpan lagi bila isian Anda yang benar."
    ) % {"name": saved.author.name, "value": value}
    return " ".join((told, *_words(conflict)))


def _words(conflict: Conflict) -> Iterator[str]:
    """Each text that was saved otherwise than it was typed here."""
    for name in WORDS:
        kept = getattr(conflict.saved, name)
        if name in conflict.typed and conflict.typed[name] != kept:
            yield _("%(label)s yang tersimpan: %(text)s.") % {
                "label": label_of(name),
                "text": f"“{kept}”" if kept else _("(kosong)"),
            }
