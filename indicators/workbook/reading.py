"""An entry workbook coming back: every cell is read as if it had been typed, nothing is skipped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from indicators.queries import FigureRow
from indicators.services import FigureEntry
from indicators.workbook.cells import unescaped
from indicators.workbook.layout import (
    COLUMNS,
    EMPTY,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    TOKEN_SHEET,
)
from indicators.workbook.merging import bases_of
from indicators.workbook.rows import (
    CellProblem,
    Cells,
    Change,
    find_strays,
    is_locked_as_written,
    read_rows,
    stray,
)
from indicators.workbook.token import SheetToken, Token, read_token
from organization.models import Agency
from organization.workbook import find_extras, find_fault, find_links

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_TOKEN_ROWS = 100
#: So many cells outside the form are named, the others counted.
MAX_STRAYS = 100
#: So much of what a file holds is said again in a sentence.
SHOWN = 80
#: The instructions with their title; a file downloaded earlier may have had fewer.
GUIDE_ROWS = 12


@dataclass(frozen=True, slots=True)
class EntryWorkbook:
    """What a file would change, row by row; `fault`: why it is not read at all.

    `strays`: cells outside the form that hold something.
    """

    changes: tuple[Change, ...] = ()
    fault: CellProblem | None = None
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
        if self.fault is not None:
            return [self.fault]
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
        return _refused(fault)
    known = {row.indicator.pk: row for row in rows}
    try:
        book = _open(file)
        token = _token_in(book)
        fault = _fault_of(book, token, agency, year, triwulan)
        if fault or token is None:
            return _refused(fault)
        filled = [_cells_of(book[sheet.title], len(sheet.rows)) for sheet in token.sheets]
        outside = chain(
            _strays_beside(book),
            *(map(find_strays, filled, token.sheets)),
        )
        strays = list(_named(outside))
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return _refused(_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    pairs = list(zip(filled, token.sheets, strict=True))
    for cells, sheet in pairs:
        moved = _find_moved(cells, sheet, known)
        if moved is not None:
            return EntryWorkbook(fault=moved)
    bases = bases_of((mark for sheet in token.sheets for mark in sheet.rows), known)
    return EntryWorkbook(
        changes=tuple(
            change
            for cells, sheet in pairs
            for change in read_rows(cells[FIRST_ROW - 1 :], sheet, known, editable, bases)
        ),
        strays=(
            *_extras_in(file),
            *_links_in(file, filled),
            *strays,
        ),
    )


def _named(strays: Iterator[CellProblem]) -> Iterator[CellProblem]:
    """The first of them, and how many more there are."""
    yield from islice(strays, MAX_STRAYS)
    if more := sum(1 for _each in strays):
        sentence = _("Masih ada %(count)d sel lain di luar formulir; hapus isinya.")
        yield CellProblem("", "", sentence % {"count": more})


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
    """The rows of a sheet from its first to those of the form, and those below that hold anything.

    What a file says of its own size is not believed.
    """
    sheet.reset_dimensions()
    rows = sheet.iter_rows()
    form = list(islice(rows, FIRST_ROW - 1 + number))
    below = (row for row in rows if any(cell.value not in EMPTY for cell in row))
    return [*form, *islice(below, 1)]


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
    missing = sorted(titles - set(book.sheetnames))
    if len(missing) == len(added) == 1:
        return _("Nama lembar “%(name)s” diubah menjadi “%(new)s”. Kembalikan namanya.") % {
            "name": missing[0],
            "new": added[0],
        }
    if added:
        return _("Berkas memuat lembar tambahan: %(names)s. Hapus lembar itu.") % {
            "names": ", ".join(added)
        }
    if missing:
        return _("Lembar “%(name)s” tidak ada pada berkas.") % {"name": missing[0]}
    return ""


def _find_moved(
    cells: Cells, mark: SheetToken, known: Mapping[int, FigureRow]
) -> CellProblem | None:
    """The first cell where titles and codes do not stand as they were written, or below them."""
    titles = [str(cell.value or "") for cell in cells[HEADER_ROW - 1]] if len(cells) > 3 else []
    for place, column in enumerate(COLUMNS):
        found = titles[place] if place < len(titles) else ""
        if found != column.title:
            return _moved(mark, f"{column.letter}{HEADER_ROW}", column.title, found)
    for number, each in enumerate(mark.rows, start=FIRST_ROW):
        row = cells[number - 1] if number <= len(cells) else ()
        found = unescaped(str(row[0].value or "")) if row else ""
        if each.indicator_id not in known:
            sentence = _("Bukan indikator tugas ini. Unduh formulir dari halaman tugas ini.")
            return CellProblem(mark.title, f"A{number}", sentence)
        code = known[each.indicator_id].indicator.code
        if found != code and not is_locked_as_written(row, each):
            return _moved(mark, f"A{number}", code, found)
    return _find_below(cells, mark)


def _moved(mark: SheetToken, address: str, wanted: str, found: str) -> CellProblem:
    sentence = _(
        "Seharusnya “%(wanted)s”, pada berkas “%(found)s”: baris atau kolom dipindah, disisipkan, "
        "atau dihapus. Kembalikan susunannya, atau unduh formulir yang baru."
    ) % {"wanted": wanted, "found": found[:SHOWN]}
    return CellProblem(mark.title, address, sentence)


def _find_below(cells: Cells, mark: SheetToken) -> CellProblem | None:
    for cell in (cell for row in cells[FIRST_ROW - 1 + len(mark.rows) :] for cell in row):
        if cell.value not in EMPTY:
            sentence = _("Di bawah formulir, sehingga tidak dimuat; hapus isinya.")
            return CellProblem(mark.title, cell.coordinate, sentence)
    return None


def _strays_beside(book: "Workbook") -> Iterator[CellProblem]:
    """What was written on the sheets of instructions and of the token, where nobody reads it."""
    for title, rows in ((GUIDE_SHEET, GUIDE_ROWS), (TOKEN_SHEET, MAX_TOKEN_ROWS)):
        if title not in book.sheetnames:
            continue
        sheet = book[title]
        sheet.reset_dimensions()
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value not in EMPTY and (cell.column > 1 or cell.row > rows):
                yield stray(title, cell)


def _links_in(file: IO[bytes], filled: Sequence[Cells]) -> Iterator[CellProblem]:
    """Where cells lead without saying so; an address that stands in its cell is loaded with it."""
    links = find_links(file)
    if not links:
        return
    text = " ".join(
        str(cell.value) for cells in filled for row in cells for cell in row if cell.value
    )
    for link in links:
        if link.removeprefix("mailto:").rstrip("/") not in text:
            sentence = _(
                "Memuat tautan ke %(link)s, yang tidak dimuat. Tulis alamatnya pada kolom Catatan, "
                "atau tambahkan sebagai bukti dukung di halaman tugas."
            ) % {"link": link[:SHOWN]}
            yield CellProblem("", "", sentence)


def _refused(sentence: str) -> EntryWorkbook:
    return EntryWorkbook(fault=CellProblem("", "", sentence))
