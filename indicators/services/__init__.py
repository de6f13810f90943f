"""Every change of this floor."""

from indicators.services.assigning import assign_indicator
from indicators.services.comparing import FigureEntry, content_of
from indicators.services.deciding import (
    approve_figures,
    hand_over_figures,
    reopen_figures,
    return_figures,
)
from indicators.services.evidence import (
    TITLE_LENGTH,
    attach_bukti_dukung,
    check_file,
    check_url,
    remove_bukti_dukung,
    take_file,
)
from indicators.services.judging import (
    METHOD,
    Fault,
    approved_of,
    bounds_fault,
    judged_periods,
    pair_fault,
    target_fault,
)
from indicators.services.lines import BudgetRow, HistoryRow, IndicatorLine, RenstraRow
from indicators.services.loading import load_budget, load_history, load_indicators
from indicators.services.plan import load_plan, rehearse_plan
from indicators.services.renstra import load_renstra
from indicators.services.saving import Saved, save_figures
from indicators.services.settling import FinalFigure, settle_figure
from indicators.services.tally import Loaded
from indicators.services.targets import NewTarget, revise_target
from indicators.services.wording import amend_wording

__all__ = [
    "METHOD",
    "TITLE_LENGTH",
    "BudgetRow",
    "Fault",
    "FigureEntry",
    "FinalFigure",
    "HistoryRow",
    "IndicatorLine",
    "Loaded",
    "NewTarget",
    "RenstraRow",
    "Saved",
    "amend_wording",
    "approve_figures",
    "approved_of",
    "assign_indicator",
    "attach_bukti_dukung",
    "bounds_fault",
    "check_file",
    "check_url",
    "content_of",
    "hand_over_figures",
    "judged_periods",
    "load_budget",
    "load_history",
    "load_indicators",
    "load_plan",
    "load_renstra",
    "pair_fault",
    "rehearse_plan",
    "remove_bukti_dukung",
    "reopen_figures",
    "return_figures",
    "revise_target",
    "save_figures",
    "settle_figure",
    "take_file",
    "target_fault",
]
