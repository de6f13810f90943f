"""Every change of a run: opening, moving, giving back, disposisi, figures, reminders."""

from workflow.services.disposisi import (
    HopText,
    forward_hop,
    read_hop,
    ready_sentences,
    recall_hop,
)
from workflow.services.figures import FigureLocked, move_indicator, save_task_figures
from workflow.services.moving import (
    approve,
    assign,
    document,
    hand_over,
    receive,
    receive_lane,
)
from workflow.services.opening import Opening, due_openings, open_due, open_run
from workflow.services.planning import OpeningPlan, plan_opening
from workflow.services.reminding import escalate_vacant, remind_due
from workflow.services.returning import give_back, reopen_run

__all__ = [
    "FigureLocked",
    "HopText",
    "Opening",
    "OpeningPlan",
    "approve",
    "assign",
    "document",
    "due_openings",
    "escalate_vacant",
    "forward_hop",
    "give_back",
    "hand_over",
    "move_indicator",
    "open_due",
    "open_run",
    "plan_opening",
    "read_hop",
    "ready_sentences",
    "recall_hop",
    "receive",
    "receive_lane",
    "remind_due",
    "reopen_run",
    "save_task_figures",
]
