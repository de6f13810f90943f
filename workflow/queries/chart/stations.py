"""Where a run stood at a moment: each lane with the steps of its level, and who held what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.access import holders_by_position
from organization.models import Event, Officeholder, Position
from organization.worktime import next_moment
from sop.flowchart import Flow, FlowStep
from sop.models import SopStep
from sop.queries import flow_of
from workflow import flow
from workflow.flow import TaskKey
from workflow.models import Assignment, Lane, Task
from workflow.queries.chart.story import Moment, RunStory, until
from workflow.queries.ground import Ground
from workflow.queries.standard import standard_due
from workflow.replay import Move, Stand, Verb
from workflow.states import Scope

LATE, AHEAD = "terlambat", "nanti"
WORDS = {
    flow.OPEN: gettext_lazy("dikerjakan"),
    flow.WAITING: gettext_lazy("menunggu"),
    flow.DONE: gettext_lazy("selesai"),
    flow.RETURNED: gettext_lazy("dikembalikan"),
    LATE: gettext_lazy("terlambat"),
    AHEAD: gettext_lazy("belum"),
}


@dataclass(frozen=True, slots=True)
class Station:
    """A step in a lane at a moment. `task`: its row, where it (still) has one; `back_to`: the label
    of the step to which the SOP lets it send back; `sent_back`: how often it did by then."""

    step: SopStep
    label: str
    lane: Lane
    scope: str
    state: str
    since: datetime | None = None
    due_at: datetime | None = None
    positions: tuple[Position, ...] = ()
    holders: tuple[Officeholder, ...] = ()
    ended: Event | None = None
    task: Task | None = None
    back_to: str = ""
    sent_back: int = 0

    @property
    def is_live(self) -> bool:
        return self.state in (flow.OPEN, flow.WAITING, LATE)

    @property
    def word(self) -> str:
        """The state as a word; an order of the clock only waits for its paraf."""
        if self.step.is_issued_by_clock and self.state in (flow.OPEN, LATE):
            return _("belum diparaf")
        return str(WORDS[self.state])


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane with the steps of its level in their order; `round` as it was at that moment."""

    lane: Lane
    depth: int
    round: int
    stations: tuple[Station, ...]

    @property
    def told(self) -> Station | None:
        """The station that tells where the lane is: what is late or in hand, else what waits, else
        the last one done; None before its first."""
        order = (LATE, flow.OPEN, flow.WAITING)
        live = sorted(
            (each for each in self.stations if each.is_live),
            key=lambda each: (each.step.is_issued_by_clock, order.index(each.state)),
        )
        done = [each for each in self.stations if each.state == flow.DONE]
        return next(iter((*live, *reversed(done))), None)


