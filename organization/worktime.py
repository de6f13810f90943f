"""Working time on an office's own calendar: hours, breaks, seasons, holidays, zone.

Menit and jam run inside office hours. A hari is a working day: n hari end with the office hours of
the n-th working day after the day on which the work is ready, so 480 menit and 1 hari differ.
Source of the default hours: Perpres 21/2023 (37.5 hours a week; 32.5 in Ramadan).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

UNITS = ("menit", "jam", "hari")
#: The zones of the country and what they are called.
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
#: No holiday season is longer; a calendar without any office hours is refused instead of searched.
SEARCH_DAYS = 400

Span = tuple[time, time]
#: Perpres 21/2023: working hours of a full week, usual and in Ramadan.
FULL_WEEK, FULL_RAMADAN_WEEK = timedelta(hours=37, minutes=30), timedelta(hours=32, minutes=30)


def worked(spans: Iterable[Span]) -> timedelta:
    """The working time of some spans of a week."""
    day = date(2026, 1, 1)
    return sum(
        (datetime.combine(day, end) - datetime.combine(day, start) for start, end in spans),
        timedelta(0),
    )


class NoOfficeHours(ValueError):
    """A calendar on which no working moment can be found."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A standard time: a whole number of menit, jam or hari (working days)."""

    value: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.value < 0:
            raise ValueError(f"{self.value} {self.unit}")

    @property
    def minutes(self) -> int | None:
        """Working minutes, or None for days, which have no fixed number of them."""
        return {"menit": self.value, "jam": self.value * 60}.get(self.unit)


@dataclass(frozen=True, slots=True)
class Season:
    """Other hours between two dates, both included (Ramadan); they replace the whole week."""

    starts_on: date
    ends_on: date
    weekly: Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Office hours per weekday (0 = Senin) as spans between breaks, seasons, holidays, zone."""

    zone: str
    weekly: Mapping[int, tuple[Span, ...]]
    seasons: tuple[Season, ...] = ()
    holidays: frozenset[date] = field(default_factory=frozenset)

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working spans of a day in the office's zone; empty when it is closed."""
        if day in self.holidays:
            return []
        weekly = next(
            (each.weekly for each in self.seasons if each.starts_on <= day <= each.ends_on),
            self.weekly,
        )
        zone = ZoneInfo(self.zone)
        return [
            (datetime.combine(day, start, zone), datetime.combine(day, end, zone))
            for start, end in weekly.get(day.weekday(), ())
        ]

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's own clock."""
        return moment.astimezone(ZoneInfo(self.zone))

    def spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """All spans from a day on; raises NoOfficeHours when none is found for over a year."""
        empty = 0
        while empty < SEARCH_DAYS:
            found = self.spans(day)
            empty = 0 if found else empty + 1
            yield from found
            day += timedelta(days=1)
        raise NoOfficeHours(self.zone)


Data = dict[str, Any]


def calendar_data(calendar: WorkCalendar) -> Data:
    """A calendar as plain JSON values; like calendars give like data."""
    return {
        "zone": calendar.zone,
        "weekly": _week_data(calendar.weekly),
        "seasons": [
            [each.starts_on.isoformat(), each.ends_on.isoformat(), _week_data(each.weekly)]
            for each in calendar.seasons
        ],
        "holidays": sorted(day.isoformat() for day in calendar.holidays),
    }


def _week_data(weekly: Mapping[int, tuple[Span, ...]]) -> Data:
    return {
        str(day): [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in spans]
        for day, spans in sorted(weekly.items())
        if spans
    }


def next_moment(calendar: WorkCalendar, moment: datetime) -> datetime:
    """The moment itself inside office hours (their end included), else the next opening."""
    local = calendar.local(moment)
    for start, end in calendar.spans_from(local.date()):
        if local <= end:
            return max(start, local)
    raise NoOfficeHours(calendar.zone)


def add(calendar: WorkCalendar, moment: datetime, duration: Duration) -> datetime:
    """The working moment at which a duration that starts at `moment` has passed."""
    if duration.minutes is None:
        return _add_days(calendar, moment, duration.value)
    left = timedelta(minutes=duration.minutes)
    local = next_moment(calendar, moment)
    for start, end in calendar.spans_from(local.date()):
        begin = max(start, local)
        if end < begin:
            continue
        if begin + left <= end:
            return begin + left
        left -= end - begin
    raise NoOfficeHours(calendar.zone)


def _add_days(calendar: WorkCalendar, moment: datetime, days: int) -> datetime:
    day = next_moment(calendar, moment).date()
    if days == 0:
        return next_moment(calendar, moment)
    for _ in range(days):
        day = _next_working_day(calendar, day)
    return calendar.spans(day)[-1][1]


def _next_working_day(calendar: WorkCalendar, day: date) -> date:
    start, _end = next(calendar.spans_from(day + timedelta(days=1)))
    return start.date()


def between(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """Working time from one moment to a later one; zero when `end` is not later."""
    begin, stop = calendar.local(start), calendar.local(end)
    total = timedelta(0)
    day = begin.date()
    while day <= stop.date():
        for opens, closes in calendar.spans(day):
            total += max(min(closes, stop) - max(opens, begin), timedelta(0))
        day += timedelta(days=1)
    return total


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether the office is open on that day at all."""
    return bool(calendar.spans(day))


def last_working_day(calendar: WorkCalendar, day: date) -> date:
    """The day itself where the office is open, else the last working day before it."""
    for _ in range(SEARCH_DAYS):
        if is_working_day(calendar, day):
            return day
        day -= timedelta(days=1)
    raise NoOfficeHours(calendar.zone)


def existing_day(year: int, month: int, day: int) -> date:
    """A yearly date in one year: 28 February is meant as the last day of February."""
    last = monthrange(year, month)[1]
    return date(year, month, last if month == 2 and day >= 28 else min(day, last))


def end_of_day(calendar: WorkCalendar, moment: datetime) -> datetime:
    """The end of office hours on the moment's day; 23.59 where the office is closed."""
    local = calendar.local(moment)
    spans = calendar.spans(local.date())
    return spans[-1][1] if spans else local.replace(hour=23, minute=59, second=0, microsecond=0)


def end_of_next_working_day(calendar: WorkCalendar, moment: datetime) -> datetime:
    """The end of office hours on the working day after the day on which the work is ready."""
    return _add_days(calendar, moment, 1)
