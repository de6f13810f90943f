"""Withdrawing the disposisi of a step while nobody has read it or worked on what it opened."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from organization.access import Acting
from organization.models import Event
from organization.services import record_event
from workflow import flow
from workflow.access import AlreadyMoved, HopAlreadyRead, WorkHasBegun, WrongMove
from workflow.models import DisposisiHop, Task
from workflow.queries.board import board_of, key_of
from workflow.services.applying import apply_moves
from workflow.services.drafting import draft_hops

#: What happens to a task without anybody working on it.
BY_ITSELF = ("task.escalated", "task.lent")


def withdraw_order(*, hop: DisposisiHop, acting: Acting, reason: str, now: datetime) -> None:
    """Take back a step's disposisi: its task is open again with a draft of the same words.

    The tasks it opened are taken away; what happened stays in the log. Raises WrongMove for a hop
    of no step, HopAlreadyRead, WorkHasBegun, AlreadyMoved.
    """
    task = hop.task
    if task is None:
        raise WrongMove
    with transaction.atomic():
        if hop.receipts.filter(read_at__isnull=False).exists():
            raise HopAlreadyRead
        board = board_of(task.run)
        try:
            moves = flow.withdraw(board.board, key_of(task))
        except flow.NotOpen as refused:
            raise WorkHasBegun from refused
        if _is_begun(task, [board.tasks[key].pk for key in moves.removed]):
            raise WorkHasBegun
        changed = DisposisiHop.objects.filter(
            pk=hop.pk, sender=acting.position, recalled_at=None, sent_at__isnull=False
        ).update(recalled_at=now)
        if not changed:
            raise AlreadyMoved(task)
        task.outputs.all().delete()
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="disposisi.recalled",
            at=now,
            acting=acting,
            reason=reason,
            data={"hop": hop.pk, "task": task.pk, "lane": task.lane.label},
        )
        _draft_again(apply_moves(run=task.run, moves=moves, now=now), hop, now)


def _is_begun(task: Task, opened: Collection[int]) -> bool:
    """Whether somebody did anything in the tasks that the order opened."""
    events = Event.objects.filter(
        subject_type="run", subject_id=task.run_id, data__task__in=list(opened)
    )
    return events.exclude(action__in=BY_ITSELF).exists()


def _draft_again(tasks: list[Task], old: DisposisiHop, now: datetime) -> None:
    for draft in draft_hops(tasks=tasks, now=now):
        DisposisiHop.objects.filter(pk=draft.pk).update(
            instruction=old.instruction, harap=old.harap, note=old.note, sifat=old.sifat
        )
