"""No text field takes a sign that no document can hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.signs import has_forbidden

#: One sentence wherever such a text is typed.
FORBIDDEN_SIGNS = _(
    "Teks memuat tanda tak terlihat yang tidak dapat dicetak, biasanya ikut tersalin dari berkas "
    "lain. Hapus bagian itu, lalu ketik ulang."
)


def expect_storable(value: Any) -> None:
    """Every `forms.CharField` asks this (`organization.apps`), also under /admin/."""
    if isinstance(value, str) and has_forbidden(value):
        raise ValidationError(FORBIDDEN_SIGNS, code="forbidden_signs")
