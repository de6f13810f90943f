"""A run played again: its moves in order of happening give the board after each of them.

Pure: `workflow.flow` decides what each move does, as it did on the day.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from workflow import flow
from workflow.flow import OPEN, WAITING, Board, FlowRefused, Moves, TaskKey


class Verb(Enum):
    """What kind of move was made."""

    START = "start"
    FINISH = "finish"
    RETURN = "return"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    """One move as the log tells it. `key`: the task that moved; `lanes`: those sent back."""

    verb: Verb
    at: datetime
    key: TaskKey | None = None
    lanes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """The board after a move. `since`: when a task came into its present state; `born`: when it
    first existed; `ended_by`: the number of the move that ended it."""

    board: Board
    since: Mapping[TaskKey, datetime] = field(default_factory=dict)
    born: Mapping[TaskKey, datetime] = field(default_factory=dict)
    ended_by: Mapping[TaskKey, int] = field(default_factory=dict)


def replay(empty: Board, moves: Iterable[Move]) -> Iterator[Stand]:
    """The stand after each move; one that the rules refuse changes nothing.

    `empty`: the run as it was opened, all lanes in round 1 and no task yet.
    """
    stand = Stand(empty)
    for number, move in enumerate(moves):
        # a log of which a part is missing still tells the rest
        with suppress(FlowRefused):
            stand = _after(stand, move, _decided(stand.board, move), number)
        yield stand


def _decided(board: Board, move: Move) -> Moves:
    if move.verb is Verb.START:
        return flow.start(board)
    if move.verb is Verb.REOPEN:
        return flow.reopen(board, move.lanes)
    if move.key is None:
        raise flow.NotOpen
    if move.verb is Verb.RETURN:
        return flow.give_back(board, move.key, move.lanes)
    return (flow.withdraw if move.verb is Verb.WITHDRAW else flow.finish)(board, move.key)


def _after(stand: Stand, move: Move, moves: Moves, number: int) -> Stand:
    lanes = {
        pk: replace(lane, round=moves.rounds.get(pk, lane.round))
        for pk, lane in stand.board.lanes.items()
    }
    moved = {**moves.changed, **moves.opened}
    kept = {key: state for key, state in stand.board.tasks.items() if key not in moves.removed}
    ended = {key: number for key, state in moved.items() if state not in (OPEN, WAITING)}
    return Stand(
        board=replace(stand.board, lanes=lanes, tasks={**kept, **moved}),
        since={**stand.since, **dict.fromkeys(moved, move.at)},
        born={**dict.fromkeys(moved, move.at), **stand.born},
        ended_by={**stand.ended_by, **ended},
    )
