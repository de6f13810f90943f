"""An absent official never stops the work: his tasks rise, or his Plh finds them."""

from datetime import date, timedelta

import pytest

from organization.access import NotTheHolder, OwnFigures, held_positions
from organization.models import Event, Officeholder
from organization.services import grant_leave
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.access import acting_on

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def office():
    return open_office("dishub")


def away(office, key, substitute=None):
    term = office.user(key).terms.get(position=office.position(key))
    grant_leave(
        term=term, starts_on=TODAY, ends_on=date(2026, 4, 17), substitute=substitute, now=NOW
    )


def test_without_a_plh_the_task_rises_to_the_superior_with_an_event(office):
    task = office.task("perintahkan-analis", "kasi-angkutan")
    away(office, "kasi.angkutan")
    assert services.escalate_vacant(now=NOW) == [task]
    assert acting_on(
        held_positions(office.user("kabid.angkutan"), TODAY), task
    ).position == office.position("kabid.angkutan")
    with pytest.raises(NotTheHolder):
        acting_on(held_positions(office.user("kasi.angkutan"), TODAY), task)
    event = Event.objects.get(action="task.escalated")
    assert event.data["from"] == office.position("kasi.angkutan").name
    assert services.escalate_vacant(now=NOW) == []


def test_a_plh_finds_the_task_and_it_does_not_rise(office):
    task = office.task("perintahkan-analis", "kasi-angkutan")
    substitute = office.user("kasi.manajemen")
    away(office, "kasi.angkutan", substitute)
    assert services.escalate_vacant(now=NOW) == []
    assert acting_on(held_positions(substitute, TODAY), task).capacity == "plh"


def test_a_plh_who_wrote_the_figures_does_not_approve_them(office):
    """The analyst writes, then stands in for the Kabid who has to check them."""
    analyst = office.user("analis.angkutan")
    office.run_until("periksa")
    away(office, "kabid.angkutan", analyst)
    task = office.task("periksa", "bidang-angkutan")
    (term,) = [t for t in held_positions(analyst, TODAY) if t.capacity == "plh"]
    acting = acting_on(held_positions(analyst, TODAY), task)
    assert acting.officeholder == term
    with pytest.raises(OwnFigures):
        services.approve(task=task, acting=acting, now=NOW)


@pytest.mark.parametrize("capacity", ["plh", "definitif"])
def test_who_made_the_report_does_not_check_it_as_plh(office, capacity):
    """The Kasi made the lane's report of others' figures; holding the post for good, he may."""
    maker, post = office.user("kasi.angkutan"), office.position("kabid.angkutan")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    if capacity == "plh":
        away(office, "kabid.angkutan", maker)
    else:
        post.terms.update(ends_on=TODAY - timedelta(days=1))
        Officeholder.objects.create(user=maker, position=post, starts_on=TODAY)
    acting = acting_on(held_positions(maker, TODAY), task)
    if capacity == "definitif":
        services.approve(task=task, acting=acting, now=NOW)
        return
    with pytest.raises(OwnFigures):
        services.approve(task=task, acting=acting, now=NOW)
    assert services.escalate_vacant(now=NOW) == [task]
    (superior,) = task.assignments.exclude(position=post)
    assert superior.position == post.superior
