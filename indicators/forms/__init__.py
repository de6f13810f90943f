"""What comes in is made clean here: the grid of figures and the tables that an operator loads."""

from indicators.forms.grid import FigureGrid, NewEvidence, Problem
from indicators.forms.gridline import GridLine
from indicators.forms.lines import read_budget_rows, read_history_rows, read_indicator_lines

__all__ = [
    "FigureGrid",
    "GridLine",
    "NewEvidence",
    "Problem",
    "read_budget_rows",
    "read_history_rows",
    "read_indicator_lines",
]
