"""Lists of holidays as .xlsx (in and out) and .ics (in), read whole or refused with every row."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from organization.models import Holiday
from organization.signs import storable
from organization.workbook.archive import find_fault
from organization.workbook.calendars import read_calendar
from organization.workbook.rows import (
    MAX_ROWS,
    HolidayFile,
    RowProblem,
    Told,
    check_rows,
    refused,
    text_of,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("Tanggal", "Nama", "Jenis", "Dasar hukum")
WIDTHS = (14, 48, 18, 60)
#: Where the row of titles may stand, and how many rows are read below it.
TITLE_ROWS = 10

__all__ = ["HolidayFile", "RowProblem", "export_holidays", "read_holidays"]


def read_holidays(file: IO[bytes], name: str, *, zone: str, basis: str = "") -> HolidayFile:
    """The holidays of a .xlsx or .ics file; `basis` stands in where a row names none.

    `zone`: the office's own, in which a moment of a calendar becomes a day.

    Every problem is told by its row; with one of them nothing is taken.
    """
    if name.lower().endswith(".ics"):
        return read_calendar(file, basis=basis, zone=ZoneInfo(zone))
    fault = find_fault(file)
    if fault:
        return refused(fault)
    return _read_xlsx(file, basis)


def _read_xlsx(file: IO[bytes], basis: str) -> HolidayFile:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        book = load_workbook(file, data_only=True, read_only=True, keep_links=False)
        rows = [tuple(row) for row in _cells(book.worksheets[0])]
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return refused(_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    for number, row in enumerate(rows[:TITLE_ROWS]):
        titles = [text_of(value).casefold() for value in row]
        if "tanggal" in titles and "nama" in titles:
            return _below(rows, number, titles, basis)
    return refused(
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
        if not any(text_of(value) for value in row):
            continue
        day, name, kind, law = (
            row[places[column]] if column in places else None for column in COLUMNS
        )
        place = _("Baris %(number)d") % {"number": number}
        told.append(Told(place, day, text_of(name), text_of(kind), text_of(law) or basis))
    if len(told) > MAX_ROWS:
        return refused(_("Berkas memuat lebih dari %(count)d baris.") % {"count": MAX_ROWS})
    return check_rows(told)


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
