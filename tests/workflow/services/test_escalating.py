"""Vacant posts, a head's draft that lies, and who is told when nobody can."""

from datetime import timedelta

import pytest

from organization.access import Acting
from organization.models import Event, Officeholder, User
from tests.workflow.offices import NOW, open_more, open_office
from workflow.models import DisposisiHop, Notice
from workflow.services import HopText, assign, escalate_vacant, lend_to_deputy

pytestmark = pytest.mark.django_db
MONDAY = NOW + timedelta(days=3)


def test_a_vacant_post_rises_to_the_superior_once():
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    Officeholder.objects.filter(position=office.position("kasi.angkutan")).delete()
    assert escalate_vacant(now=NOW) == [task]
    assert escalate_vacant(now=NOW) == []
    risen = task.assignments.get(escalated_from__isnull=False)
    assert risen.position == office.position("kabid.angkutan")


def test_where_no_superior_can_the_head_and_the_administrator_are_told_once():
    office = open_office("dishub")
    administrator = User.objects.create(username="admin", name="Admin", is_staff=True)
    gone = ("kasi.angkutan", "kabid.angkutan", "kepala")
    Officeholder.objects.filter(position__in=[office.position(key) for key in gone]).delete()
    escalate_vacant(now=NOW)
    escalate_vacant(now=NOW + timedelta(days=1))
    told = Notice.objects.filter(kind=Notice.Kind.STUCK, user=administrator)
    assert {notice.task.lane.key for notice in told} == {"bidang-angkutan", "kasi-angkutan"}


def test_the_secretary_may_send_a_heads_draft_after_a_working_day():
    office = open_office("satpolpp")
    task = office.task("tugaskan-sekretaris")
    assert lend_to_deputy(now=NOW + timedelta(hours=3)) == []
    assert lend_to_deputy(now=MONDAY + timedelta(hours=8)) == [task]
    assert lend_to_deputy(now=MONDAY + timedelta(hours=9)) == []
    assert Event.objects.filter(action="task.lent").count() == 1
    share = task.assignments.get(position=office.position("sekretaris"))
    acting = Acting.under(share.position.terms.get())
    assign(task=task, acting=acting, text=HopText("Atas nama."), now=MONDAY + timedelta(hours=9))
    hop = DisposisiHop.objects.get(task=task)
    assert (hop.on_behalf, hop.sender) == (True, office.position("kasat"))


def test_an_order_of_the_clock_is_nobodys_draft():
    open_office("dishub")
    assert lend_to_deputy(now=NOW + timedelta(days=30)) == []


@pytest.mark.parametrize("runs", [3, 9])
def test_many_runs_are_looked_at_in_as_many_queries_as_few(runs, django_assert_num_queries):
    office = open_office("satpolpp")
    open_more(office, runs)
    with django_assert_num_queries(4):
        assert escalate_vacant(now=NOW) == []
    with django_assert_num_queries(4):
        assert lend_to_deputy(now=NOW) == []


@pytest.mark.parametrize("runs", [3, 9])
def test_tasks_that_stay_stuck_cost_nothing_per_task(runs, django_assert_num_queries):
    office = open_office("satpolpp")
    open_more(office, runs)
    User.objects.create(username="admin", name="Admin", is_staff=True)
    Officeholder.objects.filter(position__agency=office.agency).delete()
    assert escalate_vacant(now=NOW) == []
    assert Notice.objects.filter(kind=Notice.Kind.STUCK).count() == runs
    with django_assert_num_queries(7):
        assert escalate_vacant(now=NOW) == []
