"""When the rungs of a ladder fall, on a usual calendar of the office."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organization.presets import DEFAULT_WEEK
from organization.worktime import Duration, WorkCalendar, add
from workflow.ladder import (
    AFTER,
    BEFORE,
    DEFAULT_LADDER,
    HALF,
    ON_DAY,
    Rung,
    Span,
    reached,
    rungs_of,
)

ZONE = ZoneInfo("Asia/Makassar")
CALENDAR = WorkCalendar(
    zone="Asia/Makassar", weekly=DEFAULT_WEEK, holidays=frozenset({date(2026, 4, 15)})
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def told(span: Span, rungs=DEFAULT_LADDER) -> list[tuple[str, str]]:
    found = rungs_of(CALENDAR, span, rungs)
    return [(f"{moment.astimezone(ZONE):%m-%d %H:%M}", rung.name) for moment, rung in found]


def test_a_long_task_has_four_rungs_on_working_days():
    """Friday to Tuesday a week later, with a holiday on Wednesday the 15th."""
    span = Span(at("2026-04-10 09:00"), at("2026-04-21 16:00"))
    assert told(span) == [
        ("04-16 08:00", "setengah"),
        ("04-20 08:00", "sebelum1"),
        ("04-21 08:00", "hari-ini"),
        ("04-22 16:00", "sesudah1"),
    ]


def test_the_day_before_a_monday_is_friday():
    span = Span(at("2026-04-07 09:00"), at("2026-04-13 16:00"))
    assert ("04-10 08:00", "sebelum1") in told(span)


def test_rungs_of_one_day_are_one_and_tell_everybody_of_both():
    span = Span(at("2026-04-06 09:00"), at("2026-04-08 16:00"))
    rungs = (
        Rung(HALF, 1, at=time(7)),
        Rung(BEFORE, 1, tells_holder=False),
        Rung(ON_DAY, tells_superior=True),
    )
    assert told(span, rungs) == [("04-07 07:00", "sebelum1"), ("04-08 08:00", "hari-ini")]
    [first, _second] = rungs_of(CALENDAR, span, rungs)
    assert first[1].tells_holder


def test_nothing_is_said_on_the_day_on_which_the_work_becomes_ready():
    assert told(Span(at("2026-04-09 07:30"), at("2026-04-10 16:30"))) == [
        ("04-10 08:00", "hari-ini"),
        ("04-13 16:00", "sesudah1"),
    ]


def test_a_short_standard_hears_nothing_before_the_end_of_the_next_working_day():
    span = Span(at("2026-04-10 09:00"), at("2026-04-13 16:00"), is_short=True)
    assert told(span) == [("04-13 16:00", "hari-ini"), ("04-14 16:00", "sesudah1")]


def test_a_legal_date_that_is_no_working_day_is_aimed_at_from_the_last_one_before():
    """28 February 2027 is a Sunday; the day itself stands."""
    span = Span(at("2027-02-01 09:00"), at("2027-02-28 23:59"))
    assert [row for row in told(span) if row[1] != "setengah"] == [
        ("02-25 08:00", "sebelum1"),
        ("02-26 08:00", "hari-ini"),
        ("03-01 16:00", "sesudah1"),
    ]


def test_half_is_only_for_tasks_that_are_long_enough():
    span = Span(at("2026-04-06 09:00"), at("2026-04-10 16:30"))
    assert told(span, [Rung(HALF, 4)]) == [("04-08 08:00", "setengah")]
    assert told(span, [Rung(HALF, 5)]) == []


def test_missed_rungs_are_passed_over_for_the_one_that_holds_now():
    span = Span(at("2026-04-10 09:00"), at("2026-04-21 16:00"))
    assert reached(CALENDAR, span, DEFAULT_LADDER, at("2026-04-16 07:59")) is None
    assert reached(CALENDAR, span, DEFAULT_LADDER, at("2026-04-21 09:00")).moment == ON_DAY
    assert reached(CALENDAR, span, DEFAULT_LADDER, at("2026-05-21 09:00")).moment == AFTER


MOMENTS = st.integers(0, 330 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
RUNGS = st.lists(
    st.builds(
        Rung,
        moment=st.sampled_from((HALF, BEFORE, ON_DAY, AFTER)),
        days=st.integers(1, 6),
        at=st.times(time(6), time(17)),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(1, 30), RUNGS, st.booleans())
def test_a_ladder_speaks_at_most_once_a_day_on_working_days_in_order(ready, days, rungs, is_short):
    due = add(CALENDAR, ready, Duration(days, "hari"))
    found = rungs_of(CALENDAR, Span(ready, due, is_short), rungs)
    moments = [moment for moment, _rung in found]
    dates = [CALENDAR.local(moment).date() for moment in moments]
    assert moments == sorted(moments)
    assert len(dates) == len(set(dates))
    assert all(CALENDAR.spans(day) for day in dates)
    assert all(day > CALENDAR.local(ready).date() for day in dates)
    if is_short:
        assert all(moment >= due for moment in moments)
    for moment, rung in found:
        if rung.moment == AFTER:
            assert moment > due
        else:
            assert moment <= due or moment.date() == CALENDAR.local(due).date()


@pytest.mark.parametrize("days", [1, 2, 5])
def test_after_means_whole_working_days_later(days):
    span = Span(at("2026-04-06 09:00"), at("2026-04-08 16:00"))
    [(moment, _rung)] = rungs_of(CALENDAR, span, [Rung(AFTER, days)])
    assert moment == add(CALENDAR, span.due_at, Duration(days, "hari"))
    assert moment - span.due_at >= timedelta(days=days)
