"""The stations of a run as the picture of its lanes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from sop.flowchart import FlowStep
from workflow import flow
from workflow.flow import Board
from workflow.queries.chart.stations import Eye, LaneRow, Station
from workflow.states import Scope
from workflow.swimlanes import Back, Edge, Node, Swimlanes

#: (column, id of a lane) → the row in which it is drawn, and what stands there.
Places = Mapping[tuple[int, int], tuple[int, Station]]


def drawn(eye: Eye, rows: Sequence[LaneRow]) -> Swimlanes:
    """What the picture shows: the annual task stands in a column of its own."""
    heads: list[tuple[str, str]] = [(each.key, Scope.TRIWULAN) for each in eye.flow.steps]
    if eye.board.is_annual:
        heads.append((heads[-1][0], Scope.TAHUNAN))
    columns = {head: column for column, head in enumerate(heads)}
    places = {
        (columns[each.step.key, each.scope], row.lane.pk): (number, each)
        for number, row in enumerate(rows)
        for each in row.stations
    }
    by_key = {each.key: each for each in eye.flow.steps}
    ways_back = {
        columns[each.key, Scope.TRIWULAN]: columns[each.return_to, Scope.TRIWULAN]
        for each in eye.flow.steps
        if each.return_to
    }
    return Swimlanes(
        columns=tuple(_head(by_key[key], scope) for key, scope in heads),
        rows=tuple((_label(row), row.depth) for row in rows),
        nodes=tuple(
            Node(
                row,
                column,
                eye.flow.symbol_of(by_key[each.step.key]),
                each.label,
                each.state,
                each.word,
                _word_back(each),
            )
            for (column, _lane), (row, each) in places.items()
        ),
        edges=tuple(_edges(eye.board, places)),
        backs=tuple(_backs(eye, places, ways_back)),
    )


def _edges(board: Board, places: Places) -> Iterable[Edge]:
    """From each node to those of the next column that it opens: same lane, beneath or above."""
    for (column, lane), (row, station) in places.items():
        for (to_column, to_lane), (to_row, _target) in places.items():
            if to_column == column + 1 and _is_kin(board, lane, to_lane):
                walked = station.state == flow.DONE or station.step.is_issued_by_clock
                yield Edge((row, column), (to_row, to_column), walked)


def _backs(eye: Eye, places: Places, ways_back: Mapping[int, int]) -> Iterable[Back]:
    """From each step that may send back to the step it names, in every lane that it may name."""
    sent = Counter(
        (move.key.step, move.key.lane, lane)
        for move in eye.returns
        if move.key is not None
        for lane in move.lanes
    )
    for (column, lane), (row, station) in places.items():
        for (to_column, to_lane), (to_row, _target) in places.items():
            if to_column == ways_back.get(column) and _is_kin(eye.board, lane, to_lane):
                times = sum(
                    count
                    for (step, source, target), count in sent.items()
                    if (step, source) == (station.step.key, lane)
                    and _is_kin(eye.board, target, to_lane)
                )
                yield Back((row, column), (to_row, to_column), times)


def _word_back(station: Station) -> str:
    if not station.back_to:
        return ""
    times = station.sent_back
    return _("tidak (%(times)d×)") % {"times": times} if times else _("tidak")


def _is_kin(board: Board, one: int, other: int) -> bool:
    """Whether a lane is the other, lies beneath it or above it."""
    return one in board.lineage(other) or other in board.lineage(one)


def _head(step: FlowStep, scope: str) -> str:
    number = f"{step.label}. " if step.label else ""
    scoped = _("tahunan") if scope == Scope.TAHUNAN else ""
    return number + step.text + (f" ({scoped})" if scoped else "")


def _label(row: LaneRow) -> str:
    if row.round == 1:
        return row.lane.label
    again = _("putaran")
    return f"{row.lane.label} ({again} {row.round})"
