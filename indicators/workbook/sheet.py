"""A loading table kept in Excel, as the CSV text that the tables' own reader takes."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.forms import PLAN_TABLES
from indicators.workbook.cells import percent_fault, two_ways, unescaped
from indicators.workbook.layout import EMPTY, GUIDE_SHEET, column_letter
from organization.workbook import find_extras, find_fault

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell

MAX_ROWS = 5_000
#: The columns of the tables that hold numbers.
NUMBERS = frozenset(
    {
        *("target", "renstra_target", "minimum", "maximum", "weight"),
        *("tw1", "tw2", "tw3", "tw4", "pagu", "renstra_pagu", "realisasi"),
    }
)
#: The longest guide of a template: a line per column of its table, and the titles.
GUIDE_ROWS = 1 + max(len(table.columns) for table in PLAN_TABLES.values())
GUIDE_COLUMNS = 4


def text_of_sheet(file: IO[bytes]) -> str:
    """The table's sheet as CSV text; raises TableRefused for no .xlsx, and for formulas by cell.

    The guide of the template may stand beside it; any other sheet would be passed over, so the
    file is refused.
    """
    fault = find_fault(file)
    if fault:
        raise TableRefused([TableProblem(1, "-", fault)])
    problems: list[TableProblem] = []
    try:
        rows = _rows_of(file, problems)
    except Exception as broken:  # openpyxl raises whatever a broken part makes it raise
        sentence = _("Berkas ini rusak atau bukan buku kerja Excel (.xlsx).")
        raise TableRefused([TableProblem(1, "-", sentence)]) from broken
    if problems:
        raise TableRefused(problems)
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(_even(rows))
    return text.getvalue()


def _rows_of(file: IO[bytes], problems: list[TableProblem]) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    book = load_workbook(file, read_only=True, keep_links=False)
    title, *added = [name for name in book.sheetnames if name != GUIDE_SHEET] or book.sheetnames
    if added:
        sentence = _("Berkas memuat lembar tambahan: %(names)s. Hapus lembar itu.")
        problems.append(TableProblem(1, "-", sentence % {"names": ", ".join(added)}))
    problems.extend(_beside(book, title, file))
    sheet = book[title]
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS and not any(cell.value not in EMPTY for cell in row):
            continue
        if number > MAX_ROWS:
            sentence = _("Tabel terlalu panjang: paling banyak %(limit)d baris.")
            problems.append(TableProblem(number, "-", sentence % {"limit": MAX_ROWS}))
            break
        cells = [_written(cell.value) for cell in _checked(number, row, problems)]
        problems.extend(_ambiguous(number, row, rows[0] if rows else []))
        rows.append(cells)
    return _down_to_the_last(rows)


def _down_to_the_last(rows: list[list[str]]) -> list[list[str]]:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _checked(
    number: int, row: "Sequence[Cell | MergedCell]", problems: list[TableProblem]
) -> "Iterator[Cell | MergedCell]":
    for place, cell in enumerate(row):
        if cell.data_type in ("f", "e"):
            sentence = _("berisi rumus atau kesalahan Excel; ketik isinya saja.")
            problems.append(TableProblem(number, column_letter(place), sentence))
        elif sentence := percent_fault(cell):
            problems.append(TableProblem(number, column_letter(place), sentence))
        yield cell


def _ambiguous(
    number: int, row: "Sequence[Cell | MergedCell]", heads: Sequence[str]
) -> Iterator[TableProblem]:
    """Numbers kept as text that may be read in two ways, under the columns that hold numbers."""
    for place, (head, cell) in enumerate(zip(heads, row, strict=False)):
        text = cell.value if isinstance(cell.value, str) else ""
        if head.strip() in NUMBERS and (sentence := two_ways(text)):
            yield TableProblem(number, column_letter(place), sentence)


def _beside(book: "Workbook", title: str, file: IO[bytes]) -> Iterator[TableProblem]:
    """What the table does not take: comments, pictures, and words among the instructions."""
    if found := find_extras(file):
        sentence = _("Memuat %(kinds)s, yang tidak dimuat. Hapus dahulu, lalu unggah kembali.")
        yield TableProblem(1, "-", sentence % {"kinds": ", ".join(found)})
    if title == GUIDE_SHEET or GUIDE_SHEET not in book.sheetnames:
        return
    guide = book[GUIDE_SHEET]
    guide.reset_dimensions()
    for cell in (cell for row in guide.iter_rows() for cell in row if cell.value not in EMPTY):
        if cell.row > GUIDE_ROWS or cell.column > GUIDE_COLUMNS:
            sentence = _("Di luar tabel, sehingga tidak dimuat; hapus isinya.")
            place = f"{GUIDE_SHEET}!{column_letter(cell.column - 1)}"
            yield TableProblem(cell.row, place, sentence)


def _even(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """Every row as wide as the header; one that is wider stays so, and is told by the reader."""
    width = len(_trimmed(rows[0])) if rows else 0
    for row in rows:
        cells = _trimmed(row)
        yield cells + [""] * (width - len(cells))


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _written(value: Any) -> str:
    """A cell as it would stand in the CSV: a decimal comma, no thousands, days in ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return unescaped(str(value))
