"""A loading table kept in Excel, as the CSV text that the tables' own reader takes."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.workbook.archive import find_fault


def text_of_sheet(file: IO[bytes]) -> str:
    """The first sheet as CSV text; raises TableRefused for no .xlsx, and for formulas by cell."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to import

    fault = find_fault(file)
    if fault:
        raise TableRefused([TableProblem(1, "-", fault)])
    sheet = load_workbook(file, keep_links=False).worksheets[0]
    problems: list[TableProblem] = []
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for place, cell in enumerate(row, start=1):
            if cell.data_type in ("f", "e"):
                sentence = _("berisi rumus atau kesalahan Excel; ketik isinya saja.")
                problems.append(TableProblem(number, get_column_letter(place), sentence))
        writer.writerow([_written(cell.value) for cell in row])
    if problems:
        raise TableRefused(problems)
    return text.getvalue()


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
    return str(value)
