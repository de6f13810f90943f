"""Open due times follow the calendar: moved, told to their holders, and written down.

Whoever changed the calendar, and by which door: each agency's calendar is compared with the one
that its due times were computed by. Finished tasks and due times extended by hand stay.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from organization.access import holders_by_position
from organization.models import Agency
from organization.queries import calendars_of
from organization.services import record_event
from organization.worktime import Data, WorkCalendar, calendar_data
from workflow.models import CalendarMark, DisposisiHop, Notice, Run, Task
from workflow.queries.standard import standard_due
from workflow.states import TaskState

LIVE = (TaskState.OPEN, TaskState.WAITING)
#: Reminders that speak of a due time which no longer holds.
STALE = (
    Notice.Kind.HALFWAY,
    Notice.Kind.BEFORE_DUE,
    Notice.Kind.DUE_TODAY,
    Notice.Kind.OVERDUE,
    Notice.Kind.OVERDUE_BELOW,
)


@dataclass(frozen=True, slots=True)
class Move:
    """A task whose due time follows the calendar."""

    task: Task
    old: datetime
    new: datetime


def follow_calendars(*, now: datetime) -> int:
    """Bring the open due times of every agency whose calendar has changed up to date.

    An agency seen for the first time is only noted. Returns how many due times moved; again at
    once, it is none. 4 queries where nothing has changed.
    """
    agencies = list(Agency.objects.filter(is_active=True).select_related("government"))
    calendars = calendars_of(agencies)
    marks = {mark.agency_id: mark for mark in CalendarMark.objects.filter(agency__in=agencies)}
    fresh, moved = [], 0
    for agency in agencies:
        calendar, mark = calendars[agency.pk], marks.get(agency.pk)
        data = _data(agency, calendar)
        if mark is None:
            row = CalendarMark(agency=agency, data=data, digest=_digest(data), noted_at=now)
            fresh.append(row)
        elif mark.digest != _digest(data):
            moved += _follow(agency, calendar, mark, data, now)
    if fresh:
        CalendarMark.objects.bulk_create(fresh, ignore_conflicts=True)
    return moved


def ask_to_follow() -> None:
    """Have the worker follow a change at once; a broker that is away is made good by the sweep."""
    try:
        current_app.send_task("workflow.follow_calendars", retry=False)
    except OperationalError:
        return


def _follow(
    agency: Agency, calendar: WorkCalendar, mark: CalendarMark, data: Data, now: datetime
) -> int:
    """One agency, in one transaction; whoever comes second finds the mark changed and leaves."""
    change = calendar_change(mark.data, data)
    with transaction.atomic():
        claimed = CalendarMark.objects.filter(pk=mark.pk, digest=mark.digest).update(
            data=data, digest=_digest(data), noted_at=now
        )
        if not claimed:
            return 0
        moves = _write(_moves(agency, calendar))
        _record(moves, change, now)
        _tell(agency, moves, now)
    return len(moves)


def _moves(agency: Agency, calendar: WorkCalendar) -> list[Move]:
    """The live tasks whose due time is another one by this calendar."""
    rows = (
        Task.objects.filter(run__agency=agency, state__in=LIVE)
        .exclude(due_at=None)
        .exclude(ready_at=None)
        .select_related("run__agency__government", "step", "lane")
        .prefetch_related("step__waktu", "assignments__position")
    )
    found = []
    for task in rows:
        if task.ready_at is None or task.due_at is None or task.extended_to is not None:
            continue
        new = standard_due(task.run, task.step, task.scope, task.ready_at, calendar)
        if new != task.due_at:
            found.append(Move(task, task.due_at, new))
    return found


def _write(moves: Sequence[Move]) -> list[Move]:
    """Move what still stands as it was read; two UPDATEs per pair of an old and a new due time.

    A sheet whose giver has not put his paraf yet says the same as his task.
    """
    pairs: dict[tuple[datetime, datetime], list[Move]] = {}
    for move in moves:
        pairs.setdefault((move.old, move.new), []).append(move)
    written = []
    for (old, new), group in pairs.items():
        rows = Task.objects.filter(pk__in=[move.task.pk for move in group], state__in=LIVE)
        standing = set(rows.filter(due_at=old).values_list("pk", flat=True))
        rows.filter(due_at=old).update(due_at=new)
        moved = set(rows.filter(pk__in=standing, due_at=new).values_list("pk", flat=True))
        hops = DisposisiHop.objects.filter(task__in=moved, paraf_at=None, recalled_at=None)
        hops.filter(due_at=old).update(due_at=new)
        written += [move for move in group if move.task.pk in moved]
    return written


def _record(moves: Sequence[Move], change: Data, now: datetime) -> None:
    """One event per run, with every due time before and after."""
    runs: dict[Run, list[Move]] = {}
    for move in moves:
        runs.setdefault(move.task.run, []).append(move)
    for run, group in runs.items():
        tasks = [
            {"task": each.task.pk, "from": each.old.isoformat(), "to": each.new.isoformat()}
            for each in group
        ]
        record_event(
            agency=run.agency,
            subject_type="run",
            subject_id=run.pk,
            action="run.rescheduled",
            at=now,
            data={"change": change, "tasks": tasks},
        )


def _tell(agency: Agency, moves: Sequence[Move], now: datetime) -> None:
    """A notice to the present holders of each open task; reminders of the old time are closed."""
    tasks = [move.task for move in moves]
    Notice.objects.filter(task__in=tasks, kind__in=STALE, read_at=None).update(read_at=now)
    day = now.astimezone(ZoneInfo(agency.time_zone)).date()
    posts = {share.position for task in tasks for share in task.assignments.all()}
    present = holders_by_position(posts, day) if posts else {}
    rows = {
        (term.user_id, move.task.pk): Notice(
            user=term.user,
            kind=Notice.Kind.RESCHEDULED,
            key=f"{Notice.Kind.RESCHEDULED}:{move.task.pk}:{now:%Y%m%d%H%M%S}",
            run=move.task.run,
            task=move.task,
            data={"from": move.old.isoformat(), "to": move.new.isoformat()},
            created_at=now,
        )
        for move in moves
        if move.task.state == TaskState.OPEN
        for share in move.task.assignments.all()
        for term in present[share.position_id]
    }
    Notice.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=500)


def calendar_change(old: Mapping[str, object], new: Mapping[str, object]) -> Data:
    """What became different: days that are holidays now or no longer, and which other parts."""
    before, after = _days(old), _days(new)
    change: Data = {"holidays": sorted(after - before), "no_holidays": sorted(before - after)}
    parts = ("weekly", "seasons", "zone", "lkjip")
    change["parts"] = [part for part in parts if old.get(part) != new.get(part)]
    return {key: value for key, value in change.items() if value}


def _days(data: Mapping[str, object]) -> set[str]:
    days = data.get("holidays")
    return set(days) if isinstance(days, list) else set()


def _data(agency: Agency, calendar: WorkCalendar) -> Data:
    government = agency.government
    legal = [government.lkjip_due_month, government.lkjip_due_day]
    return calendar_data(calendar) | {"lkjip": legal}


def _digest(data: Data) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
