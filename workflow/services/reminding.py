"""Reminders by sweep: what is due to be said by now, once per person, matter and day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import localdate

from organization.access import holders
from organization.models import Agency, Position, Unit, User
from organization.queries import calendar_of
from organization.services import record_event
from organization.worktime import Duration, add
from workflow.models import Assignment, Notice, Task
from workflow.queries.stuck import open_tasks, stuck_tasks
from workflow.services.applying import escalate_task
from workflow.services.notifying import notify_task, notify_users
from workflow.states import TaskState

#: How long before the due time the first reminder comes.
BEFORE = timedelta(days=1)
#: How long a head's draft waits before his deputy may send it a.n. (office practice).
DEPUTY_AFTER = Duration(1, "hari")


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


def escalate_vacant(*, now: datetime) -> list[Task]:
    """Raise open tasks that nobody present can do; returns those that found somebody.

    Where no superior can do them either, the head of the agency and the administrators are told.
    """
    risen = []
    tasks = Task.objects.filter(state=TaskState.OPEN).select_related("run__agency", "step", "lane")
    for task in tasks:
        with transaction.atomic():
            if escalate_task(task=task, now=now):
                notify_task(task=task, now=now, kind=Notice.Kind.TASK_OPENED)
                risen.append(task)
    for task in stuck_tasks(open_tasks(Agency.objects.filter(is_active=True)), localdate(now)):
        _tell_of_stuck(task, now)
    return risen


def _tell_of_stuck(task: Task, now: datetime) -> None:
    """Once per task, to whoever can appoint somebody or configure it."""
    agency = task.run.agency
    day = now.astimezone(ZoneInfo(agency.time_zone)).date()
    heads = holders(agency.signing_position, day) if agency.signing_position else []
    users = {term.user for term in heads} | set(User.objects.filter(is_staff=True, is_active=True))
    notify_users(
        users=users,
        kind=Notice.Kind.STUCK,
        key=f"{Notice.Kind.STUCK}:{task.pk}:{task.round}",
        run=task.run,
        task=task,
        now=now,
    )


def lend_to_deputy(*, now: datetime) -> list[Task]:
    """Let the Sekretaris send a head's disposisi a.n. once it has lain a working day.

    Only drafts of the agency's signing position; the head keeps the task as well. Idempotent.
    """
    lent = []
    drafts = Task.objects.filter(
        state=TaskState.OPEN, step__kind="assign", step__is_issued_by_clock=False
    ).select_related("run__agency__signing_position", "step", "lane")
    for task in drafts.exclude(assignments__escalated_from__isnull=False):
        head = task.run.agency.signing_position
        held = task.assignments.filter(position=head).exists()
        if head is None or not held or task.ready_at is None:
            continue
        if add(calendar_of(task.run.agency), task.ready_at, DEPUTY_AFTER) > now:
            continue
        deputy = _deputy_of(head)
        if deputy is not None:
            _lend(task, head, deputy, now)
            lent.append(task)
    return lent


def _deputy_of(head: Position) -> Position | None:
    """The head of the sekretariat right under him."""
    return head.subordinates.filter(is_head=True, unit__kind=Unit.Kind.SEKRETARIAT).first()


def _lend(task: Task, head: Position, deputy: Position, now: datetime) -> None:
    with transaction.atomic():
        _row, is_new = Assignment.objects.get_or_create(
            task=task, position=deputy, defaults={"escalated_from": head}
        )
        if not is_new:
            return
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="task.lent",
            at=now,
            data={"task": task.pk, "from": head.name, "to": deputy.name},
        )
        notify_task(task=task, now=now)
