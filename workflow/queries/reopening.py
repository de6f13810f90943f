"""What of a filed run can be opened again: its leaf lanes and their approved figures."""

from dataclasses import dataclass

from indicators.models import FigureState
from indicators.queries import FigureRow, figure_rows
from workflow import flow
from workflow.access import NotFiled
from workflow.models import Lane, Run, RunIndicator
from workflow.queries.board import board_of


@dataclass(frozen=True, slots=True)
class ReopenableLane:
    """A leaf lane with its figures; `keys`: indicator id → run-indicator id of approved ones."""

    lane: Lane
    rows: tuple[FigureRow, ...]
    keys: dict[int, str]


@dataclass(frozen=True, slots=True)
class Reopenable:
    """The lanes that fill figures in a run, and which figures are approved."""

    groups: tuple[ReopenableLane, ...]
    carried: tuple[RunIndicator, ...]

    @property
    def lanes(self) -> list[Lane]:
        return [each.lane for each in self.groups]

    @property
    def keys(self) -> list[str]:
        return [key for each in self.groups for key in each.keys.values()]

    @property
    def choices(self) -> dict[int, list[RunIndicator]]:
        found: dict[int, list[RunIndicator]] = {each.lane.pk: [] for each in self.groups}
        for row in self.carried:
            found[row.lane_id].append(row)
        return found


def reopenable(run: Run) -> Reopenable:
    """The leaf lanes of a run with their figures, in 7 queries."""
    carried = tuple(
        run.run_indicators.select_related("indicator", "lane").order_by(
            "lane__order", "indicator__order", "pk"
        )
    )
    figures = figure_rows([each.indicator_id for each in carried], run.year, run.triwulan)
    rows = {row.indicator.pk: row for row in figures}
    lanes = {each.lane_id: each.lane for each in carried}
    return Reopenable(
        groups=tuple(
            ReopenableLane(
                lane=lane,
                rows=tuple(rows[each.indicator_id] for each in carried if each.lane_id == pk),
                keys={
                    each.indicator_id: str(each.pk)
                    for each in carried
                    if each.lane_id == pk and rows[each.indicator_id].state == FigureState.APPROVED
                },
            )
            for pk, lane in lanes.items()
        ),
        carried=carried,
    )


def expect_filed(run: Run) -> None:
    """The last step has filed the triwulan in its present round. Raises NotFiled. 6 queries."""
    if not flow.is_filed(board_of(run).board):
        raise NotFiled
