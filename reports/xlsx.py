"""Snapshot in, workbook out: the tables of the paper, numbers as numbers; the same bytes again."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from organization.signs import storable
from organization.workbook import set_height
from reports.archive import packed
from reports.outline import report_name, tables_of
from reports.overview import overview_name, overview_sheets
from reports.states import GOVERNMENT_KINDS, ReportKind
from reports.tables import Cell, Moment, Number, Table
from reports.tables.shape import NONE, Data

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LIMIT = 31
#: Text that begins like a formula stays text.
FORMULA_SIGNS = ("=", "+", "-", "@")
TYPE_STRING = "s"
MOMENT = "dd-mm-yyyy hh:mm"
HEAD_ROW = 4
#: Signs that fit across a page as small as one still reads it, and the narrowest column.
SIGNS, NARROW, EDGE = 220, 10, 3


def render_xlsx(data: Data) -> bytes:
    """One sheet per table of the report."""
    if ReportKind(data["kind"]) in GOVERNMENT_KINDS:
        return write_workbook(overview_name(data), overview_sheets(data))
    return write_workbook(report_name(data), _sheets(data, tables_of(data)))


def write_workbook(name: str, sheets: list[tuple[str, Table]]) -> bytes:
    """A workbook of named tables."""
    import openpyxl  # noqa: PLC0415 - slow to import

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Kinerja"
    for title, table in sheets:
        _fill(book.create_sheet(storable(title)[:SHEET_NAME_LIMIT]), name, table)
    raw = io.BytesIO()
    book.save(raw)
    return packed(raw.getvalue(), {"docProps/core.xml": _without_times})


def _sheets(data: Data, tables: dict[str, Table]) -> list[tuple[str, Table]]:
    names = [
        ("Capaian", "figures"),
        ("Tindak lanjut", "narrative"),
        ("Rencana triwulan lalu", "followup"),
        ("Bukti dukung", "evidence"),
        ("Pelaksanaan SOP", "conformance"),
    ]
    if ReportKind(data["kind"]) == ReportKind.LKJIP:
        names += [("Perjanjian Kinerja", "pk"), ("Anggaran", "budget"), ("E.81", "e81")]
    return [(name, tables[key]) for name, key in names if key in tables]


def _fill(sheet, name: str, table: Table) -> None:  # type: ignore[no-untyped-def]  # openpyxl is imported late
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - slow to import
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to import

    top = Alignment(wrap_text=True, vertical="top")
    right = Alignment(horizontal="right", vertical="top")
    widths = [_width_of(place, table) for place in range(len(table.columns))]
    _write(sheet, [name])
    _write(sheet, [table.title])
    sheet.append([])
    heads = [column.label for column in table.columns]
    for cell in _write(sheet, heads):
        cell.font, cell.alignment = Font(bold=True), top
        cell.fill = PatternFill("solid", fgColor="E9EEF2")
    set_height(sheet, HEAD_ROW, zip(heads, (width - EDGE for width in widths), strict=True))
    for place, row in enumerate(table.rows, start=HEAD_ROW + 1):
        cells = _write(sheet, row)
        if not row[0]:  # a heading runs over the empty cells beside it
            cells[1].font = Font(bold=True)
            continue
        for cell, each, column in zip(cells, row, table.columns, strict=True):
            cell.alignment = right if column.is_number and each == NONE else top
            if isinstance(each, Number):
                cell.number_format = _format_of(each)
        set_height(sheet, place, zip(map(str, row), widths, strict=True))
    for note in table.notes:
        _write(sheet, [note])
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    _set_up_printing(sheet)


def _format_of(number: Number) -> str:
    """Its decimals, and its mark as it stands in print; the cell stays a number."""
    decimals = "." + "0" * number.decimals if number.decimals else ""
    return f"#,##0{decimals}" + (f'"{number.mark}"' if number.mark else "")


def _width_of(place: int, table: Table) -> int:
    """Of a column, in signs: its longest figure, and of words as much as its part of the paper."""
    column = table.columns[place]
    cells = [row[place] for row in table.rows if row[0]]
    figures = [len(str(each)) for each in cells if isinstance(each, Number | Moment)]
    words = [len(str(each)) for each in cells if not isinstance(each, Number | Moment)]
    longest = min(max(words, default=0), max(NARROW, column.share * SIGNS // 100))
    head = max(len(word) for word in column.label.split())
    return max(NARROW, head + EDGE, longest + EDGE, *(each + EDGE for each in figures))


def _set_up_printing(sheet) -> None:  # type: ignore[no-untyped-def]  # openpyxl is imported late
    """All columns on one page across, the titles on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - slow to import

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _write(sheet, row: Sequence[Cell]):  # type: ignore[no-untyped-def]  # openpyxl is imported late
    """Append a row: numbers and moments as such, else text, also where it begins with `=`."""
    sheet.append([_value(each) for each in row])
    cells = sheet[sheet.max_row]
    for cell, each in zip(cells, row, strict=False):
        if isinstance(each, Moment):
            cell.number_format = MOMENT
        elif not isinstance(each, Number) and cell.value is not None:
            cell.data_type = TYPE_STRING
            # Excel keeps it text when somebody edits the cell
            cell.quotePrefix = cell.value.startswith(FORMULA_SIGNS)
    return cells


def _value(each: Cell) -> Decimal | datetime | str:
    if isinstance(each, Moment):
        return each.at
    return each.value if isinstance(each, Number) else storable(each)


def _without_times(core: bytes) -> bytes:
    """openpyxl writes the time of making and saving; here both are the fixed stamp."""
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2020-01-01T00:00:00Z", core)
