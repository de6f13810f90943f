"""Open tasks that nobody present can do, whoever holds what: the dead ends of a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F, QuerySet

from indicators.models import RealisasiRevision
from organization.access import holders_by_position
from organization.models import Agency, Position
from sop.graph import JUDGING_KINDS
from workflow.models import Lane, Task
from workflow.states import RunState, TaskState


def open_tasks(agencies: Iterable[Agency] | QuerySet[Agency]) -> QuerySet[Task]:
    """Open tasks of running runs of these agencies, with what a list shows of them."""
    return (
        Task.objects.filter(
            state=TaskState.OPEN, run__state=RunState.OPEN, run__agency__in=agencies
        )
        .select_related("run__agency", "run__document", "step", "lane")
        .prefetch_related("assignments__position")
    )


def stuck_tasks(tasks: Iterable[Task], on: date) -> list[Task]:
    """Of these open tasks, those whose posts are vacant or only held by authors. 5 queries."""
    rows = list(tasks)
    positions: dict[int, Position] = {
        each.position_id: each.position for task in rows for each in task.assignments.all()
    }
    present = holders_by_position(positions.values(), on)
    authors = _authors([task for task in rows if task.step.kind in JUDGING_KINDS])
    return [
        task
        for task in rows
        if not any(
            term.user_id not in authors.get(task.pk, ())
            for each in task.assignments.all()
            for term in present[each.position_id]
        )
    ]


def _authors(tasks: Sequence[Task]) -> dict[int, set[int]]:
    """Per judging task, everybody who wrote a figure that it would judge."""
    runs = {task.run_id for task in tasks}
    parents = dict(Lane.objects.filter(run__in=runs).values_list("pk", "parent_id"))
    written = RealisasiRevision.objects.filter(
        realisasi__year=F("realisasi__indicator__run_indicators__run__year"),
        realisasi__triwulan=F("realisasi__indicator__run_indicators__run__triwulan"),
        realisasi__indicator__run_indicators__run__in=runs,
    ).values_list("realisasi__indicator__run_indicators__lane", "author")
    by_lane: dict[int, set[int]] = {}
    for lane, author in written.distinct():
        for above in _lineage(lane, parents):
            by_lane.setdefault(above, set()).add(author)
    return {task.pk: by_lane.get(task.lane_id, set()) for task in tasks}


def _lineage(lane: int | None, parents: Mapping[int, int | None]) -> Iterable[int]:
    while lane is not None:
        yield lane
        lane = parents.get(lane)
