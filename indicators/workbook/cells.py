"""One cell as the grid would have got it typed, and what is wrong with it."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from indicators.notation import format_number

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

YES = frozenset({"ya", "y", "x", "v", "✓"})
NO = frozenset({"", "tidak", "t", "-"})
ESCAPED = re.compile(r"_x(000[9ADad]|005[Ff])_")
ESCAPABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Text of which nobody can say by which country's notation it was typed; a number cell has none.
TWO_WAYS = re.compile(r"([-+\u2212]?[1-9][0-9]{0,2})[.,]([0-9]{3})")


def typed_in(cell: "Cell | MergedCell", kind: str) -> tuple[str, str]:
    """A cell as text in the grid's notation, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("Berisi rumus; ketik angkanya atau teksnya saja.")
    if cell.data_type == "e":
        return "", _("Berisi kesalahan Excel (%(value)s).") % {"value": value}
    if kind == "yes":
        return _yes(value)
    if isinstance(value, date | time | timedelta):
        return _day(value, kind)
    if isinstance(value, bool):
        return "", _("Berisi TRUE/FALSE; ketik angkanya atau teksnya.")
    if isinstance(value, int | float):
        sentence = percent_fault(cell)
        return ("", sentence) if sentence else _number(value, kind)
    text = unescaped(str(value))
    return text, two_ways(text) if kind == "number" else ""


def unescaped(text: str) -> str:
    """A text of a workbook in plain signs: _x000D_ is the return that Excel keeps of what was
    pasted with the line ends of Windows, _x005F_ the line below that begins such a writing.

    No other sign of a text is ever written so; LibreOffice leaves what looks like one as it is.
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    """The other way: what looks like such a writing stays text."""
    return ESCAPABLE.sub("_x005F_", text)


def two_ways(text: str) -> str:
    """A lone point or comma before three digits: in a file from anywhere it is either sign."""
    found = TWO_WAYS.fullmatch(text.strip())
    if found is None:
        return ""
    whole, rest = found.groups()
    return _(
        "Teks “%(text)s” dapat dibaca %(first)s atau %(second)s: ketik sebagai angka Excel."
    ) % {
        "text": text.strip(),
        "first": f"{whole}{rest}",
        "second": f"{whole},{rest}",
    }


def percent_fault(cell: "Cell | MergedCell") -> str:
    """Excel keeps a typed 4,5 % as 0.045: which of both was meant is asked, not guessed."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return ""
    if "%" not in _format_of(cell):
        return ""
    return _(
        "Sel ini berformat persen: Excel menyimpan %(value)s. Jadikan formatnya Number, lalu ketik "
        "angkanya tanpa tanda persen."
    ) % {"value": format_number(Decimal(f"{cell.value:.15g}"))}


def _format_of(cell: "Cell | MergedCell") -> str:
    """How a cell shows its number; empty where the file names a format that it does not have."""
    try:
        return str(cell.number_format)
    except IndexError:
        return ""


def _yes(value: object) -> tuple[str, str]:
    text = str(value).strip().lower()
    if text in YES or value is True:
        return "1", ""
    if text in NO or value is False:
        return "", ""
    return "", _("Isi “ya” atau kosongkan.")


def _day(value: date | time | timedelta, kind: str) -> tuple[str, str]:
    day = value.date() if isinstance(value, datetime) else value
    if kind == "date" and isinstance(day, date):
        return day.isoformat(), ""
    if kind == "number":
        return "", _(
            "Berisi tanggal; Excel mungkin mengubah angka Anda menjadi tanggal. Ketik ulang."
        )
    return (f"{day:%d-%m-%Y}" if isinstance(day, date) else str(day)), ""


def _number(value: float, kind: str) -> tuple[str, str]:
    """A number as Excel shows it: 15 significant digits, no noise of binary fractions."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if kind == "date":
        return "", _("Isi tanggal, misalnya 31-12-2026.")
    if not exact.is_finite():
        return "", _("Angka ini tidak dapat dibaca; ketik ulang.")
    return format_number(exact), ""
