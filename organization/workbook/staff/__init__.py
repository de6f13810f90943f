"""Units, posts and people of an agency as a workbook: template out, three sheets in."""

from organization.workbook.staff.checking import StaffFile, check_staff
from organization.workbook.staff.reading import (
    Cells,
    Unreadable,
    cells_from_text,
    read_cells,
    text_of_cells,
)
from organization.workbook.staff.writing import export_staff

__all__ = [
    "Cells",
    "StaffFile",
    "Unreadable",
    "cells_from_text",
    "check_staff",
    "export_staff",
    "read_cells",
    "text_of_cells",
]
