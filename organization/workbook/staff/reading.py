"""The cells of an uploaded workbook as plain text, and the same carried through a preview."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from organization.models import Agency
from organization.workbook.archive import find_fault
from organization.workbook.rows import text_of
from organization.workbook.staff.columns import MAX_ROWS, OWNER, SHEETS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Titles stand in the first row.
FIRST_ROW = 2
#: Where a preview names the agency that it was shown for.
AGENCY = "instansi"
#: What a preview carries back is no larger than what a file could say.
MAX_TEXT = 4_000_000


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row as it was found: its number in the sheet, and a text per column."""

    number: int
    texts: tuple[str, ...]


#: Sheet → its rows; a sheet that the file lacks has none.
Cells = Mapping[str, Sequence[CellRow]]


class Unreadable(ValueError):
    """A file of which nothing can be read, with the sentence that says why."""


def read_cells(file: IO[bytes], agency: Agency) -> Cells:
    """The rows of the three sheets. Raises Unreadable, also for the template of another agency."""
    fault = find_fault(file)
    if fault:
        raise Unreadable(fault)
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        book = load_workbook(file, data_only=True, read_only=True, keep_links=False)
        _expect_own(_owner(str(book.properties.keywords or "")), agency)
        found = {name: list(_rows(book[name], name)) for name in SHEETS if name in book.sheetnames}
    except Unreadable:
        raise
    except Exception as broken:  # openpyxl raises whatever a broken part makes it raise
        raise Unreadable(_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx).")) from broken
    if not found:
        sentence = _("Berkas ini tidak memuat lembar %(sheets)s; pakai templatnya.")
        raise Unreadable(sentence % {"sheets": ", ".join(SHEETS)})
    return found


def _rows(sheet: "Worksheet", name: str) -> Iterator[CellRow]:
    columns = SHEETS[name]
    rows = sheet.iter_rows(max_row=MAX_ROWS + FIRST_ROW, max_col=26, values_only=True)
    titles = [text_of(value).casefold() for value in next(rows, ())]
    missing = [each.title for each in columns if each.title.casefold() not in titles]
    if missing:
        raise Unreadable(
            _("Lembar “%(sheet)s” tidak mempunyai kolom: %(columns)s.")
            % {"sheet": name, "columns": ", ".join(missing)}
        )
    places = [titles.index(each.title.casefold()) for each in columns]
    for number, row in enumerate(rows, start=FIRST_ROW):
        texts = tuple(_text(row[place]) if place < len(row) else "" for place in places)
        if not any(texts):
            continue
        if number > MAX_ROWS + 1:
            sentence = _("Lembar “%(sheet)s” memuat lebih dari %(count)d baris.")
            raise Unreadable(sentence % {"sheet": name, "count": MAX_ROWS})
        yield CellRow(number, texts)


def _text(value: Any) -> str:
    """A cell as one types it; a day as 2026-01-31."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else text_of(value)


def text_of_cells(cells: Cells, agency: Agency) -> str:
    """The cells and whose they are as one text, for the page that asks whether to go on."""
    rows = {name: [[row.number, *row.texts] for row in rows] for name, rows in cells.items()}
    return json.dumps({AGENCY: agency.key, **rows}, ensure_ascii=False)


def cells_from_text(text: str, agency: Agency) -> Cells:
    """The same cells again. Raises Unreadable for anything else, and for those of another one."""
    try:
        if len(text) > MAX_TEXT:
            raise ValueError
        told = json.loads(text)
        owner = str(told[AGENCY])
        found = {
            name: [_row(row, name) for row in rows][:MAX_ROWS]
            for name, rows in told.items()
            if name in SHEETS
        }
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as broken:
        raise Unreadable(_("Pratinjau ini tidak terbaca lagi; unggah kembali.")) from broken
    _expect_own(owner, agency)
    return found


def _owner(keywords: str) -> str:
    """Whose template a file is; empty where it does not say."""
    return keywords.removeprefix(OWNER) if keywords.startswith(OWNER) else ""


def _expect_own(owner: str, agency: Agency) -> None:
    if owner and owner != agency.key:
        sentence = _(
            "Isi ini milik perangkat daerah lain (%(owner)s), bukan %(agency)s. Tidak ada yang "
            "dimuat; unduh templat %(agency)s, lalu unggah kembali."
        )
        raise Unreadable(sentence % {"owner": owner, "agency": agency.name})


def _row(row: Sequence[Any], name: str) -> CellRow:
    number, *texts = row
    if len(texts) != len(SHEETS[name]):
        raise ValueError
    return CellRow(int(number), tuple(map(text_of, texts)))
