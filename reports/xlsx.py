"""Snapshot in, workbook out: the tables of the paper, numbers as numbers; the same bytes again."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from organization.signs import storable
from reports.archive import packed
from reports.outline import report_name, tables_of
from reports.overview import overview_name, overview_sheets
from reports.states import GOVERNMENT_KINDS, ReportKind
from reports.tables import Cell, Moment, Number, Table
from reports.tables.shape import Data

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LIMIT = 31
#: Text that begins like a formula stays text.
FORMULA_SIGNS = ("=", "+", "-", "@")
TYPE_STRING = "s"
MOMENT = "dd-mm-yyyy hh:mm"


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
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - slow to import

    _write(sheet, [name])
    _write(sheet, [table.title])
    sheet.append([])
    for cell in _write(sheet, [column.label for column in table.columns]):
        cell.font = Font(bold=True)
    for row in table.rows:
        for cell, each in zip(_write(sheet, row), row, strict=True):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(each, Number):
                cell.number_format = "#,##0" + ("." + "0" * each.decimals if each.decimals else "")
    for note in table.notes:
        _write(sheet, [note])
    for letter, column in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", table.columns, strict=False):
        sheet.column_dimensions[letter].width = max(10, column.share)
    sheet.freeze_panes = "A5"


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
