"""manage.py check_events: whatever was done to the rows behind the product's back is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organization import append_only
from organization.models import Event
from tests.factories.organization import AgencyFactory
from tests.organization.services.test_events import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    found = AgencyFactory(key="dinas-contoh")
    for _ in range(3):
        record(found)
    return found


def tamper(statement: str, *values: object) -> None:
    """What somebody could do who owns the database."""
    with connection.cursor() as cursor:
        for release in append_only.release(connection.vendor, "organization_event"):
            cursor.execute(release)
        cursor.execute(statement, values)


def test_a_whole_chain_is_counted(agency):
    out = StringIO()
    call_command("check_events", stdout=out)
    assert out.getvalue() == "3 kejadian utuh.\n"


def test_an_agency_without_events_is_whole():
    AgencyFactory()
    call_command("check_events", stdout=StringIO())


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE organization_event SET reason = 'lain' WHERE sequence = %s", 2),
        ("DELETE FROM organization_event WHERE sequence = %s", 1),
        ("DELETE FROM organization_event WHERE sequence = %s", 2),
        ("DELETE FROM organization_event WHERE sequence = %s", 3),
    ],
)
def test_a_changed_or_removed_event_is_found(agency, statement, sequence):
    tamper(statement, sequence)
    with pytest.raises(CommandError, match=r"dinas-contoh: kejadian nomor \d"):
        call_command("check_events")


def test_a_chain_removed_as_a_whole_is_found(agency):
    tamper("DELETE FROM organization_event")
    assert not Event.objects.exists()
    with pytest.raises(CommandError, match="dinas-contoh"):
        call_command("check_events")
