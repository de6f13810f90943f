"""The first page of one person: his inbox, and what his posts add to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.models import Realisasi, RealisasiRevision
from indicators.queries import FigureRow
from organization.access import agencies_for
from organization.models import Position, User
from workflow.models import Run, RunIndicator, Task
from workflow.queries.figures import run_rows
from workflow.queries.home.heat import HeatMap, heat_map
from workflow.queries.home.house import House, house_of
from workflow.queries.home.lanes import RunLanes, lanes_of
from workflow.queries.home.roles import Roles, roles_of
from workflow.queries.home.vacancies import vacant_positions
from workflow.queries.inbox import Inbox, InboxTask
from workflow.states import RunState

#: How many doubtful figures are named; the rest stand on the task's own page.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a holder's own figures are in a collecting task."""

    filled: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.filled


@dataclass(frozen=True, slots=True)
class Home:
    """What stands above and below the inbox; a part is empty for whom it is not meant."""

    roles: Roles
    first: InboxTask | None
    groups: tuple[tuple[str, list[InboxTask]], ...]
    progress: Progress | None
    gathering: tuple[RunLanes, ...]
    doubtful: tuple[FigureRow, ...]
    house: House | None
    house_lanes: tuple[RunLanes, ...]
    heat: HeatMap | None
    vacant: tuple[Position, ...]


def home_of(user: User, inbox: Inbox, on: date, now: datetime) -> Home:
    """The parts for the posts held today; their queries do not grow with any list in them."""
    roles = roles_of(user, inbox.terms, on)
    first = next((each for _name, group in inbox.groups for each in group), None)
    head = roles.heads[0] if roles.heads else None
    gathering = lanes_of(roles.gathers, now)
    reach = agencies_for(user, on, inbox.terms)
    return Home(
        roles=roles,
        first=first,
        groups=tuple(
            (name, [each for each in group if each is not first]) for name, group in inbox.groups
        ),
        progress=_progress(first.task, {t.position_id for t in inbox.terms}) if first else None,
        gathering=tuple(gathering),
        doubtful=_doubtful(roles.gathers),
        house=house_of(head, _year(inbox, on)) if head is not None else None,
        house_lanes=_of_house(inbox.runs, head.pk, gathering, now) if head is not None else (),
        heat=heat_map(reach, now) if roles.oversees or roles.administers else None,
        vacant=tuple(vacant_positions(reach, on)) if roles.administers else (),
    )


def _year(inbox: Inbox, on: date) -> int:
    """The year of the latest run; in January that is still the year before."""
    return max((run.year for run in inbox.runs), default=on.year)


def _progress(task: Task, held: Collection[int]) -> Progress | None:
    """2 queries for a collecting task, none for any other."""
    if task.step.kind != "collect":
        return None
    own = RunIndicator.objects.filter(run=task.run_id, lane=task.lane_id, position__in=held)
    filled = Realisasi.objects.filter(
        indicator__in=own.values("indicator"), year=task.run.year, triwulan=task.run.triwulan
    ).exclude(current__status=RealisasiRevision.Status.EMPTY)
    return Progress(filled.exclude(current=None).count(), own.count())


def _doubtful(runs: Sequence[Run]) -> tuple[FigureRow, ...]:
    """What to look at first in the oldest run that he gathers. 7 queries."""
    if not runs:
        return ()
    rows = [row for group in run_rows(runs[0]).values() for row in group if row.doubts]
    return tuple(rows[:NAMED])


def _of_house(
    runs: Sequence[Run], agency: int, known: Sequence[RunLanes], now: datetime
) -> tuple[RunLanes, ...]:
    """The lanes of the head's own agency: of its latest run, and of those that still run."""
    own = [run for run in runs if run.agency_id == agency]
    shown = [run for run in own if run == own[0] or run.state == RunState.OPEN]
    found = {each.run.pk: each for each in known}
    missing = [run for run in shown if run.pk not in found]
    found |= {each.run.pk: each for each in lanes_of(missing, now)}
    return tuple(found[run.pk] for run in shown)
