"""Work that nobody present can do, and a head's draft that lies: raised by sweep, told once."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from organization.access import holders
from organization.models import Agency, Position, Unit, User
from organization.queries import calendars_of
from organization.services import record_event
from organization.worktime import Duration, add
from workflow.models import Assignment, Notice, Task
from workflow.queries.stuck import open_tasks, presence_of, stuck_tasks
from workflow.services.applying import escalate_task
from workflow.services.notifying import notify_task, notify_users
from workflow.states import TaskState

#: How long a head's draft waits before his deputy may send it a.n. (office practice).
DEPUTY_AFTER = Duration(1, "hari")


def escalate_vacant(*, now: datetime) -> list[Task]:
    """Raise open tasks that nobody present can do; returns those that found somebody.

    Where no superior can do them either, the head of the agency and the administrators are told.
    Reads in a fixed number of queries per zone; only what changes costs more.
    """
    risen: list[Task] = []
    by_day: dict[date, list[Task]] = {}
    for task in open_tasks(Agency.objects.filter(is_active=True)):
        day = now.astimezone(ZoneInfo(task.run.agency.time_zone)).date()
        by_day.setdefault(day, []).append(task)
    for day, tasks in by_day.items():
        stuck = stuck_tasks(tasks, day)
        if stuck:
            risen.extend(_raise(stuck, day, now))
    return risen


def _raise(stuck: list[Task], day: date, now: datetime) -> list[Task]:
    presence = presence_of(stuck, day)
    risen = [task for task in stuck if presence.rising(task, task.assignments.all())]
    for task in risen:
        with transaction.atomic():
            escalate_task(task=task, now=now, presence=presence)
            notify_task(task=task, now=now, kind=Notice.Kind.TASK_OPENED)
    told = set(
        Notice.objects.filter(kind=Notice.Kind.STUCK, task__state=TaskState.OPEN).values_list(
            "key", flat=True
        )
    )
    for task in stuck:
        if task not in risen and _stuck_key(task) not in told:
            _tell_of_stuck(task, day, now)
    return risen


def _stuck_key(task: Task) -> str:
    return f"{Notice.Kind.STUCK}:{task.pk}:{task.round}"


def _tell_of_stuck(task: Task, day: date, now: datetime) -> None:
    """Once per task, to whoever can appoint somebody or configure it."""
    agency = task.run.agency
    heads = holders(agency.signing_position, day) if agency.signing_position else []
    users = {term.user for term in heads} | set(User.objects.filter(is_staff=True, is_active=True))
    notify_users(
        users=users, kind=Notice.Kind.STUCK, key=_stuck_key(task), run=task.run, task=task, now=now
    )


def lend_to_deputy(*, now: datetime) -> list[Task]:
    """Let the Sekretaris send a head's disposisi a.n. once it has lain a working day.

    Only drafts of the agency's signing position; the head keeps the task as well. Idempotent.
    """
    lent = []
    drafts = list(_drafts())
    calendars = calendars_of(task.run.agency for task in drafts)
    lain = [
        task
        for task in drafts
        if task.ready_at is not None
        and add(calendars[task.run.agency_id], task.ready_at, DEPUTY_AFTER) <= now
    ]
    deputies = _deputies(task.run.agency.signing_position_id for task in lain)
    for task in lain:
        head = task.run.agency.signing_position
        deputy = deputies.get(head.pk) if head is not None else None
        if head is not None and deputy is not None:
            _lend(task, head, deputy, now)
            lent.append(task)
    return lent


def _drafts() -> Iterable[Task]:
    """Open drafts of disposisi that a head holds and nobody else was given yet. 2 queries."""
    rows = (
        Task.objects.filter(
            state=TaskState.OPEN, step__kind="assign", step__is_issued_by_clock=False
        )
        .exclude(assignments__escalated_from__isnull=False)
        .select_related("run__agency__signing_position", "step", "lane")
        .prefetch_related("assignments")
    )
    return (
        task
        for task in rows
        if task.run.agency.signing_position_id
        in {share.position_id for share in task.assignments.all()}
    )


def _deputies(heads: Iterable[int | None]) -> dict[int, Position]:
    """The head of the sekretariat right under each of these heads, by the head's id. 1 query."""
    rows = Position.objects.filter(
        superior__in=[pk for pk in heads if pk is not None],
        is_head=True,
        unit__kind=Unit.Kind.SEKRETARIAT,
    ).order_by("-order", "-name", "-pk")
    return {row.superior_id: row for row in rows if row.superior_id is not None}


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
