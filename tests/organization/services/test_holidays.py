"""The holiday table is seeded once and then belongs to the office."""

from datetime import date

import pytest

from organization.models import Holiday
from organization.services import load_holidays
from tests.factories.organization import GovernmentFactory

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
