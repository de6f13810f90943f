"""The ground of runs that open: their lanes, who acts in them, and which figures lie where."""

from collections.abc import Sequence
from dataclasses import dataclass

from organization.worktime import WorkCalendar
from workflow.models import Lane, LaneActor, Run, RunIndicator
from workflow.queries.board import run_board
from workflow.queries.ground import Ground, filling_from, seats_from
from workflow.services.planning import OpeningPlan, PlannedLane


@dataclass(frozen=True, slots=True)
class Bed:
    """A new run, what its plan says, and the calendar of its agency."""

    run: Run
    plan: OpeningPlan
    calendar: WorkCalendar


def lay_grounds(beds: Sequence[Bed]) -> list[Ground]:
    """Write what plans say into new runs: a query per level of lanes and two more for all."""
    lanes = _write_lanes(beds)
    seats = seats_from(_write_seats(beds, lanes))
    filling = filling_from(_write_figures(beds, lanes))
    grounds = []
    for bed in beds:
        own = [lanes[id(planned)] for planned in bed.plan.lanes]
        grounds.append(
            Ground(
                run=bed.run,
                board=run_board(bed.run, own, []),
                steps={step.pk: step for step in bed.run.version.steps.all()},
                calendar=bed.calendar,
                seats=seats,
                filling=filling,
            )
        )
    return grounds


def _write_lanes(beds: Sequence[Bed]) -> dict[int, Lane]:
    """The rows by the identity of what planned them; those above first, as they are pointed at."""
    rows: dict[int, Lane] = {}
    waiting = [
        (bed.run, order, planned) for bed in beds for order, planned in enumerate(bed.plan.lanes)
    ]
    while waiting:
        ready = [each for each in waiting if each[2].parent is None or id(each[2].parent) in rows]
        written = Lane.objects.bulk_create(
            _lane(run, order, planned, rows.get(id(planned.parent)))
            for run, order, planned in ready
        )
        rows |= {id(planned): row for (_run, _n, planned), row in zip(ready, written, strict=True)}
        waiting = [each for each in waiting if id(each[2]) not in rows]
    return rows


def _lane(run: Run, order: int, planned: PlannedLane, parent: Lane | None) -> Lane:
    return Lane(
        run=run,
        parent=parent,
        level=planned.level,
        key=planned.key,
        label=planned.label,
        unit_id=planned.binding.unit_id if planned.binding else None,
        position_id=planned.binding.position_id if planned.binding else None,
        order=order,
    )


def _write_seats(beds: Sequence[Bed], lanes: dict[int, Lane]) -> list[LaneActor]:
    actors = {
        bed.run.pk: {actor.key: actor.pk for actor in bed.run.version.actors.all()} for bed in beds
    }
    return LaneActor.objects.bulk_create(
        LaneActor(
            lane_id=lanes[id(planned)].pk, actor_id=actors[bed.run.pk][key], position=position
        )
        for bed in beds
        for planned in bed.plan.lanes
        for key, positions in planned.actors.items()
        for position in positions
    )


def _write_figures(beds: Sequence[Bed], lanes: dict[int, Lane]) -> list[RunIndicator]:
    return RunIndicator.objects.bulk_create(
        RunIndicator(
            # by their keys: a row that is only written needs no objects around it
            run_id=bed.run.pk,
            indicator_id=indicator.pk,
            lane_id=lanes[id(planned)].pk,
            position_id=position.pk if position else None,
        )
        for bed in beds
        for planned in bed.plan.lanes
        for indicator, position in planned.indicators
    )
