"""Who is complete and on time in a triwulan: agencies, bidang, persons, as it stands now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from indicators.models import FigureState
from indicators.queries import figure_rows
from organization.access import holders_by_position
from organization.models import Agency, Officeholder, Position
from organization.queries import calendars_of
from organization.worktime import WorkCalendar
from sop.models import SopStep
from sop.queries import graph_of
from workflow.models import Assignment, Lane, Run, RunIndicator, Task
from workflow.queries.standard import standard_parts
from workflow.states import AssignmentState, Scope, TaskState
from workflow.timely import Delivery, PlannedStep, Standing, Tally, planned, standing_of, tally_of

ARRIVED = (FigureState.HANDED_OVER, FigureState.APPROVED)


@dataclass(frozen=True, slots=True)
class Dates:
    """Three days: opening, the last on which collecting is on time, and the end of the SOP."""

    opens_on: date
    on_time_until: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class LaneTimeliness:
    """One collecting lane; `above` is the lane directly under the central one that it lies in."""

    lane: Lane
    above: Lane
    delivery: Delivery
    standing: Standing


@dataclass(frozen=True, slots=True)
class RunTimeliness:
    """One agency's triwulan."""

    run: Run
    dates: Dates
    lanes: tuple[LaneTimeliness, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class BidangTimeliness:
    """The collecting lanes of one bidang together."""

    label: str
    lanes: tuple[LaneTimeliness, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonTimeliness:
    """One post: figures owed and in, tasks ended on time and late, and late ones still open."""

    position: Position
    holders: tuple[Officeholder, ...]
    owed: int
    arrived: int
    on_time: int
    late: int
    overdue: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One agency's triwulan by bidang and by person."""

    timeliness: RunTimeliness
    bidang: tuple[BidangTimeliness, ...]
    people: tuple[PersonTimeliness, ...]


def opened_periods(agencies: QuerySet[Agency]) -> list[tuple[int, int]]:
    """(year, triwulan) of the runs of these agencies, newest first. 1 query."""
    rows = Run.objects.filter(agency__in=agencies).order_by()
    return sorted(set(rows.values_list("year", "triwulan")), reverse=True)


def timeliness_of(
    agencies: QuerySet[Agency], year: int, triwulan: int, now: datetime
) -> list[RunTimeliness]:
    """The runs of a triwulan by agency; 16 queries whatever their number."""
    rows = Run.objects.filter(agency__in=agencies, year=year, triwulan=triwulan)
    return _measured(rows.order_by("agency__name", "pk"), now)


def run_timeliness(run: Run, on: date, now: datetime) -> RunDetail:
    """One run by bidang and by person."""
    [found] = _measured(Run.objects.filter(pk=run.pk), now)
    groups: dict[int, list[LaneTimeliness]] = {}
    for each in found.lanes:
        groups.setdefault(each.above.pk, []).append(each)
    return RunDetail(
        timeliness=found,
        bidang=tuple(
            BidangTimeliness(
                lanes[0].above.label, tuple(lanes), tally_of((x.delivery for x in lanes), now)
            )
            for lanes in groups.values()
        ),
        people=tuple(_people(found.run, on, now)),
    )


def _measured(rows: QuerySet[Run], now: datetime) -> list[RunTimeliness]:
    carried = RunIndicator.objects.select_related("indicator")
    runs = list(
        rows.select_related("agency__government", "document", "version").prefetch_related(
            "lanes",
            Prefetch("run_indicators", carried),
            "version__steps__waktu",
            "version__actors",
            "version__lane_levels",
        )
    )
    calendars = calendars_of({run.agency for run in runs}) if runs else {}
    figures = _figures(runs)
    collects: dict[int, list[Task]] = {}
    for task in Task.objects.filter(run__in=runs, step__kind="collect").order_by("round", "pk"):
        collects.setdefault(task.lane_id, []).append(task)
    return [_run(run, calendars[run.agency_id], figures, collects, now) for run in runs]


def _figures(runs: Sequence[Run]) -> dict[tuple[int, int], tuple[bool, bool]]:
    """(run, indicator) → whether its figure is owed, and whether it is in."""
    found = {}
    if runs:
        ids = [each.indicator_id for run in runs for each in run.run_indicators.all()]
        period = runs[0].year, runs[0].triwulan
        rows = {row.indicator.pk: row for row in figure_rows(ids, *period)}
        for run in runs:
            for each in run.run_indicators.all():
                row = rows[each.indicator_id]
                found[run.pk, each.indicator_id] = (row.must_be_filled, row.state in ARRIVED)
    return found


def _run(
    run: Run,
    calendar: WorkCalendar,
    figures: Mapping[tuple[int, int], tuple[bool, bool]],
    collects: Mapping[int, Sequence[Task]],
    now: datetime,
) -> RunTimeliness:
    until, closes_at = planned(calendar, run.opened_at, _planned_steps(run))
    lanes = {lane.pk: lane for lane in run.lanes.all()}
    found = []
    for lane in _collecting(run, lanes.values()):
        tasks = collects.get(lane.pk, ())
        first = tasks[0] if tasks else None
        carried = [
            each.indicator_id for each in run.run_indicators.all() if each.lane_id == lane.pk
        ]
        known = [figures[run.pk, each] for each in carried]
        delivery = Delivery(
            owed=sum(is_owed for is_owed, _is_in in known),
            arrived=sum(is_owed and is_in for is_owed, is_in in known),
            until=(first.due_at if first else None) or until,
            delivered_at=first.finished_at if first else None,
        )
        standing = standing_of(delivery.delivered_at, delivery.until, now)
        found.append(LaneTimeliness(lane, _above(lane, lanes), delivery, standing))
    last = max((each.delivery.until for each in found), default=until)
    return RunTimeliness(
        run=run,
        dates=Dates(
            opens_on=calendar.local(run.opened_at).date(),
            on_time_until=calendar.local(last).date(),
            closes_on=calendar.local(max(last, closes_at)).date(),
        ),
        lanes=tuple(found),
        tally=tally_of((each.delivery for each in found), now),
    )


def _planned_steps(run: Run) -> list[PlannedStep]:
    """The SOP of the triwulan in its order; the annual branch has dates of its own."""
    steps = {step.key: step for step in run.version.steps.all()}
    graph = graph_of(run.version)
    level: str | None = None
    found = []
    for node in (graph.steps[key] for key in graph.chain()):
        found.append(
            PlannedStep(
                parts=standard_parts(steps[node.key], Scope.TRIWULAN),
                collects=node.kind == SopStep.Kind.COLLECT,
                forks=graph.is_ancestor(level, node.level),
                from_fork=node.clock == SopStep.Clock.FORK,
                is_order=node.issued_by_clock,
            )
        )
        level = node.level
    return found


def _collecting(run: Run, lanes: Iterable[Lane]) -> list[Lane]:
    levels = {level.pk: level.key for level in run.version.lane_levels.all()}
    wanted = {
        levels[step.level_id] if step.level_id else ""
        for step in run.version.steps.all()
        if step.kind == SopStep.Kind.COLLECT
    }
    return [lane for lane in lanes if lane.level in wanted]


def _above(lane: Lane, lanes: Mapping[int, Lane]) -> Lane:
    parent = lanes.get(lane.parent_id or 0)
    if parent is None or parent.parent_id is None:
        return lane
    return _above(parent, lanes)


def _people(run: Run, on: date, now: datetime) -> list[PersonTimeliness]:
    """Posts with figures or tasks; a task that has risen counts for the post that it belongs to."""
    figures = _figures([run])
    shares: dict[int, list[Assignment]] = {}
    positions: dict[int, Position] = {}
    own = Assignment.objects.filter(task__run=run, escalated_from=None)
    for share in own.select_related("position", "task__step", "task__lane").order_by("pk"):
        positions[share.position_id] = share.position
        shares.setdefault(share.position_id, []).append(share)
    owed: dict[int, list[bool]] = {}
    for each in run.run_indicators.all():
        is_owed, is_in = figures[run.pk, each.indicator_id]
        if each.position_id is not None and is_owed:
            owed.setdefault(each.position_id, []).append(is_in)
    for position in Position.objects.filter(pk__in=owed.keys() - positions.keys()):
        positions[position.pk] = position
    present = holders_by_position(positions.values(), on)
    return [
        _person(position, present[pk], owed.get(pk, []), shares.get(pk, []), now)
        for pk, position in sorted(positions.items(), key=lambda pair: pair[1].name)
    ]


def _person(
    position: Position,
    holders: Iterable[Officeholder],
    figures: Sequence[bool],
    shares: Iterable[Assignment],
    now: datetime,
) -> PersonTimeliness:
    found: dict[Standing, list[Task]] = {each: [] for each in Standing}
    for share in shares:
        task = share.task
        is_done = share.state == AssignmentState.HANDED_OVER
        if task.due_at is not None and (is_done or task.state == TaskState.OPEN):
            ended_at = share.handed_over_at if is_done else None
            found[standing_of(ended_at, task.due_at, now)].append(task)
    return PersonTimeliness(
        position=position,
        holders=tuple(holders),
        owed=len(figures),
        arrived=sum(figures),
        on_time=len(found[Standing.ON_TIME]),
        late=len(found[Standing.LATE]),
        overdue=tuple(found[Standing.OVERDUE]),
    )
