"""The lanes of running runs in short: what is in, what is missing, and who holds it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from workflow.models import Lane, Run, Task
from workflow.states import TaskState


@dataclass(frozen=True, slots=True)
class LaneMark:
    """A lane right beneath the central one, as a strip shows it; `state` is a stored word."""

    label: str
    state: str
    state_label: str
    holder: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class RunLanes:
    """A running run with its lanes, those that are missing first."""

    run: Run
    lanes: tuple[LaneMark, ...]

    @property
    def arrived(self) -> int:
        return sum(lane.state == "selesai" for lane in self.lanes)

    @property
    def late(self) -> int:
        return sum(lane.state == "terlambat" for lane in self.lanes)


def lanes_of(runs: Sequence[Run], now: datetime) -> list[RunLanes]:
    """The lanes of these runs in 4 queries, whatever their number; none for no runs."""
    if not runs:
        return []
    lanes = list(Lane.objects.filter(run__in=runs).order_by("order", "pk"))
    parents = {lane.pk: lane.parent_id for lane in lanes}
    tasks = Task.objects.filter(run__in=runs).exclude(step__kind="assign", state="menunggu")
    found: dict[int, list[Task]] = {}
    rows = tasks.select_related("step", "lane").prefetch_related("assignments__position")
    for task in rows.order_by("step__order", "pk"):
        found.setdefault(_top(task.lane_id, parents), []).append(task)
    return [RunLanes(run, _marks(run, lanes, found, now)) for run in runs]


def _marks(
    run: Run, lanes: Iterable[Lane], found: Mapping[int, list[Task]], now: datetime
) -> tuple[LaneMark, ...]:
    root = next((lane.pk for lane in lanes if lane.run_id == run.pk and lane.parent_id is None), 0)
    marks = [_mark(lane, found.get(lane.pk, []), now) for lane in lanes if lane.parent_id == root]
    return tuple(sorted(marks, key=lambda mark: mark.state == "selesai"))


def _mark(lane: Lane, tasks: Sequence[Task], now: datetime) -> LaneMark:
    """An order of the clock that waits for its paraf holds nobody up."""
    at_work = [
        task for task in tasks if task.state == TaskState.OPEN and not task.step.is_issued_by_clock
    ]
    if not at_work:
        if any(task.finished_at for task in tasks if not task.step.is_issued_by_clock):
            return LaneMark(lane.label, "selesai", _("sudah masuk"))
        return LaneMark(lane.label, "nanti", _("belum dimulai"))
    is_late = any(task.due_at is not None and task.due_at < now for task in at_work)
    came_back = any(task.round > 1 for task in at_work)
    holders = (share.position.name for task in at_work for share in task.assignments.all())
    return LaneMark(
        lane.label,
        "terlambat" if is_late else "dikembalikan" if came_back else "menunggu",
        _("terlambat") if is_late else _("diperbaiki") if came_back else _("belum masuk"),
        ", ".join(dict.fromkeys(holders)),
        at_work[0].step.kegiatan,
        reverse("workflow:task-detail", args=[at_work[0].pk]),
    )


def _top(lane: int, parents: Mapping[int, int | None]) -> int:
    """The lane right beneath the central one in whose tree a lane lies; the central one itself."""
    while (above := parents[lane]) is not None and parents[above] is not None:
        lane = above
    return lane
