"""What no field of any form takes: signs that no document can hold, and days beyond all work."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.signs import has_forbidden

#: One sentence wherever such a text is typed.
FORBIDDEN_SIGNS = _(
    "Teks memuat tanda tak terlihat yang tidak dapat dicetak, biasanya ikut tersalin dari berkas "
    "lain. Hapus bagian itu, lalu ketik ulang."
)
#: Who works today began later, and nobody plans further; arithmetic with days never overflows.
FIRST_YEAR, LAST_YEAR = 1970, 2100
FAR_DAY = _("Tahun %(year)d tidak wajar; tulis tahun 1970 sampai 2100.")


def expect_storable(value: Any) -> None:
    """Every `forms.CharField` asks this (`organization.apps`), also under /admin/."""
    if isinstance(value, str) and has_forbidden(value):
        raise ValidationError(FORBIDDEN_SIGNS, code="forbidden_signs")


def expect_near(value: Any) -> None:
    """Every `forms.DateField` asks this (`organization.apps`), also under /admin/."""
    if isinstance(value, date) and not is_near(value):
        raise ValidationError(FAR_DAY, code="far_day", params={"year": value.year})


def is_near(day: date) -> bool:
    """Whether an office can have meant this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
