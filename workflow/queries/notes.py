"""The words that came with what somebody now judges or makes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organization.models import User
from sop.models import SopStep
from workflow.models import Assignment, Lane, Return, Submission, Task
from workflow.queries.board import RunBoard
from workflow.states import TaskState


@dataclass(frozen=True, slots=True)
class HandedNote:
    """What somebody wrote as he handed over, approved or received; `round`: of his task."""

    text: str
    user: User
    step: SopStep
    lane: Lane
    at: datetime
    round: int


def notes_behind(task: Task, run_board: RunBoard) -> list[HandedNote]:
    """The notes of the present round in the lanes beneath and of the step before, newest round
    first; who shares a task says his own. 1 query."""
    board = run_board.board
    before = Q(
        task__lane__in=list(board.lineage(task.lane_id)),
        task__step__key__in=list(board.graph.predecessors(task.step.key)),
    )
    beneath = Q(
        task__lane__in=lanes_within(run_board, task.lane_id), task__step__order__lt=task.step.order
    )
    own = Submission.objects.filter(
        task=OuterRef("task"), user=OuterRef("handed_over_by"), at=OuterRef("handed_over_at")
    )
    shares = (
        Assignment.objects.filter(
            before | beneath,
            task__run=task.run_id,
            task__scope=task.scope,
            task__state=TaskState.DONE,
            handed_over_by__isnull=False,
        )
        .annotate(words=Coalesce(Subquery(own.values("note")[:1]), F("task__note")))
        .exclude(words="")
        .select_related("task__step", "task__lane", "handed_over_by")
        .order_by("-task__round", "-handed_over_at", "pk")
    )
    keys = sorted(run_board.tasks, key=lambda key: key.round)
    newest = {(key.step, key.lane): key.round for key in keys if key.scope == task.scope}
    # who ends a task ends every open share of it by the same word
    notes = {
        (share.task_id, share.handed_over_at): HandedNote(
            share.words,
            share.handed_over_by,
            share.task.step,
            share.task.lane,
            share.handed_over_at,
            share.task.round,
        )
        for share in shares
        if share.handed_over_by
        and share.handed_over_at
        and share.task.round == newest[share.task.step.key, share.task.lane_id]
    }
    return list(notes.values())


def return_through(task: Task, run_board: RunBoard) -> Return | None:
    """The last return from a step above this one to a step beneath it: what this one judges came
    back by it. 1 query, none in the first round."""
    lanes = lanes_within(run_board, task.lane_id)
    if all(run_board.lanes[pk].round == 1 for pk in lanes):
        return None
    return (
        Return.objects.filter(
            task__run=task.run_id,
            task__step__order__gt=task.step.order,
            to_step__order__lt=task.step.order,
            lanes__in=[*lanes, *run_board.board.lineage(task.lane_id)],
        )
        .select_related("task__step", "user", "officeholder__position")
        .order_by("-at")
        .first()
    )


def lanes_within(run_board: RunBoard, lane: int) -> list[int]:
    """A lane and those beneath it."""
    return [pk for pk in run_board.lanes if lane in run_board.board.lineage(pk)]
