"""Lists of holidays as .xlsx (in and out) and .ics (in), read whole or refused with every row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from organization.models import Holiday
from organization.signs import storable
from organization.workbook.archive import find_fault
from organization.workbook.rows import HolidayFile, RowProblem, Told, check_rows

if TYPE_CHECKING:
    from icalendar.cal import Component
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("Tanggal", "Nama", "Jenis", "Dasar hukum")
WIDTHS = (14, 48, 18, 60)
#: Where the row of titles may stand, and how many rows are read below it.
TITLE_ROWS, MAX_ROWS = 10, 1_000
MAX_ICS = 1024 * 1024
#: No holiday is longer; a longer event is something else.
LONGEST = 31

__all__ = ["HolidayFile", "RowProblem", "export_holidays", "read_holidays"]


def read_holidays(file: IO[bytes], name: str, *, basis: str = "") -> HolidayFile:
    """The holidays of a .xlsx or .ics file; `basis` stands in where a row names none.

    Every problem is told by its row; with one of them nothing is taken.
    """
    if name.lower().endswith(".ics"):
        return _read_ics(file, basis)
    fault = find_fault(file)
    if fault:
        return _refused(fault)
    return _read_xlsx(file, basis)


def _refused(sentence: str) -> HolidayFile:
    return HolidayFile((), (RowProblem("", sentence),))


def _read_xlsx(file: IO[bytes], basis: str) -> HolidayFile:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        book = load_workbook(file, data_only=True, read_only=True, keep_links=False)
        rows = [tuple(row) for row in _cells(book.worksheets[0])]
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return _refused(_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    for number, row in enumerate(rows[:TITLE_ROWS]):
        titles = [_text(value).casefold() for value in row]
        if "tanggal" in titles and "nama" in titles:
            return _below(rows, number, titles, basis)
    return _refused(
        _("Judul kolom tidak ditemukan; lembar pertama harus berkolom %(columns)s.")
        % {"columns": ", ".join(COLUMNS)}
    )


def _cells(sheet: "Worksheet") -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(max_row=TITLE_ROWS + MAX_ROWS + 1, max_col=26, values_only=True)


def _below(
    rows: Sequence[tuple[Any, ...]], top: int, titles: Sequence[str], basis: str
) -> HolidayFile:
    """The rows under the titles; empty rows are passed over."""
    places = {name: titles.index(name.casefold()) for name in COLUMNS if name.casefold() in titles}
    told = []
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        if not any(_text(value) for value in row):
            continue
        day, name, kind, law = (
            row[places[column]] if column in places else None for column in COLUMNS
        )
        place = _("Baris %(number)d") % {"number": number}
        told.append(Told(place, day, _text(name), _text(kind), _text(law) or basis))
    if len(told) > MAX_ROWS:
        return _refused(_("Berkas memuat lebih dari %(count)d baris.") % {"count": MAX_ROWS})
    return check_rows(told)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _read_ics(file: IO[bytes], basis: str) -> HolidayFile:
    from icalendar import Calendar  # noqa: PLC0415 - slow to import

    content = file.read(MAX_ICS + 1)
    if len(content) > MAX_ICS:
        return _refused(_("Berkas terlalu besar; paling banyak 1 MB."))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except Exception:  # whatever a broken line makes the library raise
        return _refused(_("Berkas ini bukan kalender iCalendar (.ics) yang terbaca."))
    told: list[Told] = []
    problems: list[RowProblem] = []
    for number, event in enumerate(events[:MAX_ROWS], start=1):
        place = _("Kegiatan ke-%(number)d") % {"number": number}
        days, problem = _days(event)
        name = _text(event.get("SUMMARY"))
        if problem:
            place = f"{place} “{name}”" if name else place
            problems.append(RowProblem(place, problem))
        told += [Told(place, day, name, _kind(event, name), basis) for day in days]
    return check_rows(told, problems)


def _days(event: "Component") -> tuple[list[date], str]:
    """The days of an event, or why they cannot be told."""
    start, end = (_day(event, key) for key in ("DTSTART", "DTEND"))
    if start is None:
        return [], _("Kegiatan ini tidak mempunyai tanggal (DTSTART).")
    if "RRULE" in event or "RDATE" in event:
        return [], _("Kegiatan ini berulang; tulis setiap tanggalnya sendiri.")
    length = max((end - start).days, 1) if end is not None else 1
    if length > LONGEST:
        return [], _("Kegiatan ini lebih dari %(days)d hari.") % {"days": LONGEST}
    return [start + timedelta(days=number) for number in range(length)], ""


def _day(event: "Component", key: str) -> date | None:
    value = getattr(event.get(key), "dt", None)
    return value.date() if isinstance(value, datetime) else value if value else None


def _kind(event: "Component", name: str) -> str:
    """The kind by the event's categories, else by its name; anything else is national."""
    categories = event.get("CATEGORIES")
    words = [str(each).casefold() for each in getattr(categories, "cats", ())]
    for kind in Holiday.Kind.values:
        if kind in words or kind in name.casefold():
            return kind
    return Holiday.Kind.NATIONAL


def export_holidays(rows: Iterable[Holiday]) -> bytes:
    """A list of holidays as .xlsx in the form in which it can be read back."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Hari libur"
    sheet.append(COLUMNS)
    for each in rows:
        words = (each.name, each.get_kind_display(), each.basis)
        sheet.append((each.day, *map(storable, words)))
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for day, *texts in sheet.iter_rows(min_row=2):
        day.number_format = "yyyy-mm-dd"
        for cell in texts:
            cell.data_type = "s"  # a name that begins with = is no formula
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
