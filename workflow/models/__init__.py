"""What happens: runs, lanes, tasks, figures on the move, disposisi, notices."""

from workflow.models.disposisi import Disposisi, DisposisiHop, DisposisiReceipt
from workflow.models.handover import (
    Decision,
    Return,
    ReturnItem,
    RunIndicator,
    Submission,
    SubmissionItem,
)
from workflow.models.notice import MailDigest, Notice
from workflow.models.run import Assignment, Lane, LaneActor, Output, Run, Task

__all__ = [
    "Assignment",
    "Decision",
    "Disposisi",
    "DisposisiHop",
    "DisposisiReceipt",
    "Lane",
    "LaneActor",
    "MailDigest",
    "Notice",
    "Output",
    "Return",
    "ReturnItem",
    "Run",
    "RunIndicator",
    "Submission",
    "SubmissionItem",
    "Task",
]
