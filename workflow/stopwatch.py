"""What the time of a step went into, in working time: waiting, working, done again. Pure.

A stay is one time that a task lies with its holder; a return gives it another. Its time falls into
parts that add up:

- waiting: from its opening until it is ready, which a join is when its last lane has come in;
- working: from ready until it is handed on or given back;
- returned: the same, where a return or a reopening makes it be done again.

A step whose standard time runs from the fork is ready at the fork, so it has no waiting.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from organization.worktime import Duration, WorkCalendar, add
from workflow.due import DAY_MINUTES

ZERO = timedelta(0)
HOUR = 60
NINE_TENTHS = Decimal("0.9")


class Stopwatch:
    """Working time between moments of one calendar, each day counted once for all who ask.

    The same as `worktime.between`, which walks from day to day; here a table holds what had passed
    before each day, so that years of waiting cost one subtraction. No moment may be earlier than
    the day of `first` (ValueError).
    """

    def __init__(self, calendar: WorkCalendar, first: datetime) -> None:
        self.calendar = calendar
        self._first = calendar.local(first).date()
        self._days: list[list[tuple[datetime, datetime]]] = []
        self._before = [ZERO]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from one moment to a later one; zero when `end` is not later."""
        return max(self._passed(end) - self._passed(start), ZERO) if start < end else ZERO

    def _passed(self, moment: datetime) -> timedelta:
        local = self.calendar.local(moment)
        number = (local.date() - self._first).days
        if number < 0:
            raise ValueError(moment)
        while len(self._days) <= number:
            spans = self.calendar.spans(self._first + timedelta(days=len(self._days)))
            self._days.append(spans)
            self._before.append(self._before[-1] + sum((e - s for s, e in spans), ZERO))
        today = (max(min(end, local) - start, ZERO) for start, end in self._days[number])
        return self._before[number] + sum(today, ZERO)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a task: when it came to be, was ready, and ended (None: not yet)."""

    opened_at: datetime
    ready_at: datetime | None
    ended_at: datetime | None
    is_repeat: bool = False

    def worked_from(self, now: datetime) -> datetime:
        """When the work began; the end where it never did.

        A join entered again keeps the clock of its fork, but its earlier stay has that time.
        """
        end = self.ended_at or now
        return min(max(self.ready_at or end, self.opened_at), end)


@dataclass(frozen=True, slots=True)
class Spent:
    """Working time in its three parts."""

    waiting: timedelta = ZERO
    working: timedelta = ZERO
    returned: timedelta = ZERO

    @property
    def work(self) -> timedelta:
        """Time in somebody's hands, the first time and again."""
        return self.working + self.returned

    @property
    def total(self) -> timedelta:
        return self.waiting + self.work

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.waiting + other.waiting,
            self.working + other.working,
            self.returned + other.returned,
        )


def spent(watch: Stopwatch, stay: Stay, now: datetime) -> Spent:
    """The parts of a stay, of one under way up to `now`."""
    begin = stay.worked_from(now)
    waiting = watch.between(stay.opened_at, begin)
    work = watch.between(begin, stay.ended_at or now)
    return Spent(waiting, returned=work) if stay.is_repeat else Spent(waiting, working=work)


def kept_until(
    calendar: WorkCalendar, begin: datetime, parts: Sequence[Duration]
) -> datetime | None:
    """Until when the standard is kept, exactly; None without a standard. Kinder due times apart."""
    moment = begin
    for part in parts:
        moment = add(calendar, moment, part)
    return moment if parts else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A stay with its parts; `excess` is the working time beyond its standard, None without."""

    step: str
    lane: int
    run: int
    spent: Spent
    excess: timedelta | None
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Times:
    """What many stays came to. Only ended ones count, but for `under_way`.

    `held`: how long the step kept a run beyond its standard, on average of the runs; where lanes
    worked side by side, the slowest of them.
    """

    count: int
    under_way: int
    judged: int
    kept: int
    median: timedelta | None
    p90: timedelta | None
    spent: Spent
    held: timedelta

    @property
    def share_kept(self) -> Decimal | None:
        """Percent of the stays with a standard that kept it; None where none had one."""
        return percent(self.kept, self.judged)

    @property
    def mean(self) -> Spent:
        """The three parts per stay."""
        if not self.count:
            return Spent()
        whole = self.spent
        return Spent(*(p / self.count for p in (whole.waiting, whole.working, whole.returned)))


def times_of(measured: Iterable[Measured]) -> Times:
    """Count, shares and middle values of stays."""
    rows = list(measured)
    ended = [row for row in rows if row.is_ended]
    judged = [row for row in ended if row.excess is not None]
    lengths = [row.spent.work for row in ended]
    return Times(
        count=len(ended),
        under_way=len(rows) - len(ended),
        judged=len(judged),
        kept=sum(not row.excess for row in judged),
        median=median(lengths),
        p90=p90(lengths),
        spent=sum((row.spent for row in ended), Spent()),
        held=_held(ended),
    )


def _held(ended: Sequence[Measured]) -> timedelta:
    by_lane: dict[int, dict[int, timedelta]] = {}
    for row in ended:
        lanes = by_lane.setdefault(row.run, {})
        lanes[row.lane] = lanes.get(row.lane, ZERO) + (row.excess or ZERO)
    longest = [max(lanes.values()) for lanes in by_lane.values()]
    return sum(longest, ZERO) / len(longest) if longest else ZERO


def median(values: Sequence[timedelta]) -> timedelta | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    if not values:
        return None
    return (statistics.median_low(values) + statistics.median_high(values)) / 2


def p90(values: Sequence[timedelta]) -> timedelta | None:
    """The smallest value that at least nine tenths do not exceed; None of nothing."""
    if not values:
        return None
    return sorted(values)[math.ceil(len(values) * NINE_TENTHS) - 1]


def percent(part: int, whole: int) -> Decimal | None:
    """A share in percent, not rounded; None of nothing."""
    return Decimal(100) * part / whole if whole else None


def rounded_up(length: timedelta) -> Duration:
    """The standard time that holds a length, as an SOP writes it.

    5 menit steps up to two hours, then whole jam, from a working day on whole hari.
    """
    minutes = math.ceil(length / timedelta(minutes=1))
    if minutes >= DAY_MINUTES:
        return Duration(math.ceil(minutes / DAY_MINUTES), "hari")
    if minutes > 2 * HOUR:
        return Duration(math.ceil(minutes / HOUR), "jam")
    return Duration(max(math.ceil(minutes / 5), 1) * 5, "menit")
