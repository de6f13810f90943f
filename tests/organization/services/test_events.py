"""The event log: one order per agency, and nothing is changed or removed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from organization.models import Agency, Event, EventChain
from organization.services import event_hash, record_event
from tests.factories.organization import AgencyFactory, UserFactory

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


def read_with_its_chain(agency):
    return Agency.objects.select_related("event_chain").get(pk=agency.pk)


def test_a_chain_read_with_its_agency_is_followed_without_asking_again(
    django_assert_num_queries,
):
    first = record(AgencyFactory())
    agency = read_with_its_chain(first.agency)
    for _each in range(2):
        with django_assert_num_queries(2):
            last = record(agency)
    assert [event.previous_hash for event in Event.objects.order_by("sequence")[1:]] == [
        first.hash,
        Event.objects.get(sequence=2).hash,
    ]
    assert EventChain.objects.get().last_hash == last.hash


def test_a_chain_that_went_on_since_it_was_read_is_followed_to_its_end():
    first = record(AgencyFactory())
    agency = read_with_its_chain(first.agency)
    faster = record(first.agency)
    late = record(agency)
    assert (late.sequence, late.previous_hash) == (3, faster.hash)


def test_an_event_that_was_undone_leaves_no_trace_in_the_chain():
    first = record(AgencyFactory())
    agency = read_with_its_chain(first.agency)
    with transaction.atomic():
        record(agency)
        transaction.set_rollback(True)
    other = record(first.agency, action="contoh.lain")
    late = record(agency)
    assert (late.sequence, late.previous_hash) == (3, other.hash)


def test_an_act_without_a_post_names_its_person():
    user = UserFactory()
    event = record_event(
        agency=AgencyFactory(), subject_type="x", subject_id=1, action="x", at=NOW, user=user
    )
    assert (event.user, event.officeholder, event.capacity) == (user, None, "")
    assert event.hash == event_hash(Event.objects.get(pk=event.pk))


def test_an_act_under_a_post_keeps_person_post_and_capacity(cast):
    acting = cast.acting(cast.plt_kabid)
    event = record_event(
        agency=cast.agency, subject_type="x", subject_id=1, action="x", at=NOW, acting=acting
    )
    assert (event.user, event.position, event.capacity) == (
        cast.plt_kabid,
        cast.position("kabid-dua"),
        "plt",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the test's SQLite lives in one process's memory"
)
@pytest.mark.parametrize("read", [lambda agency: agency, read_with_its_chain])
def test_events_written_at_once_stand_in_one_order(read):
    first = record(AgencyFactory())
    start = Barrier(3)

    def write(person):
        agency = read(first.agency)
        start.wait(timeout=10)
        for turn in range(5):
            with transaction.atomic():
                record(agency)
                # one of them takes every other event back
                transaction.set_rollback(person == 0 and turn % 2 == 0)
        connection.close()

    with ThreadPoolExecutor(3) as people:
        list(people.map(write, range(3)))
    events = list(Event.objects.filter(agency=first.agency).order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, 14))
    assert [event.previous_hash for event in events] == ["", *(each.hash for each in events[:-1])]
    assert EventChain.objects.get().last_hash == events[-1].hash
