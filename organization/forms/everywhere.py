"""What no field of any form takes: signs that no document can hold, and days beyond all work."""

from datetime import date
from typing import Any
from unicodedata import category

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from organization.printable import unprintable
from organization.signs import has_forbidden

#: One sentence wherever such a text is typed.
FORBIDDEN_SIGNS = _(
    "Teks memuat tanda tak terlihat yang tidak dapat dicetak, biasanya ikut tersalin dari berkas "
    "lain. Hapus bagian itu, lalu ketik ulang."
)
UNPRINTABLE_SIGNS = _(
    "Teks memuat tanda yang tidak dapat dicetak pada laporan: %(signs)s. Hapus, atau ganti dengan "
    "kata."
)
#: So many of them are shown.
SHOWN_SIGNS = 5
#: Who works today began later, and nobody plans further; arithmetic with days never overflows.
FIRST_YEAR, LAST_YEAR = 1970, 2100
FAR_DAY = _("Tahun %(year)d tidak wajar; tulis tahun 1970 sampai 2100.")


def expect_storable(value: Any) -> None:
    """Every `forms.CharField` asks this (`organization.apps`), also under /admin/."""
    if isinstance(value, str) and has_forbidden(value):
        raise ValidationError(FORBIDDEN_SIGNS, code="forbidden_signs")


def expect_printable(value: Any) -> None:
    """Every `forms.CharField` asks this too, passwords excepted (`accept_any_sign`)."""
    if isinstance(value, str) and (found := unprintable(value)):
        raise ValidationError(
            UNPRINTABLE_SIGNS, code="unprintable_signs", params={"signs": _listed(found)}
        )


def accept_any_sign(*fields: Field) -> None:
    """Passwords are never printed, and one that is in use must open."""
    for field in fields:
        field.validators = [each for each in field.validators if each is not expect_printable]


def sign_refusal(text: str) -> str:
    """Why a text that comes by another way than a field is refused for its signs, or nothing."""
    if has_forbidden(text):
        return str(FORBIDDEN_SIGNS)
    found = unprintable(text)
    return str(UNPRINTABLE_SIGNS % {"signs": _listed(found)}) if found else ""


def _listed(signs: list[str]) -> str:
    more = " …" if len(signs) > SHOWN_SIGNS else ""
    # the private signs of a font, and those of no script, show nothing on a screen either
    shown = [f"U+{ord(each):04X}" if category(each) in ("Co", "Cn") else each for each in signs]
    return " ".join(shown[:SHOWN_SIGNS]) + more


def expect_near(value: Any) -> None:
    """Every `forms.DateField` asks this (`organization.apps`), also under /admin/."""
    if isinstance(value, date) and not is_near(value):
        raise ValidationError(FAR_DAY, code="far_day", params={"year": value.year})


def is_near(day: date) -> bool:
    """Whether an office can have meant this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
