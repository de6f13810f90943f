"""An individual extension of a due time, by who assigned the task or his superior."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from organization.access import Acting
from organization.services import record_event
from workflow.access import AlreadyMoved, NotLater, ReasonMissing
from workflow.models import DueExtension, Notice, Task
from workflow.services.notifying import notify_task
from workflow.states import TaskState


def extend_due(
    *, task: Task, acting: Acting, due_at: datetime, reason: str, now: datetime
) -> DueExtension:
    """Move the due time of one open task to a later moment, with the reason on record.

    `Task.extended_to` keeps it when due times are computed anew. The holders are told.
    Raises ReasonMissing, NotLater, AlreadyMoved.
    """
    if not reason.strip():
        raise ReasonMissing
    if due_at <= now or (task.due_at is not None and due_at <= task.due_at):
        raise NotLater
    zone = ZoneInfo(task.run.agency.time_zone)
    with transaction.atomic():
        before = task.due_at
        changed = Task.objects.filter(pk=task.pk, state=TaskState.OPEN, due_at=before).update(
            due_at=due_at, extended_to=due_at
        )
        if not changed:
            raise AlreadyMoved(task)
        task.due_at = task.extended_to = due_at
        extension = DueExtension.objects.create(
            task=task,
            due_before=before,
            due_at=due_at,
            reason=reason.strip(),
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
            capacity=acting.capacity,
        )
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="task.extended",
            at=now,
            acting=acting,
            reason=reason.strip(),
            data={
                "task": task.pk,
                "step": task.step.key,
                "lane": task.lane.label,
                "before": before.astimezone(zone).isoformat() if before else "",
                "until": due_at.astimezone(zone).isoformat(),
            },
        )
        notify_task(task=task, now=now, kind=Notice.Kind.EXTENDED)
    return extension
