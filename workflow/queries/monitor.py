"""The runs of a year by agency and triwulan, what nobody can move, and what opens next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from organization.models import Agency
from sop.models import SopDocument
from workflow.models import Run, Task
from workflow.queries.stuck import open_tasks, stuck_tasks
from workflow.states import TaskState

TRIWULAN = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class RunCell:
    """A run in the table: open and overdue tasks, and the lanes still at work."""

    run: Run
    open_count: int
    overdue_count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One SOP of an agency over the four triwulan; None = not opened."""

    document: SopDocument
    cells: tuple[RunCell | None, ...]


@dataclass(frozen=True, slots=True)
class MonitorPage:
    """A year of several agencies."""

    year: int
    rows: tuple[AgencyRow, ...]
    stuck: tuple[Task, ...]
    overdue: tuple[Task, ...]


def monitor_page(agencies: QuerySet[Agency], year: int, on: date, now: datetime) -> MonitorPage:
    """The year of these agencies in 10 queries, whatever their number."""
    documents = list(
        SopDocument.objects.filter(agency__in=agencies)
        .select_related("agency__government")
        .order_by("agency__government__name", "agency__name", "name")
    )
    tasks = list(open_tasks(agencies))
    cells = _cells(agencies, year, tasks, now)
    overdue = sorted((task for task in tasks if _is_late(task, now)), key=_due)
    return MonitorPage(
        year=year,
        rows=tuple(
            AgencyRow(each, tuple(cells.get((each.pk, quarter)) for quarter in TRIWULAN))
            for each in documents
        ),
        stuck=tuple(stuck_tasks(tasks, on)),
        overdue=tuple(overdue),
    )


def _cells(
    agencies: QuerySet[Agency], year: int, tasks: Iterable[Task], now: datetime
) -> dict[tuple[int, int], RunCell]:
    late = Q(tasks__state=TaskState.OPEN, tasks__due_at__lt=now)
    runs = Run.objects.filter(agency__in=agencies, year=year).annotate(
        open_count=Count("tasks", filter=Q(tasks__state=TaskState.OPEN)),
        overdue_count=Count("tasks", filter=late),
    )
    missing: dict[int, dict[str, None]] = {}
    for task in tasks:
        if task.lane.parent_id is not None:
            missing.setdefault(task.run_id, {})[task.lane.label] = None
    return {
        (run.document_id, run.triwulan): RunCell(
            run, run.open_count, run.overdue_count, tuple(missing.get(run.pk, ()))
        )
        for run in runs
    }


def _is_late(task: Task, now: datetime) -> bool:
    return task.due_at is not None and task.due_at < now


def _due(task: Task) -> tuple[datetime, int]:
    return (task.due_at or task.opened_at, task.pk)


def monitor_years(agencies: QuerySet[Agency], this_year: int) -> list[int]:
    """The years with runs, and this one, newest first."""
    return sorted({this_year, *opened_years(agencies)}, reverse=True)


def opened_years(agencies: QuerySet[Agency]) -> list[int]:
    """The years with runs, newest first. 1 query."""
    rows = Run.objects.filter(agency__in=agencies).values_list("year", flat=True).distinct()
    return sorted(rows, reverse=True)


def latest_triwulan(agencies: Iterable[Agency], year: int) -> int | None:
    """The latest triwulan of a year that any of these agencies has opened. 1 query."""
    runs = Run.objects.filter(agency__in=[each.pk for each in agencies], year=year)
    found: int | None = runs.aggregate(last=Max("triwulan"))["last"]
    return found


def opened_agencies(agencies: Iterable[Agency]) -> set[int]:
    """Ids of those that ever opened a triwulan. 1 query."""
    runs = Run.objects.filter(agency__in=[each.pk for each in agencies])
    return set(runs.values_list("agency", flat=True))
