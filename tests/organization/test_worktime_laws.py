"""What holds on every calendar: drawn hours, breaks, seasons, holidays and zones, also at new year.

The reference counts minute by minute over a list, without spans or arithmetic of durations.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organization.presets import PRESETS
from organization.worktime import (
    ZONES,
    Duration,
    Season,
    WorkCalendar,
    add,
    between,
    existing_day,
    is_working_day,
    last_working_day,
    next_moment,
)

FIRST, DAYS = date(2026, 12, 14), 60
MINUTE = timedelta(minutes=1)


#: Machines that do other things meanwhile are slow now and then.
laws = settings(deadline=None, max_examples=60)
counted = settings(deadline=None, max_examples=25)


@st.composite
def spans(draw):
    """One or two spans of a day, with a gap between them, none shorter than half an hour."""
    hours = sorted(draw(st.sets(st.integers(6, 20), min_size=2, max_size=4)))
    points = [time(hour, draw(st.sampled_from((0, 30)))) for hour in (hours[0], hours[-1])]
    points[1:1] = [time(hour) for hour in hours[1:-1]] if len(hours) == 4 else []
    return tuple(zip(points[::2], points[1::2], strict=True))


weeks = st.dictionaries(st.integers(0, 6), spans(), min_size=1, max_size=6)
days = st.integers(0, DAYS - 1).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def calendars(draw):
    pairs = draw(st.lists(st.tuples(days, days), max_size=2))
    return WorkCalendar(
        zone=draw(st.sampled_from(sorted(ZONES))),
        weekly=draw(weeks),
        seasons=tuple(Season(min(pair), max(pair), draw(weeks)) for pair in pairs),
        holidays=draw(st.frozensets(days, max_size=12)),
    )


moments = st.integers(0, 20 * 24 * 60).map(
    lambda minutes: datetime.combine(FIRST, time(), UTC) + minutes * MINUTE
)


def worked_minutes(calendar: WorkCalendar) -> list[datetime]:
    """The beginning of every working minute, in UTC, read off the hours one by one."""
    zone, found = ZoneInfo(calendar.zone), []
    for number in range(-1, 170):
        day = FIRST + timedelta(days=number)
        if day in calendar.holidays:
            continue
        week = next(
            (each.weekly for each in calendar.seasons if each.starts_on <= day <= each.ends_on),
            calendar.weekly,
        )
        for start, end in week.get(day.weekday(), ()):
            first = start.hour * 60 + start.minute
            for minute in range(first, end.hour * 60 + end.minute):
                moment = datetime.combine(day, time(minute // 60, minute % 60), zone)
                found.append(moment.astimezone(UTC))
    return found


@counted
@given(calendars(), moments, st.integers(1, 300))
def test_minutes_end_where_counting_them_one_by_one_ends(calendar, moment, minutes):
    worked = worked_minutes(calendar)
    end = add(calendar, moment, Duration(minutes, "menit"))
    first = bisect_left(worked, moment)
    assert end == worked[first + minutes - 1] + MINUTE
    assert between(calendar, moment, end) == minutes * MINUTE


@counted
@given(calendars(), moments, moments)
def test_between_is_the_count_of_minutes_between(calendar, a, b):
    worked = worked_minutes(calendar)
    count = max(bisect_left(worked, b) - bisect_left(worked, a), 0)
    assert between(calendar, a, b) == count * MINUTE


@laws
@given(calendars(), moments, moments, moments)
def test_time_passes_once(calendar, one, two, three):
    a, b, c = sorted((one, two, three))
    assert between(calendar, a, b) + between(calendar, b, c) == between(calendar, a, c)


@laws
@given(calendars(), moments, moments)
def test_adding_what_lies_between_comes_back_to_the_same_working_moment(calendar, a, b):
    start, end = sorted((a, b))
    minutes = between(calendar, start, end) // MINUTE
    back = add(calendar, start, Duration(minutes, "menit"))
    assert back <= next_moment(calendar, end)
    assert between(calendar, min(back, end), max(back, end)) == timedelta(0)


UNITS = {"menit": 600, "jam": 30, "hari": 12}
amounts = st.sampled_from(sorted(UNITS)).flatmap(
    lambda unit: st.tuples(st.integers(0, UNITS[unit]), st.integers(0, UNITS[unit]), st.just(unit))
)


@laws
@given(calendars(), moments, moments, amounts)
def test_later_or_longer_never_ends_earlier(calendar, a, b, amount):
    start, later = sorted((a, b))
    less, more, unit = min(amount[:2]), max(amount[:2]), amount[2]
    end = add(calendar, start, Duration(less, unit))
    assert end <= add(calendar, later, Duration(less, unit))
    assert end <= add(calendar, start, Duration(more, unit))


@laws
@given(calendars(), moments, amounts)
def test_parts_of_one_unit_add_up(calendar, moment, amount):
    first, second, unit = amount
    part = add(calendar, moment, Duration(first, unit))
    whole = add(calendar, moment, Duration(first + second, unit))
    assert add(calendar, part, Duration(second, unit)) == whole


@laws
@given(calendars(), moments, amounts)
def test_the_end_lies_inside_office_hours_on_the_offices_own_clock(calendar, moment, amount):
    value, _other, unit = amount
    end = add(calendar, moment, Duration(value, unit))
    assert end.tzinfo == ZoneInfo(calendar.zone)
    assert any(start <= end <= stop for start, stop in calendar.spans(end.date()))


@laws
@given(calendars(), moments, st.integers(1, 12))
def test_n_days_are_n_working_days_after_the_day_of_the_start(calendar, moment, count):
    end = add(calendar, moment, Duration(count, "hari"))
    begin = next_moment(calendar, moment).date()
    after = [begin + timedelta(days=each + 1) for each in range((end.date() - begin).days)]
    assert sum(is_working_day(calendar, day) for day in after) == count
    assert end == calendar.spans(end.date())[-1][1]


@laws
@given(calendars(), moments, amounts, st.sampled_from(sorted(ZONES)))
def test_the_zone_in_which_a_moment_is_told_changes_nothing(calendar, moment, amount, zone):
    duration = Duration(amount[0], amount[2])
    told = moment.astimezone(ZoneInfo(zone))
    assert add(calendar, told, duration) == add(calendar, moment, duration)


@laws
@given(calendars(), moments)
def test_the_next_moment_is_its_own_next_moment(calendar, moment):
    found = next_moment(calendar, moment)
    assert found >= moment
    assert next_moment(calendar, found) == found
    assert between(calendar, moment, found) == timedelta(0)


@laws
@given(calendars(), st.integers(20, DAYS - 1))
def test_the_last_working_day_is_open_and_nothing_is_open_after_it(calendar, number):
    day = FIRST + timedelta(days=number)
    found = last_working_day(calendar, day)
    assert is_working_day(calendar, found)
    gap = range(1, (day - found).days + 1)
    assert not any(is_working_day(calendar, found + timedelta(days=each)) for each in gap)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.key)
def test_a_ready_week_has_the_hours_that_the_regulation_names(preset):
    calendar = WorkCalendar("Asia/Makassar", preset.week)
    monday = datetime(2026, 4, 13, tzinfo=ZoneInfo("Asia/Makassar"))
    worked = between(calendar, monday, monday + timedelta(days=7)) / timedelta(hours=1)
    assert worked == float(preset.hours.replace(",", "."))
    assert worked == (32.5 if preset.is_season else 37.5)


def test_a_day_of_eight_hours_is_not_a_working_day():
    calendar = WorkCalendar("Asia/Makassar", PRESETS["lima-hari"].week)
    monday = datetime(2026, 4, 13, 9, tzinfo=ZoneInfo("Asia/Makassar"))
    ends = [
        add(calendar, monday, Duration(*each)) for each in ((480, "menit"), (8, "jam"), (1, "hari"))
    ]
    tuesday = monday + timedelta(days=1)
    assert ends == [tuesday.replace(minute=30)] * 2 + [tuesday.replace(hour=16)]


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (2027, 2, 28, date(2027, 2, 28)),
        (2028, 2, 28, date(2028, 2, 29)),
        (2028, 2, 29, date(2028, 2, 29)),
        (2027, 2, 29, date(2027, 2, 28)),
        (2028, 2, 27, date(2028, 2, 27)),
        (2027, 4, 31, date(2027, 4, 30)),
        (2027, 3, 31, date(2027, 3, 31)),
    ],
)
def test_a_yearly_date_exists_in_every_year(year, month, day, found):
    assert existing_day(year, month, day) == found
