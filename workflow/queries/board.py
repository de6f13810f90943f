"""A run's rows as the board that the pure rules of moving on read."""

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
    lanes = {lane.pk: lane for lane in Lane.objects.filter(run=run)}
    tasks = {key_of(task): task for task in run.tasks.select_related("step", "lane").order_by("pk")}
    board = Board(
        graph=graph_of(run.version),
        lanes={
            lane.pk: LaneNode(lane.pk, lane.level or None, lane.parent_id, lane.round)
            for lane in lanes.values()
        },
        tasks={key: task.state for key, task in tasks.items()},
        is_annual=run.triwulan == 4,
    )
    return RunBoard(board, lanes, tasks)


def key_of(task: Task) -> TaskKey:
    """The key by which the rules know a task."""
    return TaskKey(task.step.key, task.lane_id, task.round, task.scope)
