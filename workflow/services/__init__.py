"""Every change of a run: opening, moving, giving back, disposisi, figures, reminders."""

from workflow.services.announcing import announce_versions
from workflow.services.books import AgendaEntry, attach_scan, edit_agenda
from workflow.services.disposisi import (
    HopText,
    add_arahan,
    forward_hop,
    read_hop,
    ready_sentences,
    recall_hop,
)
from workflow.services.escalating import escalate_vacant, lend_to_deputy
from workflow.services.extending import extend_due
from workflow.services.figures import (
    FigureLocked,
    amend_task_wording,
    fill_and_hand_over,
    move_indicator,
    save_draft,
    save_task_figures,
    share_indicators,
)
from workflow.services.following import note_follow_up, remind_follow_ups, snooze
from workflow.services.messaging import queue_messages, resend_message
from workflow.services.moving import (
    approve,
    assign,
    document,
    hand_over,
    receive,
    receive_lane,
)
from workflow.services.notifying import read_notices
from workflow.services.opening import Opening, due_openings, open_due, open_run
from workflow.services.planning import Gap, OpeningPlan, plan_opening
from workflow.services.preparing import Preparation, preparation_of
from workflow.services.reminding import remind_due
from workflow.services.rescheduling import ask_to_follow, follow_calendars
from workflow.services.returning import give_back, reopen_run
from workflow.services.schedule import NextOpening, coming_openings, plan_coming
from workflow.services.sending import send_message
from workflow.services.setting import copy_ladder, mute_channels, save_letter, send_test
from workflow.services.summarizing import summarize_weekly
from workflow.services.sweeping import sweep
from workflow.services.withdrawing import withdraw_order

__all__ = [
    "AgendaEntry",
    "FigureLocked",
    "Gap",
    "HopText",
    "NextOpening",
    "Opening",
    "OpeningPlan",
    "Preparation",
    "add_arahan",
    "amend_task_wording",
    "announce_versions",
    "approve",
    "ask_to_follow",
    "assign",
    "attach_scan",
    "coming_openings",
    "copy_ladder",
    "document",
    "due_openings",
    "edit_agenda",
    "escalate_vacant",
    "extend_due",
    "fill_and_hand_over",
    "follow_calendars",
    "forward_hop",
    "give_back",
    "hand_over",
    "lend_to_deputy",
    "move_indicator",
    "mute_channels",
    "note_follow_up",
    "open_due",
    "open_run",
    "plan_coming",
    "plan_opening",
    "preparation_of",
    "queue_messages",
    "read_hop",
    "read_notices",
    "ready_sentences",
    "recall_hop",
    "receive",
    "receive_lane",
    "remind_due",
    "remind_follow_ups",
    "reopen_run",
    "resend_message",
    "save_draft",
    "save_letter",
    "save_task_figures",
    "send_message",
    "send_test",
    "share_indicators",
    "snooze",
    "summarize_weekly",
    "sweep",
    "withdraw_order",
]
