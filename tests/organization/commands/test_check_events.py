"""manage.py check_events: whatever was done to the rows behind the product's back is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organization import append_only
from organization.models import Event, EventChain
from organization.services import event_hash
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


@pytest.mark.parametrize(("sequence", "told"), [(2, 3), (3, 4)])
def test_a_changed_event_with_a_fitting_hash_is_found_by_what_follows(agency, sequence, told):
    """Who knows how hashes are made still leaves the next row, or the end of the chain, behind."""
    event = Event.objects.get(agency=agency, sequence=sequence)
    event.reason = "lain"
    statement = "UPDATE organization_event SET reason = 'lain', hash = %s WHERE sequence = %s"
    tamper(statement, event_hash(event), sequence)
    with pytest.raises(CommandError, match=f"dinas-contoh: kejadian nomor {told}"):
        call_command("check_events")


def test_a_chain_removed_as_a_whole_is_found(agency):
    tamper("DELETE FROM organization_event")
    assert not Event.objects.exists()
    with pytest.raises(CommandError, match="dinas-contoh"):
        call_command("check_events")


def test_an_end_cut_off_with_the_row_of_its_chain_is_found_by_what_was_kept_elsewhere(
    agency, tmp_path
):
    """Nothing inside the database can tell that the last event ever was."""
    kept = tmp_path / "ujung.txt"
    call_command("check_events", save=kept, stdout=StringIO())
    tamper("DELETE FROM organization_event WHERE sequence = %s", 3)
    second = Event.objects.get(agency=agency, sequence=2)
    EventChain.objects.update(sequence=2, last_hash=second.hash)
    call_command("check_events", stdout=StringIO())
    with pytest.raises(CommandError, match=r"dinas-contoh: kejadian nomor 3 pada ujung\.txt"):
        call_command("check_events", against=kept)


def test_a_chain_that_only_grew_still_holds_its_earlier_end(agency, tmp_path):
    kept = tmp_path / "ujung.txt"
    call_command("check_events", save=kept, stdout=StringIO())
    record(agency)
    out = StringIO()
    call_command("check_events", against=kept, stdout=out)
    assert out.getvalue() == "4 kejadian utuh.\n"


def test_an_unreadable_file_of_ends_is_said(agency, tmp_path):
    (tmp_path / "lain.txt").write_text("bukan ujung rantai", encoding="utf-8")
    for name in ("lain.txt", "tidak-ada.txt"):
        with pytest.raises(CommandError, match="bukan berkas ujung rantai"):
            call_command("check_events", against=tmp_path / name)
