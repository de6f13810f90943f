"""The entry form as .xlsx, out and back in."""

from indicators.workbook.reading import CellProblem, EntryWorkbook, read_entry
from indicators.workbook.writing import CONTENT_TYPE, export_entry

__all__ = ["CONTENT_TYPE", "CellProblem", "EntryWorkbook", "export_entry", "read_entry"]
