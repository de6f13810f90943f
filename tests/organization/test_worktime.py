"""Working time on the legal default calendar (Perpres 21/2023) with holidays around."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.presets import DEFAULT_WEEK
from organization.worktime import (
    Duration,
    NoOfficeHours,
    Season,
    WorkCalendar,
    add,
    between,
    end_of_day,
    end_of_next_working_day,
    next_moment,
)

ZONE = ZoneInfo("Asia/Makassar")
RAMADAN = {day: ((time(8), time(12)), (time(12, 30), time(15))) for day in range(5)}
HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 5, 1), date(2026, 12, 25), date(2027, 1, 1)})
CALENDAR = WorkCalendar(
    zone="Asia/Makassar",
    weekly=DEFAULT_WEEK,
    seasons=(Season(date(2026, 2, 18), date(2026, 3, 19), RAMADAN),),
    holidays=HOLIDAYS,
)
START = datetime(2026, 1, 1, tzinfo=ZONE)
moments = st.integers(0, 384 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
units = st.sampled_from(["menit", "jam", "hari"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "value", "unit", "end"),
    [
        ("2026-04-10 07:30", 15, "menit", "2026-04-10 07:45"),
        ("2026-04-10 00:10", 15, "menit", "2026-04-10 07:45"),
        ("2026-04-09 11:50", 30, "menit", "2026-04-09 13:20"),
        ("2026-04-10 11:20", 30, "menit", "2026-04-10 13:20"),
        ("2026-04-10 16:20", 30, "menit", "2026-04-13 07:50"),
        ("2026-04-02 15:30", 1, "jam", "2026-04-06 08:00"),
        ("2026-04-13 07:30", 480, "menit", "2026-04-14 08:00"),
        ("2026-04-13 07:30", 1, "hari", "2026-04-14 16:00"),
        ("2026-04-09 10:00", 1, "hari", "2026-04-10 16:30"),
        ("2026-04-10 00:10", 3, "hari", "2026-04-15 16:00"),
        ("2026-12-24 15:00", 2, "jam", "2026-12-28 08:30"),
        ("2026-12-31 10:00", 1, "hari", "2027-01-04 16:00"),
        ("2026-03-02 14:30", 1, "jam", "2026-03-03 08:30"),
    ],
)
def test_a_duration_ends_when_the_office_says(start: str, value: int, unit: str, end: str) -> None:
    assert add(CALENDAR, at(start), Duration(value, unit)) == at(end)


def test_a_week_has_37_and_a_half_hours() -> None:
    week = between(CALENDAR, at("2026-04-13 00:00"), at("2026-04-20 00:00"))
    assert week == timedelta(hours=37, minutes=30)


def test_a_week_of_ramadan_has_32_and_a_half_hours() -> None:
    week = between(CALENDAR, at("2026-03-02 00:00"), at("2026-03-09 00:00"))
    assert week == timedelta(hours=32, minutes=30)


def test_the_next_working_day_after_a_friday_before_a_holiday() -> None:
    assert end_of_next_working_day(CALENDAR, at("2026-04-02 09:00")) == at("2026-04-06 16:00")


def test_the_end_of_a_closed_day_is_midnight() -> None:
    assert end_of_day(CALENDAR, at("2026-04-11 09:00")) == at("2026-04-11 23:59")


def test_a_calendar_without_office_hours_is_refused() -> None:
    with pytest.raises(NoOfficeHours):
        next_moment(WorkCalendar("Asia/Makassar", {}), at("2026-04-11 09:00"))


@pytest.mark.parametrize(("value", "unit"), [(-1, "menit"), (1, "minggu")])
def test_a_duration_of_another_kind_is_refused(value: int, unit: str) -> None:
    with pytest.raises(ValueError, match=str(value)):
        Duration(value, unit)


@given(moments, moments, st.integers(0, 900), units)
def test_a_later_start_never_ends_earlier(a: datetime, b: datetime, value: int, unit: str) -> None:
    early, late = sorted((a, b))
    duration = Duration(value % 40 if unit == "hari" else value, unit)
    assert add(CALENDAR, early, duration) <= add(CALENDAR, late, duration)


@given(moments, st.integers(1, 600), st.integers(1, 600))
def test_minutes_add_up(moment: datetime, a: int, b: int) -> None:
    whole = add(CALENDAR, moment, Duration(a + b, "menit"))
    assert add(CALENDAR, add(CALENDAR, moment, Duration(a, "menit")), Duration(b, "menit")) == whole


@given(moments, st.integers(1, 15), st.integers(1, 15))
def test_days_add_up(moment: datetime, a: int, b: int) -> None:
    whole = add(CALENDAR, moment, Duration(a + b, "hari"))
    assert add(CALENDAR, add(CALENDAR, moment, Duration(a, "hari")), Duration(b, "hari")) == whole


@given(moments, st.integers(1, 2000))
def test_between_undoes_adding_minutes(moment: datetime, minutes: int) -> None:
    end = add(CALENDAR, moment, Duration(minutes, "menit"))
    assert between(CALENDAR, moment, end) == timedelta(minutes=minutes)


@given(moments, st.integers(0, 900), units)
def test_nothing_ends_outside_office_hours(moment: datetime, value: int, unit: str) -> None:
    duration = Duration(value % 40 if unit == "hari" else value, unit)
    end = add(CALENDAR, moment, duration)
    assert any(start <= end <= stop for start, stop in CALENDAR.spans(end.date()))
