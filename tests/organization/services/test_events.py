"""The event log: one order per agency, and nothing is changed or removed."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from organization import append_only
from organization.models import Event
from organization.services import record_event
from tests.factories.organization import AgencyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)


def record(agency, action="contoh.terjadi"):
    return record_event(
        agency=agency, subject_type="run", subject_id=1, action=action, at=NOW, data={"n": 1}
    )


def test_events_of_an_agency_form_a_chain_of_their_own():
    agency, other = AgencyFactory(), AgencyFactory()
    first, foreign, second = record(agency), record(other), record(agency)
    assert (first.sequence, second.sequence, foreign.sequence) == (1, 2, 1)
    assert second.previous_hash == first.hash
    assert foreign.previous_hash == ""


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(action="lain"), lambda rows: rows.delete()]
)
def test_the_database_refuses_to_change_or_remove_an_event(change):
    event = record(AgencyFactory())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(Event.objects.filter(pk=event.pk))
    assert Event.objects.get(pk=event.pk).action == "contoh.terjadi"


def test_check_events_finds_one_changed_row(capsys):
    agency = AgencyFactory()
    record(agency)
    changed = record(agency)
    call_command("check_events")
    with connection.cursor() as cursor:
        for statement in append_only.release(connection.vendor, "organization_event"):
            cursor.execute(statement)
        cursor.execute("UPDATE organization_event SET action = 'lain' WHERE id = %s", [changed.pk])
    with pytest.raises(CommandError, match=f"{agency.key}.*2"):
        call_command("check_events")
