"""What comes in is made clean here: the grid of figures and the tables that an operator loads."""

from indicators.forms.final import FinalForm
from indicators.forms.grid import FigureGrid, NewEvidence, Problem
from indicators.forms.gridline import FIGURE, UNITS, GridLine, saved_line
from indicators.forms.lines import (
    read_budget_rows,
    read_history_rows,
    read_indicator_lines,
    read_renstra_rows,
)
from indicators.forms.plan import HINTS, PLAN_TABLES, PlanTable, PlanTableForm
from indicators.forms.printed import PublishedRow, PublishedTableForm, read_published_rows
from indicators.forms.target import TargetForm, TargetRevisionForm

__all__ = [
    "FIGURE",
    "HINTS",
    "PLAN_TABLES",
    "UNITS",
    "FigureGrid",
    "FinalForm",
    "GridLine",
    "NewEvidence",
    "PlanTable",
    "PlanTableForm",
    "Problem",
    "PublishedRow",
    "PublishedTableForm",
    "TargetForm",
    "TargetRevisionForm",
    "read_budget_rows",
    "read_history_rows",
    "read_indicator_lines",
    "read_published_rows",
    "read_renstra_rows",
    "saved_line",
]
