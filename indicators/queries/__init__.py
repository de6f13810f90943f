"""Reads: figures with their targets and capaian, by holder and triwulan or by agency and year."""

from indicators.queries.book import Period, previous_of
from indicators.queries.figures import BESIDE, FigureRow, figure_rows, must_be_filled, rows_of
from indicators.queries.past import past_years
from indicators.queries.plans import (
    figure_of,
    in_force,
    judging_target,
    period_end,
    plan_of,
    rules_of,
    scale_of,
    targets_by_indicator,
)
from indicators.queries.stories import Story, indicator_story
from indicators.queries.years import YearRow, by_sasaran, year_rows

__all__ = [
    "BESIDE",
    "FigureRow",
    "Period",
    "Story",
    "YearRow",
    "by_sasaran",
    "figure_of",
    "figure_rows",
    "in_force",
    "indicator_story",
    "judging_target",
    "must_be_filled",
    "past_years",
    "period_end",
    "plan_of",
    "previous_of",
    "rows_of",
    "rules_of",
    "scale_of",
    "targets_by_indicator",
    "year_rows",
]
