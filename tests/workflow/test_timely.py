"""Standings against a date, sums that lose nothing, and the planned way through an SOP."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from organization.worktime import Duration, WorkCalendar
from workflow.timely import Delivery, PlannedStep, Standing, planned, standing_of, tally_of

NOW = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
WEEK = dict.fromkeys(range(5), ((time(8), time(12)), (time(13), time(16))))
CALENDAR = WorkCalendar("Asia/Makassar", WEEK)
#: Friday 10 April 2026, 10.00 in Makassar.
FRIDAY = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
hours = st.integers(-50, 50).map(lambda hour: NOW + timedelta(hours=hour))
deliveries = st.builds(
    Delivery,
    owed=st.integers(0, 5),
    arrived=st.integers(0, 5),
    until=hours,
    delivered_at=st.none() | hours,
)


def test_the_last_minute_is_on_time_and_the_next_is_late():
    minute = timedelta(minutes=1)
    assert standing_of(NOW, NOW, NOW) is Standing.ON_TIME
    assert standing_of(NOW + minute, NOW, NOW + minute) is Standing.LATE
    assert standing_of(None, NOW, NOW) is Standing.PENDING
    assert standing_of(None, NOW, NOW + minute) is Standing.OVERDUE


@given(st.lists(deliveries, max_size=8), st.integers(0, 8))
def test_every_lane_has_one_standing_and_parts_add_up_to_the_whole(rows, cut):
    whole = tally_of(rows, NOW)
    assert sum(whole.standings.values()) == whole.expected == len(rows)
    first, rest = tally_of(rows[:cut], NOW), tally_of(rows[cut:], NOW)
    assert (first.complete + rest.complete, first.late + rest.late) == (whole.complete, whole.late)
    assert (first.owed + rest.owed, first.arrived + rest.arrived) == (whole.owed, whole.arrived)
    assert whole.complete <= whole.expected
    assert whole.arrived <= whole.owed


def test_nothing_expected_has_no_percentage():
    assert (tally_of([], NOW).share_complete, tally_of([], NOW).share_on_time) == (None, None)


def day(moment: datetime) -> int:
    return CALENDAR.local(moment).day


def test_a_planned_way_uses_every_due_time_and_orders_take_none():
    steps = (
        PlannedStep((Duration(15, "menit"),), is_order=True),
        PlannedStep((Duration(15, "menit"),)),
        PlannedStep((Duration(1, "hari"),), collects=True),
        PlannedStep(()),
        PlannedStep((Duration(1, "hari"),)),
    )
    on_time_until, closes_at = planned(CALENDAR, FRIDAY, steps)
    # 15 menit until the end of Monday, a day for the data, a day for the report
    assert (day(on_time_until), day(closes_at)) == (14, 15)


def test_a_step_whose_time_runs_from_the_fork_overlaps_the_lanes():
    steps = (
        PlannedStep((Duration(3, "hari"),), collects=True, forks=True),
        PlannedStep((Duration(5, "hari"),), from_fork=True),
    )
    on_time_until, closes_at = planned(CALENDAR, FRIDAY, steps)
    assert (day(on_time_until), day(closes_at)) == (15, 17)
