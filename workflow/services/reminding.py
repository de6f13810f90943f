"""Reminders by sweep: the rung on which each open task stands, once per person, task and rung."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from organization.models import User
from organization.queries import calendars_of
from organization.worktime import WorkCalendar
from workflow.due import is_short
from workflow.ladder import AFTER, HALF, Rung, Span, reached
from workflow.models import Assignment, Notice, Task
from workflow.queries.offices import Ladder, ladders_of
from workflow.queries.present import People, people_of
from workflow.queries.standard import standard_parts
from workflow.services.notifying import task_notice, told_of, write_notices
from workflow.states import AssignmentState, RunState, Scope, TaskState

Kind = Notice.Kind
#: Notices of a rung; what is told of these once is not told again.
RUNGS = (Kind.HALFWAY, Kind.BEFORE_DUE, Kind.DUE_TODAY, Kind.OVERDUE, Kind.OVERDUE_BELOW)


@dataclass(frozen=True, slots=True)
class Standing:
    """A task on a rung of its ladder: on its office's day, with the day on which it is due."""

    task: Task
    rung: Rung
    day: date
    due_at: datetime

    @property
    def key(self) -> str:
        return f"pengingat:{self.task.pk}:{self.due_at:%Y%m%d%H%M}:{self.rung.name}"

    def kind(self, now: datetime) -> str:
        """How the holder is told."""
        if now > self.due_at:
            return Kind.OVERDUE
        if self.due_at.date() == self.day:
            return Kind.DUE_TODAY
        return Kind.HALFWAY if self.rung.moment == HALF else Kind.BEFORE_DUE


def remind_due(*, now: datetime) -> int:
    """Tell holders and superiors what their ladder says by now; returns the notices that are new.

    Reads in a fixed number of queries, whatever the number of runs and agencies.
    """
    tasks = list(_open_tasks())
    agencies = {task.run.agency_id: task.run.agency for task in tasks}
    ladders, calendars = ladders_of(agencies.values()), calendars_of(agencies.values())
    by_day: dict[date, list[Standing]] = {}
    for task in tasks:
        agency = task.run.agency_id
        standing = _standing(task, ladders[agency], calendars[agency], now)
        if standing is not None:
            by_day.setdefault(standing.day, []).append(standing)
    rows: list[Notice] = []
    for day, standings in by_day.items():
        people = people_of((each.task.run.agency_id for each in standings), day)
        rows.extend(row for each in standings for row in _notices(each, people, now))
    return write_notices(rows, told_of(RUNGS)) if rows else 0


def _open_tasks() -> Iterable[Task]:
    """Open tasks with a due time, with all that a ladder reads of them. 3 queries."""
    return (
        Task.objects.filter(
            state=TaskState.OPEN,
            due_at__isnull=False,
            ready_at__isnull=False,
            run__state=RunState.OPEN,
            run__agency__is_active=True,
        )
        .select_related("run__agency", "step")
        .prefetch_related("assignments", "step__waktu")
        .order_by("pk")
    )


def _standing(task: Task, ladder: Ladder, calendar: WorkCalendar, now: datetime) -> Standing | None:
    if task.ready_at is None or task.due_at is None:
        return None
    span = Span(task.ready_at, task.due_at, is_short=_is_short(task))
    rung = reached(calendar, span, ladder.of(task.step.kind), now)
    if rung is None:
        return None
    return Standing(task, rung, calendar.local(now).date(), calendar.local(task.due_at))


def _is_short(task: Task) -> bool:
    """A standard under a working day; what was extended or has a legal day is none."""
    parts = standard_parts(task.step, task.scope)
    is_legal = not parts and task.scope == Scope.TAHUNAN
    return is_short(parts) and not is_legal and task.extended_to is None


def _notices(standing: Standing, people: People, now: datetime) -> Iterator[Notice]:
    """Each person once, the holder's words before the superior's."""
    heard: dict[int, tuple[str, User, str]] = {}
    for share in standing.task.assignments.all():
        if share.state == AssignmentState.OPEN:
            holder = people.positions[share.position_id].name
            for kind, user in _heard(standing, share, people, now):
                heard.setdefault(user.pk, (kind, user, holder))
    for kind, user, holder in heard.values():
        yield task_notice(
            task=standing.task, user=user, kind=kind, key=standing.key, holder=holder, now=now
        )


def _heard(
    standing: Standing, share: Assignment, people: People, now: datetime
) -> Iterator[tuple[str, User]]:
    """Whom a rung tells about one share: its holders unless they snoozed, then who is above.

    The head of the agency hears of single cases only where the ladder says so.
    """
    rung, head = standing.rung, standing.task.run.agency.signing_position_id
    is_snoozed = share.snoozed_until is not None and standing.day <= share.snoozed_until
    if rung.tells_holder and not is_snoozed:
        for user in people.holders(share.position_id):
            yield standing.kind(now), user
    if rung.moment != AFTER:
        return
    if rung.tells_superior:
        for user in people.holders(people.superior_of(share.position_id, below=head)):
            yield Kind.OVERDUE_BELOW, user
    if rung.tells_head and head != share.position_id:
        for user in people.holders(head):
            yield Kind.OVERDUE_BELOW, user
