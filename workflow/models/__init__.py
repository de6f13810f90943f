"""What happens: runs, lanes, tasks, figures on the move, disposisi, notices."""

from workflow.models.calendar import CalendarMark
from workflow.models.disposisi import (
    Disposisi,
    DisposisiHop,
    DisposisiReceipt,
    DisposisiScan,
)
from workflow.models.extension import DueExtension
from workflow.models.handover import (
    Decision,
    Return,
    ReturnItem,
    RunIndicator,
    Submission,
    SubmissionItem,
)
from workflow.models.notice import Channel, Message, MutedChannel, Notice
from workflow.models.reminder import Delivery, LadderRung, MessageTemplate
from workflow.models.run import Assignment, Lane, LaneActor, Output, Passage, Run, Task

__all__ = [
    "Assignment",
    "CalendarMark",
    "Channel",
    "Decision",
    "Delivery",
    "Disposisi",
    "DisposisiHop",
    "DisposisiReceipt",
    "DisposisiScan",
    "DueExtension",
    "LadderRung",
    "Lane",
    "LaneActor",
    "Message",
    "MessageTemplate",
    "MutedChannel",
    "Notice",
    "Output",
    "Passage",
    "Return",
    "ReturnItem",
    "Run",
    "RunIndicator",
    "Submission",
    "SubmissionItem",
    "Task",
]
