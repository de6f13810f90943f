"""The one rule of moving on: an SOP graph, a tree of lanes and a move give what opens and closes.

Pure: no database, no clock. Source: the reading of the five SOP documents (docs/sop-files.md).

- A step in the same level is entered in the same lane.
- A deeper step forks: it is entered in every lane beneath.
- A shallower step joins: its task exists from the first arrival and can be finished when all lanes
  beneath have arrived in their present round.
- A return sends named lanes back with their round raised; what lies between waits again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sop.graph import Graph, Node

WAITING, OPEN, DONE, RETURNED = "menunggu", "terbuka", "selesai", "dikembalikan"
TRIWULAN, TAHUNAN = "triwulan", "tahunan"


class FlowRefused(Exception):
    """The move is not possible on this board."""


class LanesMissing(FlowRefused):
    """A join was to be finished while lanes have not arrived."""

    def __init__(self, lanes: tuple[int, ...]) -> None:
        super().__init__(lanes)
        self.lanes = lanes


class NotOpen(FlowRefused):
    """The task is not open: it has moved on, or never existed."""


class CannotReturn(FlowRefused):
    """The step names no way back, or the lanes have not arrived."""


@dataclass(frozen=True, slots=True)
class LaneNode:
    """A lane: the root has level None and parent None."""

    id: int
    level: str | None
    parent: int | None
    round: int = 1


@dataclass(frozen=True, slots=True, order=True)
class TaskKey:
    """What makes a task one: step, lane, round and scope."""

    step: str
    lane: int
    round: int
    scope: str = TRIWULAN


@dataclass(frozen=True, slots=True)
class Board:
    """A run as the rules see it. `is_annual`: after TW IV the last step is done again."""

    graph: Graph
    lanes: Mapping[int, LaneNode]
    tasks: Mapping[TaskKey, str]
    is_annual: bool = False

    @property
    def root(self) -> LaneNode:
        return next(lane for lane in self.lanes.values() if lane.parent is None)

    def lineage(self, lane: int) -> Iterator[int]:
        """The lane and its ancestors up to the root."""
        current: int | None = lane
        while current is not None:
            yield current
            current = self.lanes[current].parent

    def beneath(self, lane: int, level: str | None) -> tuple[int, ...]:
        """The lanes of a level that lie in `lane` (or are it)."""
        return tuple(
            each.id
            for each in self.lanes.values()
            if each.level == level and lane in self.lineage(each.id)
        )

    def above(self, lane: int, level: str | None) -> int:
        """The ancestor of `lane` (or itself) at a level."""
        return next(each for each in self.lineage(lane) if self.lanes[each].level == level)

    def current(self, step: str, lane: int, scope: str = TRIWULAN) -> TaskKey:
        """The key that a step's task has in a lane in its present round."""
        return TaskKey(step, lane, self.lanes[lane].round, scope)


@dataclass(slots=True)
class Moves:
    """What a move changes, in order of happening."""

    opened: dict[TaskKey, str] = field(default_factory=dict)
    changed: dict[TaskKey, str] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    removed: list[TaskKey] = field(default_factory=list)
    has_ended: bool = False


def start(board: Board) -> Moves:
    """Open the first step in all its lanes; an order issued by the clock moves on at once."""
    walk = _Walk(board)
    first = board.graph.first
    lanes = board.beneath(board.root.id, first.level)
    for lane in lanes:
        walk.enter(first, lane)
    if first.issued_by_clock:
        for lane in lanes:
            walk.advance(first, lane)
    return walk.moves


def finish(board: Board, key: TaskKey) -> Moves:
    """End an open task and open what follows. Refuses NotOpen, LanesMissing."""
    state = board.tasks.get(key)
    if state == WAITING:
        raise LanesMissing(missing_lanes(board, key))
    if state != OPEN:
        raise NotOpen(key)
    walk = _Walk(board)
    walk.set(key, DONE)
    step = board.graph.steps[key.step]
    if step.issued_by_clock:
        return walk.moves
    if step.next is not None:
        walk.advance(step, key.lane)
    elif board.is_annual and key.scope == TRIWULAN:
        walk.set(replace(key, scope=TAHUNAN), OPEN)
    else:
        walk.moves.has_ended = True
    return walk.moves


