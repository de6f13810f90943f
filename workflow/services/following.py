"""What a holder notes for himself: when he looks again, and why he hears no reminder till then."""

from datetime import date, datetime

from django.db import transaction

from organization.access import Acting, holders_by_position
from organization.queries import calendars_of
from organization.services import record_event
from workflow.access import AlreadyMoved, ReasonMissing
from workflow.models import Assignment, Notice, Task
from workflow.queries.offices import deliveries_of
from workflow.services.notifying import task_notice, told_of, write_notices
from workflow.states import AssignmentState, RunState, TaskState


def note_follow_up(*, task: Task, acting: Acting, on: date | None, now: datetime) -> None:
    """Note on which day the holder will look again; without a day the note goes away.

    Raises AlreadyMoved when his share is no longer open.
    """
    with transaction.atomic():
        _change(task, acting, follow_up_on=on)
        _record(task, acting, "task.followed_up", now, until=on)


def snooze(*, task: Task, acting: Acting, until: date, reason: str, now: datetime) -> None:
    """Hold back the holder's own reminders up to and including a day; the superior's stay.

    Raises ReasonMissing, AlreadyMoved.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _change(task, acting, snoozed_until=until, snooze_reason=reason.strip())
        _record(task, acting, "task.snoozed", now, until=until, reason=reason.strip())


def remind_follow_ups(*, now: datetime) -> int:
    """Remind holders on the day on which they noted to look again; returns the new notices.

    Reads in a fixed number of queries.
    """
    shares = list(
        Assignment.objects.filter(
            follow_up_on__isnull=False,
            state=AssignmentState.OPEN,
            task__state=TaskState.OPEN,
            task__run__state=RunState.OPEN,
        ).select_related("task__run__agency", "position")
    )
    agencies = {share.task.run.agency_id: share.task.run.agency for share in shares}
    calendars, deliveries = calendars_of(agencies.values()), deliveries_of(agencies.values())
    by_day: dict[date, list[Assignment]] = {}
    for share in shares:
        local = calendars[share.task.run.agency_id].local(now)
        begins = deliveries[share.task.run.agency_id].digest_at
        if share.follow_up_on and (share.follow_up_on, begins) <= (local.date(), local.time()):
            by_day.setdefault(local.date(), []).append(share)
    rows = [row for day, found in by_day.items() for row in _notices(found, day, now)]
    return write_notices(rows, told_of([Notice.Kind.FOLLOW_UP])) if rows else 0


def _notices(shares: list[Assignment], day: date, now: datetime) -> list[Notice]:
    present = holders_by_position([share.position for share in shares], day)
    return [
        task_notice(
            task=share.task,
            user=term.user,
            kind=Notice.Kind.FOLLOW_UP,
            key=f"{Notice.Kind.FOLLOW_UP}:{share.pk}:{share.follow_up_on}",
            holder=share.position.name,
            now=now,
        )
        for share in shares
        for term in present[share.position_id]
    ]


def _change(task: Task, acting: Acting, **fields: object) -> None:
    changed = Assignment.objects.filter(
        task=task,
        position=acting.position,
        state=AssignmentState.OPEN,
        task__state=TaskState.OPEN,
    ).update(**fields)
    if not changed:
        raise AlreadyMoved(task)


def _record(
    task: Task, acting: Acting, action: str, now: datetime, *, until: date | None, reason: str = ""
) -> None:
    record_event(
        agency=task.run.agency,
        subject_type="run",
        subject_id=task.run_id,
        action=action,
        at=now,
        acting=acting,
        reason=reason,
        data={
            "task": task.pk,
            "step": task.step.key,
            "lane": task.lane.label,
            "until": until.isoformat() if until else "",
        },
    )
