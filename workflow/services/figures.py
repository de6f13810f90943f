"""Saving figures inside a task: who may write which of them now, in which capacity."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators.services import FigureEntry, save_figures
from organization.access import Acting, Refused
from organization.services import record_event
from workflow.access import AlreadyMoved
from workflow.models import RunIndicator, Task
from workflow.queries.covering import editable_ids
from workflow.states import TaskState


class FigureLocked(Refused):
    """A figure outside the task, or one that a return did not name."""

    code = "angka-terkunci"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Ada angka yang terkunci pada langkah ini sehingga tidak dapat diubah."),
            help=_("Hanya indikator Anda, atau yang dikembalikan kepada Anda, yang terbuka."),
        )


def save_task_figures(
    *, task: Task, acting: Acting, entries: Sequence[FigureEntry], now: datetime, origin: str
) -> int:
    """Save what changed, as new revisions in the acting person's name; returns how many.

    Raises AlreadyMoved, FigureLocked, and FigureConflict when the same figure was saved meanwhile.
    """
    with transaction.atomic():
        if not Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(state=TaskState.OPEN):
            raise AlreadyMoved(task)
        allowed = editable_ids(task, [acting.position.pk])
        if any(entry.indicator_id not in allowed for entry in entries):
            raise FigureLocked
        saved = save_figures(
            agency=task.run.agency,
            year=task.run.year,
            triwulan=task.run.triwulan,
            entries=entries,
            author=acting.user,
            position=acting.position,
            capacity=acting.capacity,
            now=now,
            origin=origin,
            may_mend=task.step.kind == "compile",
        )
        if saved:
            record_event(
                agency=task.run.agency,
                subject_type="run",
                subject_id=task.run_id,
                action="figures.saved",
                at=now,
                acting=acting,
                data={"task": task.pk, "figures": saved, "origin": origin},
            )
    return saved


def move_indicator(*, row: RunIndicator, to: RunIndicator, acting: Acting, now: datetime) -> None:
    """Give an indicator to the lane and position that hold `to` (catatan pembagian tugas)."""
    with transaction.atomic():
        RunIndicator.objects.filter(pk=row.pk).update(lane=to.lane, position=to.position)
        record_event(
            agency=row.run.agency,
            subject_type="run",
            subject_id=row.run_id,
            action="indicator.moved",
            at=now,
            acting=acting,
            data={"indicator": row.indicator.code, "to": to.lane.label},
        )
