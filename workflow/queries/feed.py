"""What a person's calendar program gets: his due times, when he looks again, openings and dates."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization.access import fillings_of, held_positions
from organization.models import Agency, User
from organization.queries import calendars_of
from organization.worktime import WorkCalendar
from workflow.models import Task
from workflow.queries.calendar import DayLine, legal_lines, opening_lines
from workflow.queries.inbox import is_for, live_tasks
from workflow.states import AssignmentState


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: a moment, or a whole day; `path` is its page in the product."""

    uid: str
    at: datetime | date
    summary: str
    description: str
    path: str


def task_entry(task: Task) -> Entry | None:
    """The due time of a task; None where it has none."""
    if task.due_at is None:
        return None
    return _about(task, f"tugas-{task.pk}", task.due_at, _("Batas waktu: %(step)s"))


def follow_up_entries(task: Task, held: Collection[int]) -> Iterator[Entry]:
    """The days on which holders of these posts noted to look at an open task again."""
    for share in task.assignments.all():
        is_mine = share.position_id in held and share.state == AssignmentState.OPEN
        if is_mine and share.follow_up_on is not None:
            uid = f"lihat-lagi-{share.pk}"
            yield _about(task, uid, share.follow_up_on, _("Lihat lagi: %(step)s"))


def _about(task: Task, uid: str, at: datetime | date, words: str) -> Entry:
    """`words` name the step as %(step)s."""
    run = task.run
    lane = f" ({task.lane.label})" if task.lane.parent_id else ""
    return Entry(
        uid=uid,
        at=at,
        summary=words % {"step": f"{task.step}{lane}"},
        description=f"{run.document.name}, {run.agency.name}, TW {ROMAN[run.triwulan]} {run.year}",
        path=f"/tugas/{task.pk}/",
    )


def entries_of(user: User, on: date) -> list[Entry]:
    """A person's entries on a day: what is his to do, and the dates of his agencies."""
    terms = held_positions(user, on)
    fillings = fillings_of(user, on)
    held = {term.position_id for term in terms}
    filled = {each.term.position_id for each in fillings}
    tasks = [
        task
        for task in live_tasks(held | filled)
        if is_for(task, held) or (task.step.kind == "collect" and is_for(task, filled))
    ]
    found = [entry for task in tasks if (entry := task_entry(task)) is not None]
    found += [entry for task in tasks for entry in follow_up_entries(task, held)]
    posts = [*(term.position for term in terms), *(each.term.position for each in fillings)]
    agencies = Agency.objects.filter(pk__in={post.agency_id for post in posts})
    return [*found, *_dates(agencies.select_related("government"), on)]


def _dates(agencies: Iterable[Agency], on: date) -> Iterator[Entry]:
    """Openings and reporting dates of this year and the next; a shared date only once."""
    calendars = calendars_of(agencies)
    seen: set[tuple[date, str]] = set()
    for agency in agencies:
        for line in _lines(agency, calendars[agency.pk], on):
            key = (line.day, line.name)
            if line.day >= on and key not in seen:
                seen.add(key)
                yield _entry(line, agency)


def _lines(agency: Agency, calendar: WorkCalendar, on: date) -> Iterator[DayLine]:
    for year in (on.year, on.year + 1):
        yield from legal_lines(agency, calendar, year)
        yield from opening_lines(agency, calendar, year)


def _entry(line: DayLine, agency: Agency) -> Entry:
    name = slugify(line.name)[:60]
    return Entry(
        uid=f"{line.kind}-{agency.key}-{line.day.year}-{name}",
        at=line.day,
        summary=line.name,
        description=" ".join(each for each in (line.note, line.basis) if each),
        path=f"/kalender/?dinas={agency.key}&tahun={line.day.year}",
    )
