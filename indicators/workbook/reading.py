"""An entry workbook coming back: every cell is read as if it had been typed, nothing is skipped."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from indicators.queries import FigureRow
from indicators.services import FigureEntry
from indicators.workbook.layout import (
    COLUMNS,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    TOKEN_SHEET,
)
from indicators.workbook.merging import bases_of
from indicators.workbook.rows import CellProblem, Cells, Change, find_strays, read_rows
from indicators.workbook.token import SheetToken, Token, read_token
from organization.models import Agency
from organization.workbook import find_extras, find_fault

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_TOKEN_ROWS = 100
MAX_ROWS_BELOW = 1_000


@dataclass(frozen=True, slots=True)
class EntryWorkbook:
    """What a file would change, row by row; `fault`: why it is not read at all.

    `strays`: cells outside the form that hold something.
    """

    changes: tuple[Change, ...] = ()
    fault: str = ""
    strays: tuple[CellProblem, ...] = ()

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
        of_rows = [problem for change in self.changes for problem in change.problems]
        return [*of_rows, *self.strays]


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
    locked now is a problem at its cell. A row that was changed here as well since then is joined:
    cells that both have changed are left to choose.
    Refused as a whole: no .xlsx, too large unpacked, macros, links, a foreign or altered token,
    another agency or triwulan, moved rows, merged cells, added sheets.
    """
    fault = find_fault(file)
    if fault:
        return EntryWorkbook(fault=fault)
    known = {row.indicator.pk: row for row in rows}
    try:
        book = _open(file)
        token = _token_in(book)
        fault = _fault_of(book, token, agency, year, triwulan)
        if fault or token is None:
            return EntryWorkbook(fault=fault)
        filled = [_cells_of(book[sheet.title], len(sheet.rows)) for sheet in token.sheets]
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return EntryWorkbook(fault=_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    pairs = list(zip(filled, token.sheets, strict=True))
    if not all(_is_whole(cells, sheet, known) for cells, sheet in pairs):
        return EntryWorkbook(
            fault=_("Baris pada berkas tidak sesuai dengan formulir ini. Unduh formulir yang baru.")
        )
    bases = bases_of((mark for sheet in token.sheets for mark in sheet.rows), known)
    return EntryWorkbook(
        changes=tuple(
            change
            for cells, sheet in pairs
            for change in read_rows(cells[FIRST_ROW - 1 :], sheet, known, editable, bases)
        ),
        strays=(
            *_extras_in(file),
            *(problem for cells, sheet in pairs for problem in find_strays(cells, sheet.title)),
        ),
    )


def _extras_in(file: IO[bytes]) -> list[CellProblem]:
    """What stands beside the cells and is not loaded: comments, pictures, charts."""
    found = find_extras(file)
    if not found:
        return []
    sentence = _(
        "Memuat %(kinds)s, yang tidak dimuat. Tulis isinya pada kolom Catatan, atau unggah sebagai "
        "bukti dukung di halaman tugas."
    ) % {"kinds": ", ".join(found)}
    return [CellProblem("", "", sentence)]


def _open(file: IO[bytes]) -> "Workbook":
    """Row by row: nothing in the file makes cells that do not stand in it."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    return load_workbook(file, read_only=True, data_only=False, keep_links=False)


def _cells_of(sheet: Any, number: int) -> Cells:
    """The rows of a sheet from its first, as far down as anything is looked for."""
    sheet.reset_dimensions()
    return list(islice(sheet.iter_rows(), FIRST_ROW + number + MAX_ROWS_BELOW + 1))


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
        return _("Formulir perangkat daerah lain; unduh formulir dari halaman tugas ini.")
    if (token.year, token.triwulan) != (year, triwulan):
        return _(
            "Berkas ini formulir Triwulan %(is)s tahun %(is_year)d, sedangkan tugas ini Triwulan "
            "%(due)s tahun %(due_year)d. Unduh formulir dari halaman tugas ini, isi, lalu unggah "
            "formulir itu; atau buka tugas triwulan yang sesuai."
        ) % {
            "is": ROMAN[token.triwulan],
            "is_year": token.year,
            "due": ROMAN[triwulan],
            "due_year": year,
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
    return ""


def _is_whole(cells: Cells, mark: SheetToken, known: Mapping[int, FigureRow]) -> bool:
    """Titles and codes stand where they were written, and nothing stands below them."""
    end = FIRST_ROW - 1 + len(mark.rows)
    if not end <= len(cells) <= FIRST_ROW + len(mark.rows) + MAX_ROWS_BELOW:
        return False
    titles = [cell.value for cell in cells[HEADER_ROW - 1][: len(COLUMNS)]]
    codes = [row[0].value if row else None for row in cells[FIRST_ROW - 1 : end]]
    wanted = [
        known[each.indicator_id].indicator.code if each.indicator_id in known else ""
        for each in mark.rows
    ]
    if titles != [column.title for column in COLUMNS] or codes != wanted:
        return False
    return not any(cell.value not in (None, "") for row in cells[end:] for cell in row)
