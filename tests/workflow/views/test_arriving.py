"""In which post somebody acts who holds several of one task."""

import pytest
from django.urls import reverse

from organization.models import Officeholder
from tests.workflow.offices import NOW, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return open_office("dpkp")


@pytest.fixture
def plt(office):
    """The secretary of the team stands in for one of its members as well."""
    return Officeholder.objects.create(
        user=office.user("kasubag.perencanaan"),
        position=office.position("tim.penyusun-1"),
        starts_on=NOW.date(),
        capacity="plt",
    )


def test_the_post_picked_on_the_account_page_holds_on_a_task(come, office, plt):
    task = office.run_until("susun-format")
    browser = come(plt.user)
    browser.post(reverse("organization:term-choose"), {"term": plt.pk})
    assert browser.get(reverse("workflow:task-detail", args=[task.pk])).context["chosen"] == plt.pk
    browser.post(reverse("workflow:task-hand-over", args=[task.pk]), {"note": ""})
    share = task.assignments.get(position=plt.position)
    assert (share.handed_over_by, share.capacity) == (plt.user, "plt")


def test_the_post_picked_on_the_task_wins(come, office, plt):
    task = office.run_until("susun-format")
    own = plt.user.terms.get(capacity="definitif")
    browser = come(plt.user)
    browser.post(reverse("organization:term-choose"), {"term": plt.pk})
    address = reverse("workflow:task-detail", args=[task.pk])
    assert browser.get(address, {"sebagai": own.pk}).context["chosen"] == own.pk


def test_a_picked_post_that_does_not_belong_to_the_task_is_left_aside(come, office, plt):
    task = office.run_until("susun-format")
    other = Officeholder.objects.create(
        user=plt.user, position=office.position("kabid.pangan"), starts_on=NOW.date()
    )
    browser = come(plt.user)
    browser.post(reverse("organization:term-choose"), {"term": other.pk})
    page = browser.get(reverse("workflow:task-detail", args=[task.pk]))
    assert page.context["chosen"] is None
    assert page.context["page"].is_mine


def test_a_stale_page_of_ones_own_says_so(come, office):
    task = office.run_until("susun-format")
    person = office.user("tim.penyusun-1")
    page = reverse("workflow:task-hand-over", args=[task.pk])
    come(person).post(page, {"note": ""})
    again = come(person).post(page, {"note": "Ditulis di halaman yang lama."})
    assert again.status_code == 409
    assert "Anda selesaikan sendiri" in again.content.decode()
    other = come(office.user("tim.penyusun-2")).post(page, {"note": ""})
    assert "orang lain telah menyelesaikan" in other.content.decode()


def test_a_day_that_was_typed_is_kept_as_an_office_writes_it(come, office):
    task = office.task("perintahkan")
    sent = {"instruction": "Kumpulkan.", "sifat": "segera", "due_on": "2026-11-30"}
    page = reverse("workflow:task-assign", args=[task.pk])
    refused = come(office.user("kabid.pangan")).post(page, sent).content.decode()
    assert "30 November 2026" in refused
    assert "2026-11-30" not in refused
