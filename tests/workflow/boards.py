"""Boards of the five SOPs with small lane trees, for walking the rules without a database."""

from dataclasses import replace
from pathlib import Path

from sop.definition import parse
from sop.graph import Graph
from workflow.flow import Board, LaneNode, Moves, TaskKey

DEFINITIONS = Path(__file__).parents[2] / "sop" / "definitions"
KEYS = tuple(sorted(path.stem for path in DEFINITIONS.glob("*.yaml")))


def graph(key: str) -> Graph:
    path = DEFINITIONS / f"{key}.yaml"
    return parse(path.read_text(encoding="utf-8"), path.name).graph


def board(key: str, *, width: int = 2, is_annual: bool = False) -> Board:
    """Every lane level gets `width` lanes under each parent; the root is lane 0."""
    sop = graph(key)
    lanes = {0: LaneNode(0, None, None)}
    for level in sop.levels.values():
        for parent in [lane.id for lane in lanes.values() if lane.level == level.inside]:
            for _ in range(width):
                lanes[len(lanes)] = LaneNode(len(lanes), level.key, parent)
    return Board(sop, lanes, {}, is_annual)


def after(before: Board, moves: Moves) -> Board:
    """The board once a move has been written down."""
    lanes = {
        pk: replace(lane, round=moves.rounds.get(pk, lane.round))
        for pk, lane in before.lanes.items()
    }
    kept = {key: state for key, state in before.tasks.items() if key not in moves.removed}
    return replace(before, lanes=lanes, tasks={**kept, **moves.changed, **moves.opened})


def live(now: Board) -> set[TaskKey]:
    return {key for key, state in now.tasks.items() if state in ("terbuka", "menunggu")}


def in_hand(now: Board) -> list[TaskKey]:
    """Open tasks, without the clock's orders that only wait for a paraf."""
    return sorted(
        key
        for key, state in now.tasks.items()
        if state == "terbuka" and not now.graph.steps[key.step].issued_by_clock
    )