def missing_lanes(board: Board, key: TaskKey) -> tuple[int, ...]:
    """The lanes a task still waits for, in their own order; empty when nothing keeps it.

    A waiting step behind a join in the same lane waits for that join's lanes.
    """
    missing: list[int] = []
    for name in board.graph.predecessors(key.step):
        before = board.graph.steps[name]
        if before.level != board.lanes[key.lane].level:
            lanes = board.beneath(key.lane, before.level)
            missing += [lane for lane in lanes if not _has_arrived(board, before, lane)]
        elif board.tasks.get(key) == WAITING and not _has_arrived(board, before, key.lane):
            missing += missing_lanes(board, board.current(name, key.lane)) or (key.lane,)
    return tuple(missing)


def returnable_lanes(board: Board, key: TaskKey) -> tuple[int, ...]:
    """The lanes that may be sent back from this task: those whose work has arrived at it."""
    step = board.graph.steps[key.step]
    if step.return_to is None or key.scope != TRIWULAN:
        return ()
    if board.tasks.get(key) not in (OPEN, WAITING):
        return ()
    target = board.graph.steps[step.return_to]
    return tuple(
        lane
        for lane in board.beneath(key.lane, target.level)
        if _has_come_from(board, step, key.lane, lane)
    )


def give_back(board: Board, key: TaskKey, lanes: Iterable[int]) -> Moves:
    """Send lanes back to the step that this task's step names. Refuses NotOpen, CannotReturn.

    The same lane: the task ends as returned and the round rises. Lanes beneath: their rounds rise
    and the task, with every join between, waits for them again.
    """
    if board.tasks.get(key) not in (OPEN, WAITING):
        raise NotOpen(key)
    chosen = tuple(lanes)
    step = board.graph.steps[key.step]
    if step.return_to is None or not chosen or set(chosen) - set(returnable_lanes(board, key)):
        raise CannotReturn(key)
    walk = _Walk(board)
    if key.lane in chosen:
        walk.set(key, RETURNED)
    walk.send_back(chosen, step.return_to, step.key)
    return walk.moves


def withdraw(board: Board, key: TaskKey) -> Moves:
    """Take back an order that has been sent: its step is open again, what it opened is gone.

    Refuses NotOpen where the order is not the latest word: what it opened has moved on, or others
    had a part in opening it.
    """
    step = board.graph.steps[key.step]
    is_sent = board.tasks.get(key) == DONE and key == board.current(key.step, key.lane)
    if step.kind != "assign" or step.issued_by_clock or step.next is None or not is_sent:
        raise NotOpen(key)
    follower = board.graph.steps[step.next]
    goes_down = board.graph.is_ancestor(step.level, follower.level)
    if follower.issued_by_clock or not (goes_down or follower.level == step.level):
        raise NotOpen(key)
    opened = [board.current(follower.key, lane) for lane in board.beneath(key.lane, follower.level)]
    if any(board.tasks.get(each) != OPEN for each in opened):
        raise NotOpen(key)
    return Moves(changed={key: OPEN}, removed=opened)


def reopen(board: Board, leaves: Iterable[int]) -> Moves:
    """Open a filed run again: named leaf lanes collect anew, what followed is done again."""
    chosen = tuple(leaves)
    last = board.graph.last
    filed = board.current(last.key, board.root.id)
    if not is_filed(board) or not chosen:
        raise CannotReturn(filed)
    walk = _Walk(board)
    annual = replace(filed, scope=TAHUNAN)
    if walk.state(annual) in (OPEN, WAITING):
        walk.set(annual, RETURNED)
    for lane in {up for leaf in chosen for up in board.lineage(leaf)} - set(chosen):
        walk.raise_round(lane)
    for leaf in chosen:
        collect = collecting_step(board, leaf)
        if collect is None:
            raise CannotReturn(filed)
        walk.send_back((leaf,), collect, last.key)
    return walk.moves


def is_filed(board: Board) -> bool:
    """Whether the last step is done for the triwulan in its present round."""
    return board.tasks.get(board.current(board.graph.last.key, board.root.id)) == DONE


def collecting_step(board: Board, lane: int) -> str | None:
    """The step in which this lane's figures are filled in."""
    level = board.lanes[lane].level
    return next(
        (s.key for s in board.graph.steps.values() if s.kind == "collect" and s.level == level),
        None,
    )


