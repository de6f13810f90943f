"""The weekly summary for a head of agency: by unit, without names."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min

from organization.access import holders_by_position
from organization.models import Agency, Position, Unit
from workflow.models import Delivery, Notice, Task
from workflow.queries.offices import deliveries_of, zone_day
from workflow.services.notifying import write_notices
from workflow.states import RunState, TaskState


def summarize_weekly(*, now: datetime) -> int:
    """Give every head whose week it is the counts of his units, once a week; returns the new ones.

    Only agencies with a triwulan that ran when the week was due. A fixed number of queries.
    """
    agencies = list(
        Agency.objects.filter(
            runs__state=RunState.OPEN, is_active=True, signing_position__isnull=False
        )
        .select_related("signing_position")
        .annotate(running_since=Min("runs__opened_at"))
    )
    deliveries = deliveries_of(agencies)
    weeks = {
        agency.pk: begins.date() - timedelta(days=begins.weekday())
        for agency in agencies
        if agency.running_since < (begins := _begins(agency, deliveries[agency.pk], now)) <= now
    }
    keys = {pk: _key(pk, week) for pk, week in weeks.items()}
    told = set(Notice.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    due = [each for each in agencies if each.pk in weeks and keys[each.pk] not in told]
    return write_notices(_notices(due, weeks, now)) if due else 0


def _begins(agency: Agency, delivery: Delivery, now: datetime) -> datetime:
    """When the summary of the agency's present week is due."""
    zone = ZoneInfo(agency.time_zone)
    today = now.astimezone(zone).date()
    day = today + timedelta(days=delivery.summary_weekday - today.weekday())
    return datetime.combine(day, delivery.digest_at, zone)


def _key(agency: int, week: date) -> str:
    return f"{Notice.Kind.WEEKLY}:{agency}:{week}"


def _notices(agencies: Sequence[Agency], weeks: dict[int, date], now: datetime) -> Iterable[Notice]:
    units = _units(agencies, now)
    by_day: dict[date, list[Position]] = {}
    for agency in agencies:
        if agency.signing_position is not None:
            by_day.setdefault(zone_day(agency, now), []).append(agency.signing_position)
    present = {
        pk: terms
        for day, heads in by_day.items()
        for pk, terms in holders_by_position(heads, day).items()
    }
    for agency in agencies:
        if not units.get(agency.pk):
            continue
        for term in present.get(agency.signing_position_id or 0, []):
            yield Notice(
                user=term.user,
                kind=Notice.Kind.WEEKLY,
                key=_key(agency.pk, weeks[agency.pk]),
                data={"pekan": weeks[agency.pk].isoformat(), "unit": units[agency.pk]},
                created_at=now,
            )


def _units(agencies: Sequence[Agency], now: datetime) -> dict[int, list[dict[str, object]]]:
    """Open and late tasks of each agency by the bidang that holds them. 3 queries."""
    tasks = Task.objects.filter(
        run__agency__in=agencies, run__state=RunState.OPEN, state=TaskState.OPEN
    ).select_related("run")
    counts: dict[int, dict[str, list[int]]] = {}
    for task in tasks.prefetch_related("assignments__position__unit__parent"):
        names = {_bidang(share.position.unit) for share in task.assignments.all()}
        for name in names:
            row = counts.setdefault(task.run.agency_id, {}).setdefault(name, [0, 0])
            row[0] += 1
            row[1] += bool(task.due_at and task.due_at < now)
    return {
        agency: [
            {"nama": name, "terbuka": total, "terlambat": late}
            for name, (total, late) in sorted(rows.items())
        ]
        for agency, rows in counts.items()
    }


def _bidang(unit: Unit | None) -> str:
    """The unit in the first rank under the head to which a unit belongs; empty for the head's."""
    if unit is None:
        return ""
    return (unit.parent or unit).name
