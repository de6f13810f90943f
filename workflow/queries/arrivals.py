"""A join seen lane by lane: who is in, who is missing and who holds the missing work."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from workflow import flow
from workflow.models import Lane, Submission, Task
from workflow.queries.board import RunBoard, key_of
from workflow.states import TaskState


@dataclass(frozen=True, slots=True)
class Arrival:
    """One lane that a task waits for or has received. `holding`: its open tasks elsewhere."""

    lane: Lane
    is_in: bool
    holding: tuple[Task, ...]
    submission: Submission | None

    @property
    def label(self) -> str:
        return self.lane.label

    @property
    def state(self) -> str:
        return "selesai" if self.is_in else "menunggu"

    @property
    def state_label(self) -> str:
        return _("sudah masuk") if self.is_in else _("belum masuk")

    @property
    def holder(self) -> str:
        """The posts that hold the missing work."""
        if self.is_in:
            return ""
        shares = (each for task in self.holding for each in task.assignments.all())
        return ", ".join(dict.fromkeys(share.position.name for share in shares))

    @property
    def note(self) -> str:
        """The step that the missing lane is at."""
        if self.is_in:
            return ""
        return "; ".join(task.step.kegiatan for task in self.holding[:2])

    @property
    def url(self) -> str:
        """The task that holds the lane."""
        if self.is_in or not self.holding:
            return ""
        return reverse("workflow:task-detail", args=[self.holding[0].pk])


def arrivals(task: Task, run_board: RunBoard) -> list[Arrival]:
    """The lanes that join in this task, in their own order, in 3 queries; empty where none join."""
    board, graph = run_board.board, run_board.board.graph
    level = graph.level_of(task.step.key)
    before = [graph.steps[name] for name in graph.predecessors(task.step.key)]
    lanes = [
        lane
        for each in before
        if graph.is_ancestor(level, each.level)
        for lane in board.beneath(task.lane_id, each.level)
    ]
    if not lanes:
        return []
    missing = set(flow.missing_lanes(board, key_of(task)))
    prefetch_related_objects(list(run_board.tasks.values()), "assignments__position")
    handed = _submissions(task, lanes)
    return [
        Arrival(
            lane=run_board.lanes[pk],
            is_in=pk not in missing,
            holding=_holding(run_board, pk, task),
            submission=handed.get(pk),
        )
        for pk in lanes
    ]


def _holding(run_board: RunBoard, lane: int, joining: Task) -> tuple[Task, ...]:
    """The open tasks at, over or beneath a lane that still lie before the join."""
    board = run_board.board
    return tuple(
        task
        for task in run_board.tasks.values()
        if task.state == TaskState.OPEN
        and task.step.order < joining.step.order
        and not task.step.is_issued_by_clock
        and (lane in board.lineage(task.lane_id) or task.lane_id in board.lineage(lane))
    )


def _submissions(task: Task, lanes: list[int]) -> dict[int, Submission]:
    """What these lanes handed over last in the steps before."""
    rows = Submission.objects.filter(
        task__lane__in=lanes, task__step__next=task.step
    ).select_related("task__lane", "user", "received_by")
    return {row.task.lane_id: row for row in rows.order_by("at")}
