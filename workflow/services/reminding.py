"""Reminders by sweep: what is due to be said by now, once per person, matter and day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from workflow.models import Notice, Task
from workflow.services.notifying import notify_task
from workflow.states import TaskState

#: How long before the due time the first reminder comes.
BEFORE = timedelta(days=1)


def remind_due(*, now: datetime) -> int:
    """Say before, on the day and after the due time what is open. Returns the notices asked for.

    Short standards bring no reminder before their due day, which is the next working day's end.
    """
    count = 0
    tasks = Task.objects.filter(
        state=TaskState.OPEN, due_at__isnull=False, due_at__lte=now + BEFORE
    ).select_related("run__agency", "step", "lane")
    for task in tasks:
        kind = _kind(task, now)
        if kind is not None:
            with transaction.atomic():
                notify_task(task=task, now=now, kind=kind)
            count += 1
    return count


def _kind(task: Task, now: datetime) -> Notice.Kind | None:
    zone = ZoneInfo(task.run.agency.time_zone)
    if task.due_at is None:
        return None
    if now > task.due_at:
        return Notice.Kind.OVERDUE
    if task.due_at.astimezone(zone).date() == now.astimezone(zone).date():
        return Notice.Kind.DUE_TODAY
    return Notice.Kind.BEFORE_DUE
