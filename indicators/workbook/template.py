"""An empty table of the plan as .xlsx, with what each column takes."""

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.forms import HINTS, PlanTable
from indicators.workbook.dressing import fit_to_width
from indicators.workbook.layout import GUIDE_SHEET, column_letter
from indicators.workbook.writing import put_text
from organization.workbook import set_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DATA_SHEET = "Data"
REQUIRED, OPTIONAL = "FFF9D6", "DCE6F1"
GUIDE_WIDTHS = (24, 10, 70, 50)
#: Choices are offered so far down.
ROWS = 500


def export_template(table: PlanTable) -> bytes:
    """The header of a table on its first sheet, its columns explained on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book = Workbook()
    data = book.worksheets[0]
    data.title = DATA_SHEET
    _write_header(data, table)
    _write_guide(book.create_sheet(GUIDE_SHEET), table)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_header(sheet: "Worksheet", table: PlanTable) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - slow to import
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

    for place, name in enumerate(table.columns):
        letter = column_letter(place)
        cell: Any = sheet[f"{letter}1"]
        put_text(cell, name)
        cell.font = Font(bold=True)
        colour = REQUIRED if name in table.required else OPTIONAL
        cell.fill = PatternFill("solid", fgColor=colour)
        sheet.column_dimensions[letter].width = 20
        if choices := table.choices.get(name):
            listed = f'"{",".join(choices)}"'
            check = DataValidation(type="list", formula1=listed, showErrorMessage=True)
            check.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(check)
    sheet.freeze_panes = "A2"
    fit_to_width(sheet)


def _write_guide(sheet: "Worksheet", table: PlanTable) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - slow to import

    lines = [(_("Kolom"), _("Wajib"), _("Isi"), _("Pilihan"))]
    for name in table.columns:
        is_required = _("ya") if name in table.required else ""
        lines.append((name, is_required, str(HINTS[name]), ", ".join(table.choices.get(name, ()))))
    for number, line in enumerate(lines, start=1):
        for place, (word, width) in enumerate(zip(line, GUIDE_WIDTHS, strict=True)):
            cell: Any = sheet[f"{column_letter(place)}{number}"]
            put_text(cell, word)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
            sheet.column_dimensions[column_letter(place)].width = width
        set_height(sheet, number, zip(map(str, line), GUIDE_WIDTHS, strict=True))
    fit_to_width(sheet)
