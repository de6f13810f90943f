"""What happens: runs, lanes, tasks, figures on the move, disposisi, notices."""

from workflow.models.calendar import CalendarMark
from workflow.models.disposisi import (
    Disposisi,
    DisposisiHop,
    DisposisiReceipt,
    DisposisiScan,
)
from workflow.models.handover import (
    Decision,
    Return,
    ReturnItem,
    RunIndicator,
    Submission,
    SubmissionItem,
)
from workflow.models.notice import MailDigest, Notice
from workflow.models.run import Assignment, Lane, LaneActor, Output, Passage, Run, Task

__all__ = [
    "Assignment",
    "CalendarMark",
    "Decision",
    "Disposisi",
    "DisposisiHop",
    "DisposisiReceipt",
    "DisposisiScan",
    "Lane",
    "LaneActor",
    "MailDigest",
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
