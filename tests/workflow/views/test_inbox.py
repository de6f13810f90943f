"""The first page: tasks by urgency, disposisi, what is waited for; a constant number of queries."""

import pytest
from django.urls import reverse

from organization.models import Officeholder, User
from tests.workflow.offices import NOW, open_more, open_office
from workflow.models import Notice, Task

pytestmark = pytest.mark.django_db
INBOX = reverse("workflow:inbox")


def test_inbox_shows_a_task_with_its_one_button(come):
    office = open_office("dishub")
    page = come(office.user("kasi.angkutan")).get(INBOX)
    task = office.task("perintahkan-analis", "kasi-angkutan")
    assert page.status_code == 200
    assert [row.task for row in page.context["inbox"].today] == []
    assert [row.task for row in page.context["inbox"].later] == [task]
    assert page.content.decode().count("Kirim disposisi</a>") == 1


def test_inbox_says_that_an_order_of_the_clock_waits_for_the_paraf(come):
    office = open_office("dishub")
    page = come(office.user("kabid.angkutan")).get(INBOX)
    assert page.context["inbox"].parafs == (office.task("tugaskan", "bidang-angkutan"),)
    assert "menunggu paraf Anda" in page.content.decode()


def test_inbox_of_a_recipient_lists_the_unread_disposisi(come):
    office = open_office("dishub")
    page = come(office.user("kasi.angkutan")).get(INBOX)
    [receipt] = page.context["inbox"].receipts
    assert receipt.position == office.position("kasi.angkutan")


def test_inbox_sorts_by_urgency(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    browser = come(office.user("kasi.angkutan"))
    Task.objects.filter(pk=task.pk).update(due_at=NOW.replace(hour=1))
    assert [row.task for row in browser.get(INBOX).context["inbox"].overdue] == [task]
    Task.objects.filter(pk=task.pk).update(due_at=NOW.replace(hour=8))
    assert [row.task for row in browser.get(INBOX).context["inbox"].today] == [task]


def test_inbox_says_what_is_waited_for_but_not_what_others_wait_for(come):
    office = open_office("dishub")
    page = come(office.user("kasubag.perencanaan")).get(INBOX)
    waiting = {task.step.key for task in page.context["inbox"].waiting}
    assert waiting == {"perintahkan-analis"}
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    page = come(office.user("analis.angkutan")).get(INBOX)
    assert page.context["inbox"].waiting == ()


def test_inbox_tells_why_a_task_came_back(come):
    office = open_office("dishub", until="periksa")
    give_back(office, "Angka tidak sama dengan lampiran.")
    page = come(office.user("kasi.angkutan")).get(INBOX)
    assert "Angka tidak sama dengan lampiran." in page.content.decode()
    assert len(page.context["inbox"].returned) == 1


def test_inbox_shows_runs_of_other_agencies_to_the_overseer_only(come):
    office = open_office("dishub")
    overseer = User.objects.get(username="inspektur@inspektorat")
    stranger = User.objects.get(username="kepala@dpmd")
    assert list(come(overseer).get(INBOX).context["inbox"].runs) == [office.run]
    assert list(come(stranger).get(INBOX).context["inbox"].runs) == []


def test_inbox_of_somebody_without_a_post_is_empty(come):
    open_office("dishub")
    nobody = User.objects.create(username="tamu", name="Tamu")
    page = come(nobody).get(INBOX)
    assert page.context["inbox"].count == 0
    assert "Tidak ada tugas" in page.content.decode()


def test_inbox_shows_notices_until_they_are_read(come):
    office = open_office("dishub")
    user = office.user("kepala")
    Notice.objects.create(
        user=user, kind=Notice.Kind.STUCK, key="k", run=office.run, created_at=NOW
    )
    browser = come(user)
    assert "Tidak ada pejabat" in browser.get(INBOX).content.decode()
    assert browser.post(reverse("workflow:notice-read")).status_code == 302
    assert "Tidak ada pejabat" not in browser.get(INBOX).content.decode()


@pytest.mark.parametrize("posts", [1, 3])
def test_inbox_asks_the_database_as_often_for_one_task_as_for_three(
    come, django_assert_num_queries, posts
):
    office = open_office("dishub", until="periksa")
    give_back(office, "Perbaiki.")
    user = office.user("kasi.angkutan")
    for key in ("kasi.manajemen", "kasi.keselamatan")[: posts - 1]:
        give_back(office, "Perbaiki.", lane=key.replace(".", "-"))
        Officeholder.objects.create(
            user=user, position=office.position(key), starts_on=NOW.date(), capacity="plt"
        )
    browser = come(user)
    with django_assert_num_queries(16):
        page = browser.get(INBOX)
    assert page.context["inbox"].count == posts


def give_back(office, reason: str, lane: str = "kasi-angkutan") -> None:
    from workflow import services  # noqa: PLC0415 - only this helper moves anything

    parent = office.lane(lane).parent
    task = office.task("periksa", parent.key)
    row = office.run.run_indicators.filter(lane__key=lane).first()
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane(lane)],
        reasons={row.pk: reason},
        reason=reason,
        now=NOW,
    )


def test_inbox_lists_the_oldest_that_is_waited_for_first_and_folds_the_rest(come):
    office = open_office("dishub")
    late = office.task("perintahkan-analis", "kasi-angkutan")
    Task.objects.filter(pk=late.pk).update(opened_at=NOW.replace(day=1))
    browser = come(office.user("kasubag.perencanaan"))
    page = browser.get(INBOX)
    assert page.context["inbox"].waiting[0] == late
    assert "<details>" not in page.content.decode().partition("yang-ditunggu")[2]
    open_more(office, 4)
    page = browser.get(INBOX)
    waiting = page.context["inbox"].waiting
    listed = page.content.decode().partition("yang-ditunggu")[2]
    assert len(waiting) > 5
    assert f"{len(waiting) - 5} lagi" in listed
    assert all(reverse("workflow:task-detail", args=[task.pk]) in listed for task in waiting)
