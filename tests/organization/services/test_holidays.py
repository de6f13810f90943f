"""The holiday table is seeded once and then belongs to the office."""

from datetime import UTC, date, datetime

import pytest

from organization.models import Event, Holiday
from organization.services import (
    HolidayEntry,
    ImportedHolidays,
    import_holidays,
    load_holidays,
)
from tests.factories.organization import AgencyFactory, GovernmentFactory, UserFactory

pytestmark = pytest.mark.django_db
#: SKB 3 Menteri 1497/2025, 2/2025, 5/2025 and Keppres 42/2025.
SHARED_2026 = {(2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)}
NATIONAL_2026 = {
    *((1, 1), (1, 16), (2, 17), (3, 19), (3, 21), (3, 22), (4, 3), (4, 5)),
    *((5, 1), (5, 14), (5, 27), (5, 31), (6, 1), (6, 16), (8, 17), (8, 25), (12, 25)),
}


def days(kind: str) -> set[tuple[int, int]]:
    rows = Holiday.objects.filter(kind=kind).values_list("day", flat=True)
    return {(day.month, day.day) for day in rows}


def test_2026_has_the_days_of_the_joint_decree():
    assert load_holidays(government=GovernmentFactory(), years=[2026]) == 25
    assert days(Holiday.Kind.NATIONAL) == NATIONAL_2026
    assert days(Holiday.Kind.SHARED_LEAVE) == SHARED_2026


def test_seeding_again_adds_nothing_and_leaves_what_the_office_wrote():
    government = GovernmentFactory()
    Holiday.objects.create(
        government=government, day=date(2026, 1, 1), name="Diubah", kind=Holiday.Kind.LOCAL
    )
    assert load_holidays(government=government, years=[2026]) == 24
    assert load_holidays(government=government, years=[2026]) == 0
    assert Holiday.objects.get(day=date(2026, 1, 1)).name == "Diubah"


def test_each_government_has_its_own_table():
    first, second = GovernmentFactory(), GovernmentFactory()
    load_holidays(government=first, years=[2026])
    assert not second.holidays.exists()


NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)


def entry(day: date, name: str = "Cuti bersama Idul Fitri") -> HolidayEntry:
    return HolidayEntry(day, name, Holiday.Kind.SHARED_LEAVE, "Keppres 42/2025")


def import_into(government, *entries, replaces_years=False) -> ImportedHolidays:
    return import_holidays(
        government=government,
        entries=entries,
        replaces_years=replaces_years,
        file="skb.xlsx",
        by=UserFactory(),
        now=NOW,
    )


def table(government) -> list[tuple[date, str]]:
    return list(government.holidays.order_by("day").values_list("day", "name"))


def test_an_import_adds_and_corrects_and_leaves_the_other_days():
    government = GovernmentFactory()
    for day in (date(2026, 3, 20), date(2026, 5, 1), date(2027, 1, 1)):
        Holiday.objects.create(government=government, day=day, name="Lama", basis="SKB lama")
    done = import_into(government, entry(date(2026, 3, 20)), entry(date(2026, 3, 23)))
    assert done == ImportedHolidays(created=1, changed=1, removed=0)
    assert table(government) == [
        (date(2026, 3, 20), "Cuti bersama Idul Fitri"),
        (date(2026, 3, 23), "Cuti bersama Idul Fitri"),
        (date(2026, 5, 1), "Lama"),
        (date(2027, 1, 1), "Lama"),
    ]
    bases = government.holidays.filter(day__month=3).values_list("basis", flat=True)
    assert set(bases) == {"Keppres 42/2025"}


def test_a_list_that_stands_for_its_years_removes_what_it_leaves_out_there_only():
    government, other = GovernmentFactory(), GovernmentFactory()
    for owner in (government, other):
        for day in (date(2025, 5, 1), date(2026, 5, 1), date(2027, 1, 1)):
            Holiday.objects.create(government=owner, day=day, name="Lama")
    done = import_into(government, entry(date(2026, 3, 20)), replaces_years=True)
    assert done == ImportedHolidays(created=1, changed=0, removed=1)
    assert [day for day, _name in table(government)] == [
        *(date(2025, 5, 1), date(2026, 3, 20), date(2027, 1, 1)),
    ]
    assert other.holidays.count() == 3


def test_every_agency_is_told_once_and_the_same_list_again_changes_nothing():
    government = GovernmentFactory()
    agencies = [AgencyFactory(government=government) for _each in range(2)]
    AgencyFactory()
    import_into(government, entry(date(2026, 3, 20)))
    again = import_into(government, entry(date(2026, 3, 20)))
    assert again == ImportedHolidays(0, 0, 0)
    events = Event.objects.filter(action="holidays.imported").order_by("agency")
    assert [each.agency for each in events] == agencies
    assert events[0].data == {
        "file": "skb.xlsx",
        "created": ["2026-03-20"],
        "changed": [],
        "removed": [],
    }
