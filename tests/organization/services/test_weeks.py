"""Office hours are written as whole weeks, in nobody's way, and with their event."""

from datetime import UTC, date, datetime, time

import pytest

from organization.models import Event, OfficeHours, WorkWeek
from organization.services import DayHours, WeekRefused, WeekText, remove_week, save_week
from tests.factories.organization import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 1, 1, tzinfo=UTC)
MORNING = DayHours(time(8), time(12))
WHOLE = DayHours(time(8), time(15), time(12), time(12, 30))


def text(name="Ramadan", starts_on=None, ends_on=None, days=(0, 1, 2, 3)) -> WeekText:
    hours = dict.fromkeys(days, WHOLE)
    return WeekText(name, "Edaran Bupati", starts_on, ends_on, hours)


def save(agency, *args, week=None, **kwargs) -> WorkWeek:
    user = UserFactory()
    return save_week(agency=agency, text=text(*args, **kwargs), by=user, now=NOW, week=week)


def test_a_week_is_written_whole_and_recorded_before_and_after():
    agency = AgencyFactory()
    week = save(agency, "Ramadan", date(2026, 2, 19), date(2026, 3, 20))
    save(agency, "Ramadan 1447 H", date(2026, 2, 19), date(2026, 3, 19), days=(0, 1, 2), week=week)
    assert list(OfficeHours.objects.values_list("week", "weekday", "break_ends_at")) == [
        (week.pk, day, time(12, 30)) for day in (0, 1, 2)
    ]
    first, second = Event.objects.filter(action="hours.saved").order_by("sequence")
    assert first.data["before"] == {}
    assert second.data["before"] == first.data["after"]
    assert second.data["after"] == {
        "name": "Ramadan 1447 H",
        "basis": "Edaran Bupati",
        "from": "2026-02-19",
        "to": "2026-03-19",
        "hours": {day: ["08.00", "12.00", "12.30", "15.00"] for day in "012"},
    }


def test_saving_what_is_there_records_nothing():
    agency = AgencyFactory()
    week = save(agency)
    save(agency, week=week)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (None, None),
        (date(2026, 3, 20), date(2026, 4, 1)),
        (date(2026, 1, 1), date(2026, 2, 19)),
        (date(2026, 3, 1), date(2026, 3, 2)),
        (date(2026, 2, 19), None),
    ],
)
def test_two_weeks_never_hold_for_the_same_days(starts_on, ends_on):
    agency = AgencyFactory()
    save(agency, "Biasa")
    save(agency, "Ramadan", date(2026, 2, 19), date(2026, 3, 20))
    with pytest.raises(WeekRefused) as refusal:
        save(agency, "Lain", starts_on, ends_on)
    assert "bertumpang" in refusal.value.sentence
    assert [week.name for week in agency.work_weeks.all()] == ["Biasa", "Ramadan"]


def test_seasons_side_by_side_and_hours_that_hold_on_are_no_clash():
    agency = AgencyFactory()
    save(agency, "Ramadan", date(2026, 2, 19), date(2026, 3, 20))
    save(agency, "Sesudahnya", date(2026, 3, 21), date(2026, 4, 1))
    save(agency, "Seterusnya", date(2026, 3, 1))
    save(AgencyFactory(), "Ramadan", date(2026, 2, 19), date(2026, 3, 20))
    assert agency.work_weeks.count() == 3


def test_a_week_without_a_working_day_is_refused_and_changes_nothing():
    agency = AgencyFactory()
    week = save(agency)
    with pytest.raises(WeekRefused):
        save(agency, days=(), week=week)
    assert week.hours.count() == 4


@pytest.mark.parametrize(
    ("dates", "ends_at", "found", "least"),
    [
        ((None, None), time(8, 1), "0,07", "18,75"),
        ((None, None), time(12, 41), "18,73", "18,75"),
        ((date(2026, 3, 1), None), time(12, 3), "16,2", "18,75"),
        ((date(2026, 2, 19), date(2026, 3, 20)), time(12, 3), "16,2", "16,25"),
    ],
)
def test_a_week_of_less_than_half_the_legal_hours_is_refused(dates, ends_at, found, least):
    """Perpres 21/2023: 37.5 hours, 32.5 in Ramadan, which alone is a season with a last day."""
    agency = AgencyFactory()
    days = dict.fromkeys(range(4), DayHours(time(8), ends_at))
    week = WeekText("Pendek", "Edaran Bupati", *dates, days)
    with pytest.raises(WeekRefused) as refusal:
        save_week(agency=agency, text=week, by=UserFactory(), now=NOW)
    assert f"hanya {found} jam" in refusal.value.sentence
    assert f"separuhnya ({least} jam)" in refusal.value.sentence
    assert not agency.work_weeks.exists()


def test_a_week_of_half_the_legal_hours_is_a_week():
    agency = AgencyFactory()
    days = {day: DayHours(time(8), time(11, 45)) for day in range(5)}
    save_week(
        agency=agency,
        text=WeekText("Paruh waktu", "Edaran Bupati", None, None, days),
        by=UserFactory(),
        now=NOW,
    )
    assert agency.work_weeks.count() == 1


def test_a_removed_week_is_recorded_once():
    agency = AgencyFactory()
    week = save(agency)
    user = UserFactory()
    assert remove_week(week=WorkWeek.objects.get(), by=user, now=NOW)
    assert not remove_week(week=week, by=user, now=NOW)
    event = Event.objects.get(action="hours.removed")
    assert (event.user, event.data["before"]["name"]) == (user, "Ramadan")