class _Walk:
    """One move under way: the board as it changes, and the changes as a record."""

    def __init__(self, board: Board) -> None:
        self.graph = board.graph
        self.lanes = dict(board.lanes)
        self.tasks = dict(board.tasks)
        self.known = frozenset(board.tasks)
        self.is_annual = board.is_annual
        self.moves = Moves()

    @property
    def board(self) -> Board:
        return Board(self.graph, self.lanes, self.tasks, self.is_annual)

    def state(self, key: TaskKey) -> str | None:
        return self.tasks.get(key)

    def set(self, key: TaskKey, state: str) -> None:
        self.tasks[key] = state
        record = self.moves.changed if key in self.known else self.moves.opened
        record[key] = state

    def raise_round(self, lane: int) -> None:
        node = self.lanes[lane]
        self.lanes[lane] = replace(node, round=node.round + 1)
        self.moves.rounds[lane] = node.round + 1

    def advance(self, step: Node, lane: int) -> None:
        """Enter what follows `step`, done in `lane`: fork, join, or go straight on."""
        follower = self.graph.steps[step.next or ""]
        if self.graph.is_ancestor(step.level, follower.level):
            for each in self.board.beneath(lane, follower.level):
                self.enter(follower, each)
            self._start_clocks(follower, lane)
        else:
            self.enter(follower, self.board.above(lane, follower.level))

    def enter(self, step: Node, lane: int) -> None:
        """A new task, or one that waited; a task already done in this round is left as it is."""
        key = self.board.current(step.key, lane)
        state = self.state(key)
        if state in (None, WAITING):
            arrived = not missing_lanes(self.board, key)
            if state is None or arrived:
                self.set(key, OPEN if arrived else WAITING)

    def _start_clocks(self, forked: Node, lane: int) -> None:
        """A join whose standard time runs from the fork on exists, waiting, from the fork on."""
        for name in self.graph.chain(forked.key):
            step = self.graph.steps[name]
            if step.level == self.lanes[lane].level:
                key = self.board.current(name, lane)
                if step.clock == "fork" and self.state(key) is None:
                    self.set(key, WAITING)
                return

    def send_back(self, lanes: tuple[int, ...], to_step: str, from_step: str) -> None:
        """Raise the rounds of the lanes, make what lies between wait, and open the step again."""
        path = self.graph.path(to_step, from_step)
        levels = {self.graph.level_of(name) for name in path}
        for lane in lanes:
            for each in [
                node.id
                for node in self.lanes.values()
                if lane in self.board.lineage(node.id) and (node.id == lane or node.level in levels)
            ]:
                self.raise_round(each)
            self._wait_again(lane, path[1:])
        for lane in lanes:
            self.enter_again(self.graph.steps[to_step], lane)

    def enter_again(self, step: Node, lane: int) -> None:
        """Open a step in its new round: what came before it counts as arrived already."""
        key = self.board.current(step.key, lane)
        joins = self.graph.is_join(step.key)
        waits = joins and bool(missing_lanes(self.board, key))
        self.set(key, WAITING if waits else OPEN)

    def _wait_again(self, lane: int, steps: tuple[str, ...]) -> None:
        for above in list(self.board.lineage(lane))[1:]:
            for name in steps:
                if self.graph.level_of(name) != self.lanes[above].level:
                    continue
                key = self.board.current(name, above)
                if self.state(key) in (OPEN, DONE):
                    self.set(key, WAITING)


def _has_arrived(board: Board, before: Node, lane: int) -> bool:
    state = board.tasks.get(board.current(before.key, lane))
    return state == DONE or (before.issued_by_clock and state is not None)


def _has_come_from(board: Board, step: Node, at: int, lane: int) -> bool:
    """Whether `lane`, or what it flowed into or out of, has arrived at `step` in lane `at`."""
    if board.lanes[lane].level == step.level:
        return board.tasks.get(board.current(step.key, at)) == OPEN
    for name in board.graph.predecessors(step.key):
        before = board.graph.steps[name]
        related = [
            each
            for each in board.beneath(at, before.level)
            if lane in board.lineage(each) or each in board.lineage(lane)
        ]
        if not all(_has_arrived(board, before, each) for each in related):
            return False
    return True
