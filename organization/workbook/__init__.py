"""Files that people upload on this floor: a look at any .xlsx, and lists of holidays."""

from organization.workbook.archive import find_fault
from organization.workbook.holidays import HolidayFile, RowProblem, export_holidays, read_holidays

__all__ = ["HolidayFile", "RowProblem", "export_holidays", "find_fault", "read_holidays"]
