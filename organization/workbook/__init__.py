"""Files that people upload here: a look at any .xlsx, lists of holidays, and an agency's staff."""

from organization.workbook.archive import OLD_OR_LOCKED, find_extras, find_fault, find_links
from organization.workbook.heights import set_height
from organization.workbook.holidays import HolidayFile, RowProblem, export_holidays, read_holidays
from organization.workbook.staff import (
    Cells,
    StaffFile,
    Unreadable,
    cells_from_text,
    check_staff,
    export_staff,
    read_cells,
    text_of_cells,
)

__all__ = [
    "OLD_OR_LOCKED",
    "Cells",
    "HolidayFile",
    "RowProblem",
    "StaffFile",
    "Unreadable",
    "cells_from_text",
    "check_staff",
    "export_holidays",
    "export_staff",
    "find_extras",
    "find_fault",
    "find_links",
    "read_cells",
    "read_holidays",
    "set_height",
    "text_of_cells",
]
