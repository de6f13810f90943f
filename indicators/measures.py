"""How a figure is written: as a number, a predikat, a document that exists, or a day.

What is compared and counted is always a number. A predikat counts by its rank (D = 1 … AA = 7;
TMP = 1 … WTP = 4), a document 1 or 0, a day by its place in the year (1 January = 1; days of the
next year go on counting). Source: LKjIP practice, regulations on capaian of predikat; decision 13.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from indicators.notation import NotANumber, format_number, parse_number
from organization.wording import say as _

NUMBER, PREDIKAT, DOCUMENT, DAY = "angka", "predikat", "dokumen", "tanggal"
#: Measures that are written in words; all others are numbers.
WORDED = (PREDIKAT, DOCUMENT, DAY)
EXISTS, MISSING = "Ada", "Tidak ada"
SEPARATOR = "<"
TO = " s.d. "
DAY_PATTERNS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
#: A figure of a year is never further from its 1 January than this (in days).
FURTHEST = 3 * 366


def read_levels(text: str) -> tuple[str, ...]:
    """`TMP < TW < WDP < WTP` → the levels from the lowest up; empty where it is no such list."""
    levels = tuple(part.strip() for part in text.split(SEPARATOR))
    is_list = len(levels) > 1 and all(each and "," not in each for each in levels)
    return levels if is_list and len({each.lower() for each in levels}) == len(levels) else ()


def read_day(text: str) -> date | None:
    """2026-12-31, 31-12-2026 or 31/12/2026; None for anything else."""
    for pattern in DAY_PATTERNS:
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    return None


@dataclass(frozen=True, slots=True)
class Notation:
    """How the figures of one indicator are written in one year; `levels` from the lowest up."""

    kind: str = NUMBER
    levels: tuple[str, ...] = ()
    year: int = 0

    @property
    def is_worded(self) -> bool:
        return self.kind in WORDED

    @property
    def is_day(self) -> bool:
        return self.kind == DAY

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen, from the lowest up; empty where something is typed."""
        return (MISSING, EXISTS) if self.kind == DOCUMENT else self.levels

    @property
    def note(self) -> str:
        """How the words became numbers, as it is printed under a table; empty for numbers."""
        if self.kind == PREDIKAT:
            ranks = ", ".join(f"{level} = {place}" for place, level in enumerate(self.levels, 1))
            return _("Predikat dihitung menurut urutannya: %(ranks)s.") % {"ranks": ranks}
        if self.kind == DOCUMENT:
            return _("Dokumen: ada = 1, tidak ada = 0.")
        if self.kind == DAY:
            return _("Tanggal dihitung sebagai hari ke-n sejak 1 Januari %(year)d.") % {
                "year": self.year
            }
        return ""

    def read(self, text: str) -> Decimal:
        """What was typed, as the number that is compared; raises NotANumber with a sentence."""
        typed = text.strip()
        if self.choices:
            return self._chosen(typed)
        if self.kind == DAY:
            return self._day(typed)
        return parse_number(typed)

    def say(self, value: Decimal | None, decimals: int | None = None) -> str:
        """The number as it is written: `1.234,5`, `WTP`, `Ada`, `31-03-2026`; empty for None."""
        if value is None:
            return ""
        if self.kind == DAY:
            return f"{self.day_of(value):%d-%m-%Y}"
        place = int(value) - (0 if self.kind == DOCUMENT else 1)
        if self.choices and value == int(value) and 0 <= place < len(self.choices):
            return self.choices[place]
        return format_number(value, decimals)

    def typed(self, value: Decimal | None) -> str:
        """The number as a form field takes it."""
        if value is not None and self.kind == DAY:
            return self.day_of(value).isoformat()
        return self.say(value)

    def word(self, value: Decimal | None) -> str:
        """What is kept beside the number so that it can be read without its levels."""
        return self.say(value) if self.is_worded else ""

    def day_of(self, value: Decimal) -> date:
        """The day of a place in the year."""
        return date(self.year, 1, 1) + timedelta(days=int(value) - 1)

    def _chosen(self, typed: str) -> Decimal:
        known = {each.lower(): place for place, each in enumerate(self.choices)}
        if typed.lower() not in known:
            raise NotANumber(
                typed,
                _("“%(typed)s” tidak ada pada pilihan: %(choices)s.")
                % {"typed": typed, "choices": ", ".join(reversed(self.choices))},
            )
        return Decimal(known[typed.lower()] + (0 if self.kind == DOCUMENT else 1))

    def _day(self, typed: str) -> Decimal:
        day = read_day(typed)
        if day is None:
            raise NotANumber(
                typed,
                _("“%(typed)s” bukan tanggal. Tulis seperti 31-12-%(year)d.")
                % {"typed": typed, "year": self.year},
            )
        place = (day - date(self.year, 1, 1)).days + 1
        if not 1 <= place <= FURTHEST:
            raise NotANumber(
                typed,
                _("Tanggal %(day)s terlalu jauh dari tahun %(year)d; periksa lagi.")
                % {"day": f"{day:%d-%m-%Y}", "year": self.year},
            )
        return Decimal(place)


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target as it was written: its number, the upper end of a range, and its word."""

    value: Decimal
    upper: Decimal | None = None
    code: str = ""


def read_target(text: str, notation: Notation, *, is_range: bool) -> TargetValue:
    """`93`, `WTP`, `28-02-2027`, or for a range `70 s.d. 80`; raises NotANumber with a sentence."""
    lower, joint, upper = text.strip().partition(TO.strip())
    if not joint or not is_range:
        value = notation.read(text)
        return TargetValue(value, code=notation.word(value))
    value, end = notation.read(lower), notation.read(upper)
    if end < value:
        sentence = _("“%(text)s”: batas atas lebih kecil daripada batas bawah.")
        raise NotANumber(text, sentence % {"text": text.strip()})
    return TargetValue(value, end)


def say_target(
    value: Decimal | None, upper: Decimal | None, notation: Notation, decimals: int | None = None
) -> str:
    """A target as it is written; both ends of a range."""
    said = notation.say(value, decimals)
    return f"{said}{TO}{notation.say(upper, decimals)}" if upper is not None else said
