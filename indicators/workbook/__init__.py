"""The entry form as .xlsx, out and back in."""

from indicators.workbook.overtaken import rejoin
from indicators.workbook.reading import EntryWorkbook, read_entry
from indicators.workbook.rows import CellProblem, Change
from indicators.workbook.sheet import text_of_sheet
from indicators.workbook.template import export_template
from indicators.workbook.writing import CONTENT_TYPE, export_entry, export_lanes

__all__ = [
    "CONTENT_TYPE",
    "CellProblem",
    "Change",
    "EntryWorkbook",
    "export_entry",
    "export_lanes",
    "export_template",
    "read_entry",
    "rejoin",
    "text_of_sheet",
]
