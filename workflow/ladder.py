"""When who is reminded of a task: rungs in working time, at most one a day.

Every rung but those after the due time falls on a working day of the office. Legal dates that are
no working day are aimed at from the last working day before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from organization.worktime import (
    Duration,
    WorkCalendar,
    add,
    between,
    is_working_day,
    last_working_day,
)

HALF, BEFORE, ON_DAY, AFTER = "setengah", "sebelum", "hari-ini", "sesudah"
#: Which rung speaks where several fall on one day.
RANK = (HALF, BEFORE, ON_DAY, AFTER)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung. `days`: working days before or after the due time; of HALF, the shortest task.

    `at`: the office's time of day; not used after the due time, where working days pass exactly.
    """

    moment: str
    days: int = 1
    at: time = time(8)
    tells_holder: bool = True
    tells_superior: bool = False
    tells_head: bool = False

    @property
    def name(self) -> str:
        """A short name that is stable while the ladder is."""
        return f"{self.moment}{self.days}" if self.moment in (BEFORE, AFTER) else self.moment


#: At half of long steps, a working day before, on the day, and a working day after (practice).
DEFAULT_LADDER = (
    Rung(HALF, 3),
    Rung(BEFORE, 1),
    Rung(ON_DAY),
    Rung(AFTER, 1, tells_superior=True),
)


@dataclass(frozen=True, slots=True)
class Span:
    """What a ladder stands on: ready and due, and whether the standard is under a working day."""

    ready_at: datetime
    due_at: datetime
    is_short: bool = False


def reached(
    calendar: WorkCalendar, span: Span, rungs: Iterable[Rung], now: datetime
) -> Rung | None:
    """The rung on which a task stands now; earlier ones that were missed are passed over."""
    past = [rung for moment, rung in rungs_of(calendar, span, rungs) if moment <= now]
    return past[-1] if past else None


def rungs_of(
    calendar: WorkCalendar, span: Span, rungs: Iterable[Rung]
) -> list[tuple[datetime, Rung]]:
    """The rungs of a task with their moments, in order, those of one day made one.

    A short task hears nothing before its due time. Nothing is said on the day on which the work
    becomes ready, because its opening is told that day.
    """
    by_day: dict[date, list[tuple[datetime, Rung]]] = {}
    ready_on = calendar.local(span.ready_at).date()
    for rung in rungs:
        moment = _moment(calendar, span, rung)
        if moment is not None and moment.date() > ready_on:
            by_day.setdefault(moment.date(), []).append((moment, rung))
    return [_merged(found) for _day, found in sorted(by_day.items())]


def _merged(found: Sequence[tuple[datetime, Rung]]) -> tuple[datetime, Rung]:
    """The highest rung of a day, at the earliest time, for everybody whom one of them tells."""
    rungs = [rung for _moment, rung in found]
    highest = max(rungs, key=lambda rung: RANK.index(rung.moment))
    return min(moment for moment, _rung in found), replace(
        highest,
        tells_holder=any(rung.tells_holder for rung in rungs),
        tells_superior=any(rung.tells_superior for rung in rungs),
        tells_head=any(rung.tells_head for rung in rungs),
    )


def _moment(calendar: WorkCalendar, span: Span, rung: Rung) -> datetime | None:
    due = calendar.local(span.due_at)
    aim = last_working_day(calendar, due.date())
    if rung.moment == AFTER:
        begin = min(due, calendar.spans(aim)[-1][1])
        return calendar.local(add(calendar, begin, Duration(rung.days, "hari")))
    if span.is_short:
        return due if rung.moment == ON_DAY else None
    if rung.moment == ON_DAY:
        return _at(calendar, aim, rung.at)
    if rung.moment == BEFORE:
        for _ in range(rung.days):
            aim = last_working_day(calendar, aim - timedelta(days=1))
        return _at(calendar, aim, rung.at)
    return _half(calendar, span, rung, aim)


def _half(calendar: WorkCalendar, span: Span, rung: Rung, aim: date) -> datetime | None:
    """The day on which half of the working time is over, of tasks that are long enough."""
    ready_on = calendar.local(span.ready_at).date()
    length = (aim - ready_on).days
    days = sum(is_working_day(calendar, ready_on + timedelta(days=n + 1)) for n in range(length))
    if days < rung.days:
        return None
    minutes = int(between(calendar, span.ready_at, span.due_at).total_seconds()) // 120
    half = add(calendar, span.ready_at, Duration(minutes, "menit"))
    return _at(calendar, calendar.local(half).date(), rung.at)


def _at(calendar: WorkCalendar, day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(calendar.zone))
