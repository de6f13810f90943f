"""When a task is due: its standard time, its window, and the kindness to short standards.

Standard and due time are kept apart. A standard under one working day is not overdue before the
end of the next working day; a longer one is added exactly, in the office's own working time.
"""

from datetime import datetime

from organization.worktime import Duration, WorkCalendar, add, end_of_next_working_day

#: Working minutes in a usual day (Perpres 21/2023: 37.5 hours in five days).
DAY_MINUTES = 450


def due_at(calendar: WorkCalendar, ready_at: datetime, parts: tuple[Duration, ...]) -> datetime:
    """The due time of work that is ready at a moment; `parts` are the window and the standard.

    Minutes beside days fall within the last of these days: a window of three days with a hand-over
    of 15 minutes is due at the end of the third (SOP 002 steps 3 and 4).
    """
    if is_short(parts):
        return end_of_next_working_day(calendar, ready_at)
    moment = ready_at
    days = tuple(part for part in parts if part.unit == "hari")
    for part in days or parts:
        moment = add(calendar, moment, part)
    return moment


def is_short(parts: tuple[Duration, ...]) -> bool:
    """Whether a standard is under one working day; also where the SOP prints none."""
    return sum(minutes_of(part) for part in parts) < DAY_MINUTES


def later(computed: datetime | None, extended_to: datetime | None) -> datetime | None:
    """The due time that holds: the one extended to, unless the computed one is later still."""
    if computed is None or extended_to is None:
        return computed
    return max(computed, extended_to)


def minutes_of(part: Duration) -> int:
    """A duration as working minutes of usual days; due times are counted on the calendar."""
    factor = {"menit": 1, "jam": 60, "hari": DAY_MINUTES}[part.unit]
    return part.value * factor
