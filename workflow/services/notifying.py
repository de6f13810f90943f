"""Notices in the app: one row per person and matter, whoever asks how often."""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from organization.access import holders
from organization.models import Agency, Position, User
from workflow.models import Notice, Run, Task
from workflow.states import TaskState


def notify_task(*, task: Task, now: datetime, kind: str = Notice.Kind.TASK_OPENED) -> None:
    """Tell the present holders of a task's positions about it, once per kind and due time."""
    day = now.astimezone(ZoneInfo(task.run.agency.time_zone)).date()
    users = {
        term.user
        for each in task.assignments.select_related("position")
        for term in holders(each.position, day)
    }
    notify_tasks(users={task: users}, now=now, kind=kind)


def notify_tasks(*, users: Mapping[Task, Iterable[User]], now: datetime, kind: str) -> None:
    """Tell these people about these tasks, once per kind and due time; 1 query for all."""
    write_notices(
        Notice(user=user, kind=kind, key=_key(task, kind), run=task.run, task=task, created_at=now)
        for task, told in users.items()
        for user in told
    )


def _key(task: Task, kind: str) -> str:
    moment = task.due_at or task.ready_at or task.opened_at
    return f"{kind}:{task.pk}:{moment:%Y%m%d%H%M}"


def notify_positions(
    *,
    positions: Iterable[Position],
    kind: str,
    key: str,
    agency: Agency,
    now: datetime,
    **data: str,
) -> None:
    """Tell the present holders of these positions something about their agency."""
    day = now.astimezone(ZoneInfo(agency.time_zone)).date()
    users = {term.user for position in positions for term in holders(position, day)}
    notify_users(users=users, kind=kind, key=key, run=None, task=None, now=now, data=data)


def notify_users(
    *,
    users: Iterable[User],
    kind: str,
    key: str,
    run: Run | None,
    task: Task | None,
    now: datetime,
    data: dict[str, str] | None = None,
) -> int:
    """One notice per person and key; a second call adds nothing. Returns how many are new."""
    rows = [
        Notice(user=user, kind=kind, key=key, run=run, task=task, data=data or {}, created_at=now)
        for user in users
    ]
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return Notice.objects.filter(key=key).count() - before


def told_of(kinds: Iterable[str]) -> set[tuple[int, str]]:
    """Who has been told what of these kinds about open tasks, as user id and key. 1 query."""
    rows = Notice.objects.filter(kind__in=list(kinds), task__state=TaskState.OPEN)
    return set(rows.order_by().values_list("user_id", "key"))


def write_notices(rows: Iterable[Notice], told: Container[tuple[int, str]] = ()) -> int:
    """Write the notices that are new at once; returns how many. No query where there are none."""
    fresh = {(row.user_id, row.key): row for row in rows if (row.user_id, row.key) not in told}
    Notice.objects.bulk_create(fresh.values(), ignore_conflicts=True, batch_size=500)
    return len(fresh)


def task_notice(
    *, task: Task, user: User, kind: str, key: str, holder: str, now: datetime
) -> Notice:
    """A notice about a task and whose post holds it, to be written with others."""
    data = {"pemegang": holder}
    return Notice(user=user, kind=kind, key=key, run=task.run, task=task, data=data, created_at=now)


def read_notices(*, user: User, now: datetime) -> int:
    """Note that a person has seen his notices; returns how many were new to him."""
    return Notice.objects.filter(user=user, read_at=None).update(read_at=now)


def close_notices(*, task: Task, now: datetime) -> int:
    """A task that has ended asks for nobody's attention any more."""
    return Notice.objects.filter(task=task, read_at=None).update(read_at=now)
