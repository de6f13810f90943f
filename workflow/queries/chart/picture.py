"""The stations of a run as the picture of its lanes."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from sop.flowchart import FlowStep
from workflow import flow
from workflow.flow import Board
from workflow.queries.chart.stations import Eye, LaneRow, Station
from workflow.states import Scope
from workflow.swimlanes import Edge, Node, Swimlanes


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
            )
            for (column, _lane), (row, each) in places.items()
        ),
        edges=tuple(_edges(eye.board, places)),
    )


def _edges(board: Board, places: Mapping[tuple[int, int], tuple[int, Station]]) -> Iterable[Edge]:
    """From each node to those of the next column that it opens: same lane, beneath or above."""
    for (column, lane), (row, station) in places.items():
        for (to_column, to_lane), (to_row, _target) in places.items():
            is_kin = lane in board.lineage(to_lane) or to_lane in board.lineage(lane)
            if to_column == column + 1 and is_kin:
                walked = station.state == flow.DONE or station.step.is_issued_by_clock
                yield Edge((row, column), (to_row, to_column), walked)


def _head(step: FlowStep, scope: str) -> str:
    number = f"{step.label}. " if step.label else ""
    return number + step.text + (f" ({_('tahunan')})" if scope == Scope.TAHUNAN else "")


def _label(row: LaneRow) -> str:
    again = f" ({_('putaran')} {row.round})" if row.round > 1 else ""
    return row.lane.label + again
