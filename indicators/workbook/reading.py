"""An entry workbook coming back: every cell is read as if it had been typed, nothing is skipped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from indicators.queries import FigureRow
from indicators.services import FigureEntry
from indicators.workbook.archive import find_fault
from indicators.workbook.layout import (
    COLUMNS,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    TOKEN_SHEET,
)
from indicators.workbook.rows import CellProblem, Change, in_place, read_rows
from indicators.workbook.token import SheetToken, Token, read_token
from organization.models import Agency

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_TOKEN_ROWS = 100
MAX_ROWS_BELOW = 1_000


@dataclass(frozen=True, slots=True)
class EntryWorkbook:
    """What a file would change, row by row; `fault`: why it is not read at all."""

    changes: tuple[Change, ...] = ()
    fault: str = ""

    @property
    def good(self) -> list[Change]:
        return [change for change in self.changes if change.is_good]

    @property
    def entries(self) -> tuple[FigureEntry, ...]:
        """What may be applied: the rows without a problem."""
        return tuple(change.entry for change in self.good if change.entry is not None)

    @property
    def problems(self) -> list[CellProblem]:
        """Everything that stands in the way, by its place."""
        if self.fault:
            return [CellProblem("", "", self.fault)]
        return [problem for change in self.changes for problem in change.problems]


def read_entry(
    file: IO[bytes],
    *,
    rows: Sequence[FigureRow],
    editable: Collection[int],
    agency: Agency,
    year: int,
    triwulan: int,
) -> EntryWorkbook:
    """Read an uploaded entry form against the figures as they are now (`rows`: those of the run).

    A row counts only if it differs from what stood in the file at download. A figure that is
    locked now, or was changed here as well since then, is a problem at its cell, with both values.
    Refused as a whole: no .xlsx, too large unpacked, macros, links, a foreign or altered token,
    another agency or triwulan, moved rows, merged cells, added sheets.
    """
    fault = find_fault(file)
    if fault:
        return EntryWorkbook(fault=fault)
    book = _open(file)
    if book is None:
        return EntryWorkbook(fault=_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    token = _token_in(book)
    known = {row.indicator.pk: row for row in rows}
    fault = _fault_of(book, token, agency, year, triwulan)
    if fault or token is None:
        return EntryWorkbook(fault=fault)
    if not all(_is_whole(book[sheet.title], sheet, known) for sheet in token.sheets):
        return EntryWorkbook(
            fault=_("Baris pada berkas tidak sesuai dengan formulir ini. Unduh formulir yang baru.")
        )
    return EntryWorkbook(tuple(_changes(book, token, known, editable)))


def _changes(
    book: "Workbook", token: Token, known: Mapping[int, FigureRow], editable: Collection[int]
) -> Iterator[Change]:
    for sheet in token.sheets:
        yield from read_rows(book[sheet.title], sheet, known, editable)


def _open(file: IO[bytes]) -> "Workbook | None":
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        return load_workbook(file, data_only=False, keep_links=False)
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return None


def _token_in(book: "Workbook") -> Token | None:
    if TOKEN_SHEET not in book.sheetnames:
        return None
    cells = book[TOKEN_SHEET].iter_rows(max_col=1, max_row=MAX_TOKEN_ROWS, values_only=True)
    return read_token("".join(str(value or "") for (value,) in cells))


def _fault_of(
    book: "Workbook", token: Token | None, agency: Agency, year: int, triwulan: int
) -> str:
    """Why the file as a whole is refused; empty when it is this form."""
    if token is None:
        return _("Berkas ini bukan formulir yang diunduh dari sini, atau telah diubah susunannya.")
    if token.agency != agency.key:
        return _("Berkas ini formulir perangkat daerah lain.")
    if (token.year, token.triwulan) != (year, triwulan):
        return _("Berkas ini formulir triwulan %(triwulan)d tahun %(year)d.") % {
            "triwulan": token.triwulan,
            "year": token.year,
        }
    titles = {sheet.title for sheet in token.sheets}
    added = sorted(set(book.sheetnames) - titles - {GUIDE_SHEET, TOKEN_SHEET})
    if added:
        return _("Berkas memuat lembar tambahan: %(names)s. Hapus lembar itu.") % {
            "names": ", ".join(added)
        }
    missing = sorted(titles - set(book.sheetnames))
    if missing:
        return _("Lembar “%(name)s” tidak ada pada berkas.") % {"name": missing[0]}
    if any(book[title].merged_cells.ranges for title in titles):
        return _("Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.")
    return ""


def _is_whole(sheet: "Worksheet", mark: SheetToken, known: Mapping[int, FigureRow]) -> bool:
    """Titles and codes stand where they were written, and nothing stands below them."""
    rows = [known[each.indicator_id] for each in mark.rows if each.indicator_id in known]
    titles = [sheet[f"{column.letter}{HEADER_ROW}"].value for column in COLUMNS]
    if titles != [column.title for column in COLUMNS]:
        return False
    if len(rows) != len(mark.rows) or not in_place(sheet, rows):
        return False
    if sheet.max_row > FIRST_ROW + len(rows) + MAX_ROWS_BELOW:
        return False
    below = sheet.iter_rows(min_row=FIRST_ROW + len(rows), max_col=len(COLUMNS), values_only=True)
    return not any(value not in (None, "") for values in below for value in values)
