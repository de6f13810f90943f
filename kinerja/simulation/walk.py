"""The walk itself: the 10th opens the runs, then whoever is due acts, in order of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Max

from kinerja.simulation.acts import Script, act
from kinerja.simulation.figures import ExampleFigures
from organization.access import Acting, OwnFigures, holders
from organization.models import Agency, Position
from organization.queries import calendar_of
from organization.worktime import Duration, WorkCalendar, add
from workflow.models import Run, Task
from workflow.queries.covering import lanes_beneath
from workflow.services import escalate_vacant, open_due
from workflow.services.opening import due_openings
from workflow.states import AssignmentState, TaskState

#: How long simulated work takes from the moment it is ready, by kind of step.
PACE = {
    "assign": Duration(10, "menit"),
    "prepare": Duration(60, "menit"),
    "collect": Duration(6, "jam"),
    "receive": Duration(30, "menit"),
    "compile": Duration(3, "jam"),
    "review": Duration(40, "menit"),
    "initial": Duration(30, "menit"),
    "sign": Duration(20, "menit"),
    "document": Duration(4, "jam"),
}
ANNUAL_PACE = Duration(9, "hari")
MOVES_AT_MOST = 5000


@dataclass(slots=True)
class Walk:
    """One simulated year. `between_moves` runs what the worker would do (rendering)."""

    year: int
    script: Script
    between_moves: Callable[[datetime], None]
    calendars: dict[int, WorkCalendar] = field(default_factory=dict)
    moves: int = 0

    def calendar(self, agency: Agency) -> WorkCalendar:
        if agency.pk not in self.calendars:
            self.calendars[agency.pk] = calendar_of(agency)
        return self.calendars[agency.pk]

    def open_tasks(self) -> Iterator[tuple[datetime, Task]]:
        """Every open task of this year's runs with the moment at which its holder acts."""
        tasks = Task.objects.filter(state=TaskState.OPEN, run__year=self.year).select_related(
            "run__agency__government", "run__version", "step__return_to", "step__actor", "lane"
        )
        for task in tasks.order_by("pk"):
            pace = ANNUAL_PACE if task.scope == "tahunan" else PACE[task.step.kind]
            ready = max(task.ready_at or task.opened_at, _arrived(task))
            yield add(self.calendar(task.run.agency), ready, pace), task

    def step(self) -> bool:
        """Let the next holder act; False when nobody has anything to do."""
        due = min(self.open_tasks(), key=lambda pair: (pair[0], pair[1].pk), default=None)
        if due is None:
            return False
        now, task = due
        self._act(task, now)
        self.between_moves(now)
        self.moves += 1
        return True

    def _act(self, task: Task, now: datetime) -> None:
        """The first present holder who may: figures of one's own go to the next in line."""
        refused: Exception | None = None
        for position in _positions(task):
            for term in holders(position, now.date()):
                try:
                    act(task, Acting.under(term), self.script, now)
                except OwnFigures as own:
                    refused = own
                else:
                    return
        raise refused or RuntimeError(f"nobody can act on task {task.pk}")


def _arrived(task: Task) -> datetime:
    """When the last work before this task came in; a clock that runs since the fork is earlier."""
    before = Task.objects.filter(
        run=task.run,
        step__in=task.step.previous.all(),
        lane__in=lanes_beneath(task.run, task.lane),
        finished_at__isnull=False,
    )
    last = before.aggregate(last=Max("finished_at"))["last"]
    return last or task.opened_at


def _positions(task: Task) -> list[Position]:
    rows = task.assignments.filter(state=AssignmentState.OPEN).select_related("position")
    return [row.position for row in rows.order_by("pk")]


def simulate_year(
    *, year: int, figures: ExampleFigures, between_moves: Callable[[datetime], None]
) -> Walk:
    """Open and walk all four triwulan of a year; raises when somebody cannot act.

    Time is injected: each opening at 00.10 of its day, each act after its kind's usual pace.
    """
    walk = Walk(year, Script(figures), between_moves)
    for now in _openings(year):
        open_due(now=now)
        between_moves(now)
        while walk.step():
            if walk.moves > MOVES_AT_MOST:
                raise RuntimeError("the year does not come to an end")
            escalate_vacant(now=now)
    return walk


def _openings(year: int) -> list[datetime]:
    """The moments at which this year's triwulan open, oldest first."""
    far = datetime(year + 1, 3, 1, tzinfo=ZoneInfo("UTC"))
    found = set()
    for due in due_openings(now=far):
        if due.period.year == year:
            zone = ZoneInfo(due.document.agency.time_zone)
            found.add(datetime.combine(due.period.opens_on, time(0, 10), zone))
    return sorted(found)


def unfinished(year: int) -> list[Run]:
    """Runs of the year that have not ended."""
    return list(Run.objects.filter(year=year, ended_at=None).select_related("agency"))
