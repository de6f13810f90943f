"""The parts of a stay add up, the table answers like the walk, and the middle is the middle."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.worktime import Duration, Season, WorkCalendar, between
from workflow.stopwatch import (
    ZERO,
    Measured,
    Spent,
    Stay,
    Stopwatch,
    kept_until,
    median,
    p90,
    rounded_up,
    spent,
    times_of,
)

WEEK = {
    **dict.fromkeys(range(4), ((time(7, 30), time(12)), (time(13), time(16)))),
    4: ((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
}
RAMADAN = Season(
    date(2026, 2, 18), date(2026, 3, 19), dict.fromkeys(range(5), ((time(8), time(14)),))
)
CALENDAR = WorkCalendar(
    "Asia/Makassar", WEEK, (RAMADAN,), frozenset({date(2026, 1, 1), date(2026, 4, 3)})
)
FIRST = datetime(2025, 12, 1, tzinfo=UTC)
moments = st.integers(1, 570_000).map(lambda minutes: FIRST + timedelta(minutes=minutes))
lengths = st.lists(st.integers(0, 5000).map(lambda minutes: timedelta(minutes=minutes)), max_size=9)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2026 on the office's clock (WITA)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@given(moments, moments)
def test_the_table_answers_what_the_walk_from_day_to_day_answers(start, end):
    assert Stopwatch(CALENDAR, FIRST).between(start, end) == between(CALENDAR, start, end)


def test_a_moment_before_the_table_is_refused_instead_of_counted_wrongly():
    with pytest.raises(ValueError, match="2025"):
        Stopwatch(CALENDAR, FIRST).between(FIRST - timedelta(days=2), FIRST)


@given(st.lists(moments, min_size=3, max_size=3), st.booleans(), st.booleans())
def test_the_parts_of_a_stay_add_up_to_the_whole(points, is_repeat, is_ended):
    opened, ready, end = points[0], points[1], max(points)
    stay = Stay(opened, ready, end if is_ended else None, is_repeat)
    watch = Stopwatch(CALENDAR, FIRST)
    parts = spent(watch, stay, end)
    assert parts.total == parts.waiting + parts.working + parts.returned
    assert parts.total == between(CALENDAR, opened, end)
    assert (parts.working if is_repeat else parts.returned) == ZERO


def test_a_join_waits_until_its_last_lane_is_in_and_works_from_then_on():
    """Friday 10 April 09.00 to Monday 13 April 10.00 waiting, then one hour of work."""
    watch = Stopwatch(CALENDAR, FIRST)
    first = Stay(local(10, 9), local(13, 10), local(13, 11))
    # Friday 09.00–11.30 and 13.00–16.30 are 6 hours, Monday 07.30–10.00 are 2.5
    assert spent(watch, first, local(30, 9)) == Spent(
        waiting=timedelta(hours=8, minutes=30), working=timedelta(hours=1)
    )
    again = Stay(local(13, 13), local(14, 9), local(14, 9, 20), is_repeat=True)
    assert spent(watch, again, local(30, 9)) == Spent(
        waiting=timedelta(hours=4, minutes=30), returned=timedelta(minutes=20)
    )


def test_what_never_became_ready_only_waited_and_the_clock_of_a_fork_is_not_counted_twice():
    watch = Stopwatch(CALENDAR, FIRST)
    waiting = spent(watch, Stay(local(13, 9), None, None), local(13, 11))
    assert waiting == Spent(waiting=timedelta(hours=2))
    again = Stay(local(13, 9), local(10, 9), local(13, 10), is_repeat=True)
    assert spent(watch, again, local(13, 11)) == Spent(returned=timedelta(hours=1))


def test_the_standard_is_kept_to_its_last_minute_and_window_and_standard_follow_each_other():
    parts = (Duration(3, "hari"), Duration(15, "menit"))
    assert kept_until(CALENDAR, local(13, 9), parts) == local(17, 7, 45)
    assert kept_until(CALENDAR, local(13, 9), ()) is None


@given(lengths)
def test_half_do_not_exceed_the_median_and_nine_tenths_do_not_exceed_p90(values):
    middle, high = median(values), p90(values)
    if not values:
        assert (middle, high) == (None, None)
        return
    assert 2 * sum(each <= middle for each in values) >= len(values)
    assert 2 * sum(each >= middle for each in values) >= len(values)
    assert 10 * sum(each <= high for each in values) >= 9 * len(values)
    assert 10 * sum(each < high for each in values) < 9 * len(values)


def measured(hours: int, excess: int | None, *, run=1, lane=1, is_ended=True) -> Measured:
    over = None if excess is None else timedelta(hours=excess)
    return Measured("langkah", lane, run, Spent(working=timedelta(hours=hours)), over, is_ended)


def test_a_step_holds_a_run_as_long_as_its_slowest_lane_beyond_the_standard():
    """Run 1: lanes over by 1 and by 2+3 hours; run 2: nobody. On average 2.5 hours."""
    rows = [
        measured(2, 1, lane=1),
        measured(3, 2, lane=2),
        measured(4, 3, lane=2),
        measured(1, 0, run=2),
        measured(9, 9, run=2, is_ended=False),
    ]
    found = times_of(rows)
    assert (found.count, found.under_way, found.judged, found.kept) == (4, 1, 4, 1)
    assert (found.median, found.p90) == (timedelta(hours=2.5), timedelta(hours=4))
    assert (found.share_kept, found.held) == (25, timedelta(hours=2.5))
    assert found.spent.total == timedelta(hours=10)
    assert found.mean.working == timedelta(hours=2.5)


def test_a_step_without_a_standard_keeps_none_and_breaks_none():
    assert times_of([measured(2, None)]).share_kept is None
    assert times_of([]).median is None


@given(st.integers(0, 20_000))
def test_a_suggested_standard_holds_the_time_and_is_the_least_of_its_kind(minutes):
    length = timedelta(minutes=minutes)
    found = rounded_up(length)
    step = {"menit": 5, "jam": 60, "hari": 450}[found.unit]
    whole = found.value if found.unit == "menit" else found.value * step
    assert minutes <= whole
    assert whole - minutes < step or (minutes, whole) == (0, 5)


def test_suggested_standards_are_written_as_an_sop_writes_them():
    found = [rounded_up(timedelta(minutes=each)) for each in (7, 120, 121, 449, 450, 1125)]
    assert [(each.value, each.unit) for each in found] == [
        *((10, "menit"), (120, "menit"), (3, "jam"), (8, "jam"), (1, "hari"), (3, "hari")),
    ]
