"""Triwulan as dates: which are due to be open by a given day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

#: Where the opening goes when its day is no working day.
Shift = Callable[[date], date]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A triwulan (1–4) of a year and the day on which its collection opens."""

    year: int
    triwulan: int
    opens_on: date

    @property
    def ends_on(self) -> date:
        """The last day of the triwulan."""
        return triwulan_end(self.year, self.triwulan)


def as_it_falls(day: date) -> date:
    """No shift: the clock opens on a holiday as well."""
    return day


def triwulan_end(year: int, triwulan: int) -> date:
    """The last day of a triwulan."""
    return date(year, triwulan * 3, 30 if triwulan in (2, 3) else 31)


def period_opened_on(day: date) -> Period:
    """The triwulan that has just ended on the day its collection opens (10 Apr → TW I)."""
    quarter = (day.month - 1) // 3
    if quarter == 0:
        return Period(day.year - 1, 4, day)
    return Period(day.year, quarter, day)


def due_periods(
    *,
    trigger_day: int,
    trigger_months: Iterable[int],
    live_from: date,
    today: date,
    shift: Shift = as_it_falls,
) -> Iterator[Period]:
    """Every triwulan that should be open by `today`, oldest first, none ended before `live_from`.

    Source: SOP 000 and 001 step 1, "setiap tanggal 10 awal triwulan".
    """
    for year in range(live_from.year, today.year + 1):
        for period in _year_of(year, trigger_day, trigger_months, shift):
            if period.opens_on <= today and period.ends_on >= live_from:
                yield period


def next_opening(
    *, trigger_day: int, trigger_months: Iterable[int], today: date, shift: Shift = as_it_falls
) -> Period:
    """The first opening after `today`."""
    months = list(trigger_months)
    return next(
        period
        for year in (today.year - 1, today.year, today.year + 1)
        for period in _year_of(year, trigger_day, months, shift)
        if period.opens_on > today
    )


def _year_of(
    year: int, trigger_day: int, trigger_months: Iterable[int], shift: Shift
) -> Iterator[Period]:
    """The openings whose day falls in a year; a day that moved on keeps its triwulan."""
    for month in sorted(set(trigger_months)):
        period = period_opened_on(date(year, month, trigger_day))
        yield replace(period, opens_on=shift(period.opens_on))