class Eye:
    """Looks at one run at one moment."""

    def __init__(
        self, ground: Ground, story: RunStory, moment: Moment | None, as_of: datetime
    ) -> None:
        self.ground = ground
        self.as_of = as_of
        self.is_now = moment is None
        self.moments = story.moments
        past = story.moments[: moment.number] if moment else story.moments
        self.returns = [each.move for each in past if each.move.verb is Verb.RETURN]
        stand = moment.stand if moment else (story.moments[-1].stand if story.moments else None)
        present = ground.board.board
        self.stand = stand or Stand(present)
        #: now, the rows themselves are the truth
        self.board = self.stand.board if moment else present
        self.besides = until(story.besides, as_of)
        self.flow: Flow = flow_of(ground.run.version)
        self.steps = {step.key: step for step in ground.steps.values()}
        self.seats = self._seats()
        zone_day = as_of.astimezone(story.zone).date()
        everybody = {each.pk: each for seats in self.seats.values() for each in seats}
        self.present = holders_by_position(everybody.values(), zone_day)

    def _seats(self) -> dict[TaskKey, list[Position]]:
        """Who holds each live task, by the shares in which it lay at that moment."""
        shares: dict[int, list[Assignment]] = {}
        for share in Assignment.objects.filter(task__run=self.ground.run).select_related(
            "position"
        ):
            shares.setdefault(share.task_id, []).append(share)
        risen = {
            (event.data.get("task"), event.data.get("to"))
            for event in self.besides
            if event.action == "task.escalated"
        }
        return {
            key: self._held(key, shares, risen)
            for key, state in self.board.tasks.items()
            if state in (flow.OPEN, flow.WAITING)
        }

    def _held(
        self,
        key: TaskKey,
        shares: Mapping[int, Sequence[Assignment]],
        risen: set[tuple[object, object]],
    ) -> list[Position]:
        task = self.ground.board.tasks.get(key)
        if task is None:
            return self.ground.positions(self.steps[key.step], self.ground.board.lanes[key.lane])
        return [
            share.position
            for share in shares.get(task.pk, ())
            if share.escalated_from_id is None or (task.pk, share.position.name) in risen
        ]

    def rows(self) -> Iterator[LaneRow]:
        """Parents before their children, the central lane first."""
        lanes = list(self.ground.board.lanes.values())

        def walk(parent: int | None, depth: int) -> Iterator[LaneRow]:
            for lane in lanes:
                if lane.parent_id == parent:
                    stations = tuple(self._stations(lane))
                    yield LaneRow(lane, depth, self.board.lanes[lane.pk].round, stations)
                    yield from walk(lane.pk, depth + 1)

        yield from walk(None, 0)

    def _stations(self, lane: Lane) -> Iterator[Station]:
        for drawn in self.flow.steps:
            if self.board.graph.level_of(drawn.key) == self.board.lanes[lane.pk].level:
                yield self._station(drawn, lane, Scope.TRIWULAN)
                if self.board.is_annual and drawn.next is None:
                    yield self._station(drawn, lane, Scope.TAHUNAN)

    def _station(self, drawn: FlowStep, lane: Lane, scope: str) -> Station:
        step = self.steps[drawn.key]
        key = self._key(drawn.key, lane.pk, scope)
        state = self.board.tasks.get(key, AHEAD)
        due_at = self._due(key, step) if state == flow.OPEN else None
        if due_at is not None and due_at < self.as_of:
            state = LATE
        number = self.stand.ended_by.get(key)
        is_live = state in (flow.OPEN, flow.WAITING, LATE)
        seats = self.seats.get(key, []) if is_live else []
        return Station(
            step=step,
            label=drawn.label,
            lane=lane,
            scope=scope,
            state=state,
            since=self.stand.since.get(key),
            due_at=due_at,
            positions=tuple(seats),
            holders=tuple(term for seat in seats for term in self.present[seat.pk]),
            ended=self.moments[number].event if number is not None and not is_live else None,
            task=self.ground.board.tasks.get(key),
            back_to=self._back_to(drawn) if scope == Scope.TRIWULAN else "",
            sent_back=sum(1 for move in self.returns if _is_from(move, drawn.key, lane.pk, scope)),
        )

    def _back_to(self, drawn: FlowStep) -> str:
        return next((each.label for each in self.flow.steps if each.key == drawn.return_to), "")

    def _key(self, step: str, lane: int, scope: str) -> TaskKey:
        """The task of the present round; of an earlier one where the work has passed it since."""
        current = self.board.current(step, lane, scope)
        if current in self.board.tasks or not self._is_passed(step, lane):
            return current
        earlier = [
            key
            for key in self.board.tasks
            if (key.step, key.lane, key.scope) == (step, lane, scope)
        ]
        return max(earlier, key=lambda key: key.round, default=current)

    def _is_passed(self, step: str, lane: int) -> bool:
        """Whether the work in or beneath this lane stands behind a step."""
        graph = self.board.graph
        fronts = [
            graph.steps[key.step].order
            for key, state in self.board.tasks.items()
            if state in (flow.OPEN, flow.WAITING)
            and not graph.steps[key.step].issued_by_clock
            and lane in self.board.lineage(key.lane)
        ]
        return graph.steps[step].order < min(fronts, default=len(graph.steps) + graph.last.order)

    def _due(self, key: TaskKey, step: SopStep) -> datetime | None:
        """When it was due: by its row now, by its standard or an extension given until then."""
        task = self.ground.board.tasks.get(key)
        if self.is_now and task is not None:
            return task.due_at
        extended = [
            event.data["until"]
            for event in self.besides
            if event.action == "task.extended" and task and event.data.get("task") == task.pk
        ]
        if extended:
            return datetime.fromisoformat(extended[-1])
        times = self.stand.born if step.clock == SopStep.Clock.FORK else self.stand.since
        ready_at = next_moment(self.ground.calendar, times[key])
        return standard_due(self.ground.run, step, key.scope, ready_at, self.ground.calendar)


def _is_from(move: Move, step: str, lane: int, scope: str) -> bool:
    """Whether a return was made at this step of this lane, in whatever round."""
    key = move.key
    return key is not None and (key.step, key.lane, key.scope) == (step, lane, scope)
