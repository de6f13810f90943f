"""The calendar of an agency: its own hours, seasons and holidays, else the legal default."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from organization.models import Holiday, OfficeHours
from organization.queries import DEFAULT_WEEK, calendar_of
from organization.worktime import between
from tests.factories.organization import AgencyFactory

pytestmark = pytest.mark.django_db


def hours(agency, days, starts, ends, *, rest=None, **dates):
    for day in days:
        OfficeHours.objects.create(
            agency=agency,
            weekday=day,
            starts_at=time(starts),
            ends_at=time(ends),
            break_starts_at=rest and time(rest),
            break_ends_at=rest and time(rest + 1),
            **dates,
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
    ramadan = {"valid_from": date(2026, 2, 18), "valid_to": date(2026, 3, 19)}
    hours(agency, range(5), 8, 15, rest=12, **ramadan)
    assert [worked(agency, date(2026, *day)) for day in ((2, 17), (2, 18), (3, 19), (3, 20))] == [
        *(7.5, 6, 6, 7.5)
    ]


def test_hours_without_an_end_hold_on_and_ramadan_stands_out_of_them():
    agency = AgencyFactory()
    hours(agency, range(5), 8, 16, valid_from=date(2026, 2, 1))
    ramadan = {"valid_from": date(2026, 2, 18), "valid_to": date(2026, 3, 19)}
    hours(agency, range(5), 8, 14, **ramadan)
    days = ((1, 30), (2, 2), (2, 18), (3, 20), (12, 1))
    assert [worked(agency, date(2026, *day)) for day in days] == [7.5, 8, 6, 8, 8]


def test_holidays_are_those_of_its_own_government():
    agency, other = AgencyFactory(), AgencyFactory()
    Holiday.objects.create(government=agency.government, day=date(2026, 4, 15), name="Hari jadi")
    assert (worked(agency, date(2026, 4, 15)), worked(other, date(2026, 4, 15))) == (0, 7.5)


def test_a_calendar_costs_two_queries(django_assert_num_queries):
    agency = AgencyFactory()
    hours(agency, range(5), 8, 16)
    with django_assert_num_queries(2):
        calendar_of(agency)
