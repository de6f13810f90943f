"""A run's rows as the board that the pure rules of moving on read."""

from collections.abc import Iterable
from dataclasses import dataclass

from sop.queries import graph_of
from workflow.flow import Board, LaneNode, TaskKey
from workflow.models import Lane, Run, Task


@dataclass(frozen=True, slots=True)
class RunBoard:
    """The pure board, and the rows behind its ids and keys."""

    board: Board
    lanes: dict[int, Lane]
    tasks: dict[TaskKey, Task]


def board_of(run: Run) -> RunBoard:
    """The board of a run in 2 queries besides the SOP graph."""
    # read anew: a move within this request may have begun another round
    lanes = Lane.objects.filter(run=run)
    return run_board(run, lanes, run.tasks.select_related("step", "lane").order_by("pk"))


def run_board(run: Run, lanes: Iterable[Lane], tasks: Iterable[Task]) -> RunBoard:
    """The board of these rows of a run."""
    lane_rows = {lane.pk: lane for lane in lanes}
    task_rows = {key_of(task): task for task in tasks}
    board = Board(
        graph=graph_of(run.version),
        lanes={
            lane.pk: LaneNode(lane.pk, lane.level or None, lane.parent_id, lane.round)
            for lane in lane_rows.values()
        },
        tasks={key: task.state for key, task in task_rows.items()},
        is_annual=run.triwulan == 4,
    )
    return RunBoard(board, lane_rows, task_rows)


def key_of(task: Task) -> TaskKey:
    """The key by which the rules know a task."""
    return TaskKey(task.step.key, task.lane_id, task.round, task.scope)
