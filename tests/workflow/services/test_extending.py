"""Moving one due time: by whom, with what on record, and that nothing computed loses it."""

from datetime import timedelta

import pytest

from organization.access import NotTheHolder
from organization.models import Event
from tests.workflow.offices import NOW, open_office
from workflow.access import AlreadyMoved, NotLater, ReasonMissing, extending_as
from workflow.models import DueExtension, Notice, Task
from workflow.queries.giving import givers_of
from workflow.queries.ground import ground_of
from workflow.services import extend_due

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=11)


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def task(office) -> Task:
    return office.task("perintahkan-analis", "kasi-angkutan")


def acting(office, task, key):
    return extending_as(office.user(key), task, givers_of(task), NOW.date())


def test_who_gave_it_and_his_superior_may_extend_and_nobody_else(office, task):
    assert [each.key for each in givers_of(task)] == ["kabid.angkutan", "kepala"]
    assert acting(office, task, "kabid.angkutan").position == office.position("kabid.angkutan")
    assert acting(office, task, "kepala").position == office.position("kepala")
    for key in ("kasi.angkutan", "analis.angkutan", "sekretaris", "kabid.lalu-lintas"):
        with pytest.raises(NotTheHolder):
            acting(office, task, key)


def test_what_came_from_beneath_is_extended_by_the_superior(office):
    task = office.run_until("periksa")
    own = task.assignments.get().position
    assert [each.key for each in givers_of(task)] == [own.superior.key]


def test_an_extension_is_a_row_an_event_and_a_notice(office, task):
    before = task.due_at
    extend_due(
        task=task,
        acting=acting(office, task, "kabid.angkutan"),
        due_at=LATER,
        reason=" Banjir di tiga kecamatan. ",
        now=NOW,
    )
    row = DueExtension.objects.get()
    assert (row.due_before, row.due_at, row.reason) == (before, LATER, "Banjir di tiga kecamatan.")
    task.refresh_from_db()
    assert (task.due_at, task.extended_to) == (LATER, LATER)
    event = Event.objects.get(action="task.extended")
    assert (event.reason, event.position) == (row.reason, office.position("kabid.angkutan"))
    told = Notice.objects.get(kind=Notice.Kind.EXTENDED)
    assert told.user == office.user("kasi.angkutan")


@pytest.mark.parametrize(
    ("moment", "reason", "refusal"),
    [
        (LATER, " ", ReasonMissing),
        (NOW, "Alasan.", NotLater),
        (NOW - timedelta(days=1), "Alasan.", NotLater),
    ],
)
def test_an_extension_needs_a_reason_and_a_later_moment(office, task, moment, reason, refusal):
    with pytest.raises(refusal):
        extend_due(
            task=task,
            acting=acting(office, task, "kepala"),
            due_at=moment,
            reason=reason,
            now=NOW,
        )
    assert not DueExtension.objects.exists()


def test_a_finished_task_is_not_extended(office, task):
    who = acting(office, task, "kepala")
    office.finish(task)
    with pytest.raises(AlreadyMoved):
        extend_due(task=task, acting=who, due_at=LATER, reason="Alasan.", now=NOW)


def test_two_who_extend_at_once_do_not_overwrite_each_other(office, task):
    who = acting(office, task, "kepala")
    other = Task.objects.get(pk=task.pk)
    extend_due(task=task, acting=who, due_at=LATER, reason="Satu.", now=NOW)
    with pytest.raises(AlreadyMoved):
        extend_due(task=other, acting=who, due_at=LATER + timedelta(days=1), reason="Dua.", now=NOW)
    assert DueExtension.objects.count() == 1


def test_a_task_that_waits_and_opens_anew_keeps_the_time_it_was_given(office):
    """A join whose lane was given back opens again with a computed time; the later one holds."""
    task = office.run_until("periksa")
    Task.objects.filter(pk=task.pk).update(extended_to=LATER + timedelta(days=300))
    from workflow.services.applying import _change  # noqa: PLC0415 - the one place that computes

    again = Task.objects.get(pk=task.pk)
    _change(ground_of(again.run), again, "menunggu", NOW)
    assert again.due_at is None
    _change(ground_of(again.run), again, "terbuka", NOW)
    assert again.due_at == LATER + timedelta(days=300)
