"""The calendar of an agency: its own hours, seasons and holidays, else the legal default."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from organization.models import Holiday, OfficeHours, WorkWeek
from organization.presets import DEFAULT_WEEK
from organization.queries import calendar_of, calendars_of, legal_dates
from organization.worktime import between
from tests.factories.organization import AgencyFactory

pytestmark = pytest.mark.django_db


def hours(agency, days, starts, ends, *, rest=None, **dates):
    week = WorkWeek.objects.create(agency=agency, name="Pekan", **dates)
    for day in days:
        OfficeHours.objects.create(
            week=week,
            weekday=day,
            starts_at=time(starts),
            ends_at=time(ends),
            break_starts_at=rest and time(rest),
            break_ends_at=rest and time(rest + 1),
        )


def worked(agency, day: date) -> float:
    calendar = calendar_of(agency)
    start = datetime.combine(day, time(0), ZoneInfo(calendar.zone))
    return between(calendar, start, start + timedelta(days=1)) / timedelta(hours=1)


def test_an_agency_that_set_nothing_keeps_the_legal_hours_in_its_zone():
    calendar = calendar_of(AgencyFactory(time_zone="Asia/Jayapura"))
    assert (calendar.zone, calendar.weekly, calendar.seasons) == ("Asia/Jayapura", DEFAULT_WEEK, ())


def test_own_hours_replace_the_whole_week():
    agency = AgencyFactory()
    hours(agency, range(6), 8, 14, rest=12)
    assert [worked(agency, date(2026, 4, day)) for day in range(13, 20)] == [5] * 6 + [0]


def test_a_season_holds_between_its_days_and_no_longer():
    agency = AgencyFactory()
    ramadan = {"starts_on": date(2026, 2, 18), "ends_on": date(2026, 3, 19)}
    hours(agency, range(5), 8, 15, rest=12, **ramadan)
    assert [worked(agency, date(2026, *day)) for day in ((2, 17), (2, 18), (3, 19), (3, 20))] == [
        *(7.5, 6, 6, 7.5)
    ]


def test_hours_without_an_end_hold_on_and_ramadan_stands_out_of_them():
    agency = AgencyFactory()
    hours(agency, range(5), 8, 16, starts_on=date(2026, 2, 1))
    ramadan = {"starts_on": date(2026, 2, 18), "ends_on": date(2026, 3, 19)}
    hours(agency, range(5), 8, 14, **ramadan)
    days = ((1, 30), (2, 2), (2, 18), (3, 20), (12, 1))
    assert [worked(agency, date(2026, *day)) for day in days] == [7.5, 8, 6, 8, 8]


def test_holidays_are_those_of_its_own_government():
    agency, other = AgencyFactory(), AgencyFactory()
    Holiday.objects.create(government=agency.government, day=date(2026, 4, 15), name="Hari jadi")
    assert (worked(agency, date(2026, 4, 15)), worked(other, date(2026, 4, 15))) == (0, 7.5)


def test_a_season_with_a_last_day_stands_out_of_hours_that_began_during_it():
    agency = AgencyFactory()
    hours(agency, range(5), 8, 14, starts_on=date(2026, 2, 18), ends_on=date(2026, 3, 19))
    hours(agency, range(5), 8, 16, starts_on=date(2026, 3, 1))
    days = ((2, 18), (3, 2), (3, 19), (3, 20))
    assert [worked(agency, date(2026, *day)) for day in days] == [6, 6, 6, 8]


def test_a_season_is_a_whole_week_and_closes_the_days_it_does_not_name():
    """Six days a week, five of them in Ramadan: Saturday is closed then."""
    agency = AgencyFactory()
    hours(agency, range(6), 8, 14)
    hours(agency, range(5), 9, 14, starts_on=date(2026, 2, 18), ends_on=date(2026, 3, 19))
    assert [worked(agency, date(2026, *day)) for day in ((2, 14), (2, 21), (3, 21))] == [6, 0, 6]


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_calendars_of_many_agencies_cost_two_queries(django_assert_num_queries, agencies):
    found = [AgencyFactory() for _each in range(agencies)]
    for agency in found:
        hours(agency, range(5), 8, 16)
        Holiday.objects.create(government=agency.government, day=date(2026, 4, 15), name="Libur")
    with django_assert_num_queries(2):
        calendars = calendars_of(found)
    assert calendars == {agency.pk: calendar_of(agency) for agency in found}


def dated(agency, year):
    rows = legal_dates(agency, calendar_of(agency), year)
    return [(row.key, row.day, row.last_working_day) for row in rows]


def test_legal_dates_stand_and_name_the_working_day_before_where_the_office_is_closed():
    """28 February 2026 and 2027 are a Saturday and a Sunday; 31 March 2026 is a Tuesday."""
    agency = AgencyFactory()
    assert dated(agency, 2026) == [
        ("lkjip", date(2026, 2, 28), date(2026, 2, 27)),
        ("lkj", date(2026, 3, 31), None),
    ]
    Holiday.objects.create(government=agency.government, day=date(2027, 2, 26), name="Libur")
    assert dated(agency, 2027)[0] == ("lkjip", date(2027, 2, 28), date(2027, 2, 25))


def test_the_end_of_february_is_the_29th_in_a_leap_year():
    assert dated(AgencyFactory(), 2028)[0] == ("lkjip", date(2028, 2, 29), None)


def test_a_kabupaten_may_set_its_own_reporting_dates():
    agency = AgencyFactory()
    agency.government.lkjip_due_month, agency.government.lkjip_due_day = 1, 31
    agency.government.lkj_due_month, agency.government.lkj_due_day = 1, 15
    assert [(key, day) for key, day, _before in dated(agency, 2028)] == [
        ("lkj", date(2028, 1, 15)),
        ("lkjip", date(2028, 1, 31)),
    ]


def test_a_calendar_costs_two_queries(django_assert_num_queries):
    agency = AgencyFactory()
    hours(agency, range(5), 8, 16)
    with django_assert_num_queries(2):
        calendar_of(agency)
