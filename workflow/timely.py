"""Completeness and timeliness: what was owed, what is in, by when it had to be. Pure.

A lane delivers when its collecting is handed over for the first time; whether that was on time is
settled by then. Whether it is complete is about now: a returned figure is missing again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from organization.wording import gettext_noop
from organization.wording import say as _
from organization.worktime import Duration, WorkCalendar
from workflow.due import due_at
from workflow.stopwatch import percent


class Standing(Enum):
    """Where a delivery stands against its date."""

    ON_TIME = gettext_noop("tepat waktu")
    LATE = gettext_noop("terlambat masuk")
    OVERDUE = gettext_noop("terlambat, belum masuk")
    PENDING = gettext_noop("belum jatuh tempo")

    @property
    def label(self) -> str:
        return _(self.value)


def standing_of(delivered_at: datetime | None, until: datetime, now: datetime) -> Standing:
    """On time up to and including the moment `until`."""
    if delivered_at is not None:
        return Standing.ON_TIME if delivered_at <= until else Standing.LATE
    return Standing.OVERDUE if now > until else Standing.PENDING


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one lane owes: figures owed and in, by when, and when it was first handed over."""

    owed: int
    arrived: int
    until: datetime
    delivered_at: datetime | None

    @property
    def is_complete(self) -> bool:
        return self.delivered_at is not None and self.arrived >= self.owed


@dataclass(frozen=True, slots=True)
class Tally:
    """Lanes expected and complete, their standings, and the figures."""

    expected: int
    complete: int
    standings: dict[Standing, int]
    owed: int
    arrived: int

    @property
    def on_time(self) -> int:
        return self.standings[Standing.ON_TIME]

    @property
    def late(self) -> int:
        """Late whether in or not."""
        return self.standings[Standing.LATE] + self.standings[Standing.OVERDUE]

    @property
    def share_complete(self) -> Decimal | None:
        return percent(self.complete, self.expected)

    @property
    def share_on_time(self) -> Decimal | None:
        """On time, of those whose date has come or that are in already."""
        return percent(self.on_time, self.on_time + self.late)


def tally_of(deliveries: Iterable[Delivery], now: datetime) -> Tally:
    """The sum of deliveries as it stands now."""
    rows = list(deliveries)
    found = [standing_of(row.delivered_at, row.until, now) for row in rows]
    return Tally(
        expected=len(rows),
        complete=sum(row.is_complete for row in rows),
        standings={each: found.count(each) for each in Standing},
        owed=sum(row.owed for row in rows),
        arrived=sum(min(row.arrived, row.owed) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step on the way: its window and standard; the clock's own order takes no time.

    `forks`: the step opens lanes; `from_fork`: its time runs from there.
    """

    parts: tuple[Duration, ...]
    collects: bool = False
    forks: bool = False
    from_fork: bool = False
    is_order: bool = False


def planned(
    calendar: WorkCalendar, opened_at: datetime, steps: Sequence[PlannedStep]
) -> tuple[datetime, datetime]:
    """When collecting and the whole must be done if every step uses its due time to the end."""
    moment = forked = opened_at
    on_time_until: datetime | None = None
    for step in steps:
        if step.forks:
            forked = moment
        if step.parts and not step.is_order:
            start = forked if step.from_fork else moment
            moment = max(moment, due_at(calendar, start, step.parts))
        if step.collects and on_time_until is None:
            on_time_until = moment
    return on_time_until or moment, moment
