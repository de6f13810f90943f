"""How the sheets of the entry workbook look: widths, heights, colours, open cells, printing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.queries import FigureRow
from indicators.workbook.layout import COLUMNS, FIRST_ROW, HEADER_ROW, inputs_of
from organization.workbook import set_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAGES_ACROSS = 3


def dress(sheet: "Worksheet", rows: Sequence[FigureRow]) -> None:
    """Widths, colours and protection: only the input cells are open."""
    from openpyxl.styles import (  # noqa: PLC0415 - slow to import
        Alignment,
        Font,
        PatternFill,
        Protection,
    )

    for column in COLUMNS:
        sheet.column_dimensions[column.letter].width = column.width
        head = sheet[f"{column.letter}{HEADER_ROW}"]
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DCE6F1")
        head.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)
    wrap, yellow, unlocked = (
        Alignment(wrap_text=True, vertical="top"),
        PatternFill("solid", fgColor="FFF9D6"),
        Protection(locked=False),
    )
    for number, row in enumerate(rows, start=FIRST_ROW):
        for column in COLUMNS:
            sheet[f"{column.letter}{number}"].alignment = wrap
        for column in inputs_of(row):
            cell = sheet[f"{column.letter}{number}"]
            cell.fill, cell.protection = yellow, unlocked
    _set_heights(sheet, len(rows))
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    _set_up_printing(sheet)


def _set_heights(sheet: "Worksheet", count: int) -> None:
    """Every row as high as what stands in it at the download."""
    widths = {column.letter: column.width for column in COLUMNS}
    for number in (HEADER_ROW, *range(FIRST_ROW, FIRST_ROW + count)):
        held = ((sheet[f"{letter}{number}"].value, width) for letter, width in widths.items())
        set_height(sheet, number, ((text, width) for text, width in held if isinstance(text, str)))


def _set_up_printing(sheet: "Worksheet") -> None:
    """Across, as many pages side by side as stay readable, each with the indicator at its left."""
    fit_to_width(sheet, PAGES_ACROSS)
    sheet.print_title_cols = "A:B"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def fit_to_width(sheet: "Worksheet", pages: int = 1) -> None:
    """Print across, so small that all columns stand on so many pages side by side."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - slow to import

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = pages
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
