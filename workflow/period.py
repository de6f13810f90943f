"""Triwulan as dates: which are due to be open by a given day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = 12


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
    *, trigger_day: int, trigger_months: Iterable[int], live_from: date, today: date
) -> Iterator[Period]:
    """Every triwulan that should be open by `today`, oldest first, none ended before `live_from`.

    Source: SOP 000 and 001 step 1, "setiap tanggal 10 awal triwulan".
    """
    months = sorted(set(trigger_months))
    for year in range(live_from.year, today.year + 1):
        for month in months:
            period = period_opened_on(date(year, month, trigger_day))
            if period.opens_on <= today and period.ends_on >= live_from:
                yield period


def next_opening(*, trigger_day: int, trigger_months: Iterable[int], today: date) -> Period:
    """The first opening after `today`."""
    candidates = (
        date(year, month, trigger_day)
        for year in (today.year, today.year + 1)
        for month in sorted(set(trigger_months))
    )
    return period_opened_on(next(day for day in candidates if day > today))
