"""Watching: the table of a year, what nobody can move, what opens next."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from organization.models import Officeholder, User
from tests.workflow.offices import NOW, open_office
from workflow.models import Task

pytestmark = pytest.mark.django_db
MONITOR = reverse("workflow:monitor")
SCHEDULE = reverse("workflow:schedule")


def text(page) -> str:
    return page.content.decode()


def test_monitor_shows_the_own_agency_with_open_and_overdue_tasks(come):
    office = open_office("dishub")
    open_office("dpmd")
    late = office.task("perintahkan-analis", "kasi-angkutan")
    Task.objects.filter(pk=late.pk).update(due_at=NOW.replace(hour=1))
    page = come(office.user("sekretaris")).get(MONITOR)
    [row] = page.context["page"].rows
    cell = row.cells[0]
    assert (cell.run, cell.open_count, cell.overdue_count) == (office.run, 9, 1)
    assert row.cells[1:] == (None, None, None)
    assert page.context["page"].overdue == (late,)
    assert "Seksi Angkutan" in cell.missing


def test_monitor_shows_all_agencies_of_the_kabupaten_to_its_overseer(come):
    offices = [open_office("dishub"), open_office("dpmd")]
    page = come(User.objects.get(username="inspektur@inspektorat")).get(MONITOR)
    found = {row.document.agency for row in page.context["page"].rows}
    assert found == {each.agency for each in offices}


def test_monitor_lists_what_nobody_can_move(come):
    office = open_office("dishub")
    stuck = office.task("perintahkan-analis", "kasi-angkutan")
    Officeholder.objects.filter(position=office.position("kasi.angkutan")).delete()
    page = come(office.user("sekretaris")).get(MONITOR)
    assert page.context["page"].stuck == (stuck,)
    assert "Tidak ada yang dapat mengerjakan" in text(page)


def test_monitor_lists_what_only_its_authors_could_judge(come):
    office = open_office("dishub", until="serahkan-bahan")
    Officeholder.objects.create(
        user=office.user("kabid.angkutan"),
        position=office.position("analis.angkutan"),
        starts_on=NOW.date(),
        capacity="plh",
    )
    office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    task.assignments.filter(escalated_from__isnull=False).delete()
    page = come(office.user("sekretaris")).get(MONITOR)
    assert page.context["page"].stuck == (task,)


def test_monitor_of_another_year_and_of_nonsense(come):
    office = open_office("dishub")
    browser = come(office.user("sekretaris"))
    assert browser.get(MONITOR, {"tahun": "x"}).context["page"].year == 2026
    assert browser.get(MONITOR, {"tahun": "1999"}).context["page"].year == 2026


def test_monitor_stays_with_the_year_that_runs_until_the_next_has_opened(come, monkeypatch):
    office = open_office("dishub")
    in_january = datetime(2027, 1, 5, 9, tzinfo=ZoneInfo("Asia/Makassar"))
    browser = come(office.user("sekretaris"))
    monkeypatch.setattr("organization.clock.now", lambda: in_january)
    page = browser.get(MONITOR)
    assert (page.context["page"].year, page.context["years"]) == (2026, [2027, 2026])
    assert browser.get(MONITOR, {"tahun": "2027"}).context["page"].year == 2027


def test_monitor_asks_as_often_for_one_agency_as_for_three(come, django_assert_num_queries):
    open_office("dishub")
    browser = come(User.objects.get(username="inspektur@inspektorat"))
    with django_assert_num_queries(11):
        browser.get(MONITOR)
    for key in ("dpmd", "satpolpp"):
        open_office(key)
    with django_assert_num_queries(11):
        browser.get(MONITOR)


def test_schedule_names_the_next_opening_with_its_warnings(come):
    office = open_office("dishub")
    page = come(office.user("sekretaris")).get(SCHEDULE)
    [opening] = page.context["openings"]
    assert opening.period.opens_on.isoformat() == "2026-07-10"
    assert opening.plan.problems == []
    assert "siap dibuka" in text(page)


def test_schedule_tells_what_keeps_a_triwulan_from_opening(come):
    office = open_office("dishub")
    office.run.document.actor_bindings.filter(actor="kasubag-perencanaan").delete()
    page = come(office.user("sekretaris")).get(SCHEDULE)
    assert "belum dikaitkan dengan jabatan" in text(page)
    assert "belum dapat dibuka" in text(page)
