"""The ground of a run that opens: its lanes, who acts in them, and which figures lie where."""

from collections.abc import Sequence

from organization.worktime import WorkCalendar
from workflow.models import Lane, LaneActor, Run, RunIndicator
from workflow.queries.board import run_board
from workflow.queries.ground import Ground, filling_from, seats_from
from workflow.services.planning import OpeningPlan, PlannedLane


def lay_ground(run: Run, plan: OpeningPlan, calendar: WorkCalendar) -> Ground:
    """Write what a plan says into a new run: one query per level of lanes and two more."""
    lanes = _write_lanes(run, plan.lanes)
    actors = {actor.key: actor for actor in run.version.actors.all()}
    seats = LaneActor.objects.bulk_create(
        LaneActor(lane=lanes[id(planned)], actor=actors[key], position=position)
        for planned in plan.lanes
        for key, positions in planned.actors.items()
        for position in positions
    )
    figures = RunIndicator.objects.bulk_create(
        RunIndicator(run=run, indicator=indicator, lane=lanes[id(planned)], position=position)
        for planned in plan.lanes
        for indicator, position in planned.indicators
    )
    return Ground(
        run=run,
        board=run_board(run, sorted(lanes.values(), key=lambda lane: lane.order), []),
        steps={step.pk: step for step in run.version.steps.all()},
        calendar=calendar,
        seats=seats_from(seats),
        filling=filling_from(figures),
    )


def _write_lanes(run: Run, plans: Sequence[PlannedLane]) -> dict[int, Lane]:
    """The rows by the identity of what planned them; those above first, as they are pointed at."""
    order = {id(each): number for number, each in enumerate(plans)}
    rows: dict[int, Lane] = {}
    waiting = list(plans)
    while waiting:
        ready = [each for each in waiting if each.parent is None or id(each.parent) in rows]
        written = Lane.objects.bulk_create(
            Lane(
                run=run,
                parent=rows[id(each.parent)] if each.parent else None,
                level=each.level,
                key=each.key,
                label=each.label,
                unit=each.binding.unit if each.binding else None,
                position=each.binding.position if each.binding else None,
                order=order[id(each)],
            )
            for each in ready
        )
        rows |= {id(each): row for each, row in zip(ready, written, strict=True)}
        waiting = [each for each in waiting if id(each) not in rows]
    return rows
