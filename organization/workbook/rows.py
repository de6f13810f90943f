"""A holiday as a file tells it, checked field by field; what is wrong names its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from organization.forms import sign_refusal
from organization.models import Holiday
from organization.services import HolidayEntry

FIRST_YEAR, LAST_YEAR = 2000, 2100
#: How people write a day besides 2026-03-18.
WRITTEN = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
#: How many holidays a file may tell.
MAX_ROWS = 1_000
KINDS = {
    word.casefold(): value for value, label in Holiday.Kind.choices for word in (value, str(label))
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to mend: where it stands in the file and a sentence."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


@dataclass(frozen=True, slots=True)
class Told:
    """One row as it was found; `day` is whatever the cell held."""

    place: str
    day: object
    name: str
    kind: str
    basis: str


@dataclass(frozen=True, slots=True)
class HolidayFile:
    """What a file says; with any problem nothing of it is taken."""

    entries: tuple[HolidayEntry, ...] = ()
    problems: tuple[RowProblem, ...] = ()


def check_rows(rows: Iterable[Told], problems: Iterable[RowProblem] = ()) -> HolidayFile:
    """All rows as entries, or every problem with its place."""
    entries: list[HolidayEntry] = []
    found, seen = list(problems), dict[date, str]()
    for row in rows:
        wrong = list(_problems(row, seen))
        found += [RowProblem(row.place, sentence) for sentence in wrong]
        day = read_day(row.day)
        if day is None:
            continue
        seen.setdefault(day, row.place)
        if not wrong:
            kind = KINDS[row.kind.casefold()]
            entries.append(HolidayEntry(day, row.name, kind, row.basis))
    if not entries and not found:
        found.append(RowProblem("", _("Tidak ada satu pun hari libur di dalam berkas ini.")))
    return HolidayFile((), tuple(found)) if found else HolidayFile(tuple(entries))


def _problems(row: Told, seen: dict[date, str]) -> Iterator[str]:
    day = read_day(row.day)
    if row.day in (None, ""):
        yield _("Tanggal belum diisi.")
    elif day is None:
        yield _("Tanggal “%(day)s” tidak terbaca; tulis seperti 2026-03-18.") % {"day": row.day}
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield _("Tahun %(year)d tidak wajar untuk hari libur.") % {"year": day.year}
    elif day in seen:
        yield _("Tanggal ini sudah ada pada %(place)s.") % {"place": seen[day]}
    if not row.name:
        yield _("Nama hari libur belum diisi.")
    elif len(row.name) > 160:
        yield _("Nama terlalu panjang (paling banyak 160 huruf).")
    if refusal := sign_refusal(row.name + row.basis):
        yield refusal
    if row.kind.casefold() not in KINDS:
        known = ", ".join(str(label).lower() for label in Holiday.Kind.labels)
        yield _("Jenis “%(kind)s” tidak dikenal; isi salah satu: %(known)s.") % {
            "kind": row.kind,
            "known": known,
        }
    if not row.basis:
        yield _("Dasar hukum belum diisi, baik pada barisnya maupun pada formulir.")
    elif len(row.basis) > 200:
        yield _("Dasar hukum terlalu panjang (paling banyak 200 huruf).")


def read_day(value: object) -> date | None:
    """A day from a cell: a date, or text in one of the ways people write it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in WRITTEN:
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def refused(sentence: str) -> HolidayFile:
    """A file of which nothing can be read."""
    return HolidayFile((), (RowProblem("", sentence),))


def text_of(value: object) -> str:
    """What a cell or a property holds, on one line."""
    return " ".join(str(value).split()) if value is not None else ""
