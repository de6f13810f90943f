"""The page of a task's time: who sees which form, what is refused in its place."""

from datetime import date

import pytest
from django.urls import reverse

from tests.workflow.offices import NOW, open_office
from workflow.models import Assignment, DueExtension, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def task(office) -> Task:
    return office.task("perintahkan-analis", "kasi-angkutan")


def url(task: Task, name: str = "time-detail") -> str:
    return reverse(f"workflow:{name}", args=[task.pk])


def test_the_giver_extends_and_everybody_reads_why(come, office, task):
    browser = come(office.user("kabid.angkutan"))
    page = browser.get(url(task))
    assert "Perpanjang batas waktu" in page.content.decode()
    assert "Kapan dilihat lagi" not in page.content.decode()
    sent = browser.post(
        url(task, "time-extend"),
        {"perpanjangan-until": "2026-04-21", "perpanjangan-reason": "Banjir."},
    )
    assert sent.status_code == 302
    row = DueExtension.objects.get()
    assert f"{row.due_at:%Y-%m-%d %H:%M}" == "2026-04-21 08:00"
    for page in (
        browser.get(url(task)),
        come(office.user("analis.angkutan")).get(url(task, "task-detail")),
    ):
        assert "Banjir." in page.content.decode()
        assert "21 Apr 2026, 16.00 WITA" in page.content.decode()
    run = come(office.user("kepala")).get(reverse("workflow:run-detail", args=[office.run.pk]))
    assert "Memperpanjang batas waktu menjadi 21 April 2026, 16.00" in run.content.decode()
    assert "diperpanjang" in run.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-04-12", "bukan hari kerja"),
        ("2026-04-13", "sesudah batas waktu sekarang"),
        ("2028-04-13", "Paling lama satu tahun"),
        ("besok", "Tanggal tidak terbaca"),
        ("", "Belum diisi"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_place(come, office, task, day, words):
    page = come(office.user("kabid.angkutan")).post(
        url(task, "time-extend"), {"perpanjangan-until": day, "perpanjangan-reason": "Banjir."}
    )
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Banjir." in page.content.decode()
    assert not DueExtension.objects.exists()


def test_the_holder_extends_nothing_himself(come, office, task):
    browser = come(office.user("kasi.angkutan"))
    assert browser.get(url(task, "time-extend")).status_code == 302
    refused = browser.post(
        url(task, "time-extend"), {"perpanjangan-until": "2026-04-21", "perpanjangan-reason": "x"}
    )
    assert refused.status_code == 403
    assert "Kepala Bidang" in refused.content.decode()
    assert url(task, "time-extend") not in browser.get(url(task)).content.decode()


def test_the_holder_notes_when_he_looks_again_and_sees_it_in_his_inbox(come, office, task):
    browser = come(office.user("kasi.angkutan"))
    assert browser.post(url(task, "time-follow-up"), {"lihat-on": "2026-04-14"}).status_code == 302
    assert Assignment.objects.get(task=task).follow_up_on == date(2026, 4, 14)
    assert "Dilihat lagi 14 Apr 2026" in browser.get(reverse("workflow:inbox")).content.decode()
    assert "dilihat lagi 14 Apr 2026" in browser.get(url(task, "task-detail")).content.decode()
    assert browser.post(url(task, "time-follow-up"), {"lihat-on": "2026-04-01"}).status_code == 422
    assert browser.post(url(task, "time-follow-up"), {"lihat-on": ""}).status_code == 302
    assert Assignment.objects.get(task=task).follow_up_on is None


def test_a_snooze_lasts_two_weeks_at_most_and_says_why(come, office, task):
    browser = come(office.user("kasi.angkutan"))
    given = {"tunda-until": "2026-04-25", "tunda-reason": "Menunggu BPS."}
    page = browser.post(url(task, "time-snooze"), given)
    assert page.status_code == 422
    assert "14 hari" in page.content.decode()
    assert (
        browser.post(url(task, "time-snooze"), given | {"tunda-until": "2026-04-24"}).status_code
        == 302
    )
    assert "Menunggu BPS." in browser.get(url(task)).content.decode()
    assert Assignment.objects.get(task=task).snoozed_until == date(2026, 4, 24)


def test_a_colleague_reads_and_changes_nothing(come, office, task):
    browser = come(office.user("kasi.manajemen"))
    page = browser.get(url(task))
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    for name in ("time-extend", "time-follow-up", "time-snooze"):
        assert browser.post(url(task, name)).status_code == 403


def test_the_superior_finds_a_prepared_whatsapp_link_without_a_number(come, office, task):
    page = come(office.user("kabid.angkutan")).get(url(task)).content.decode()
    assert 'href="https://wa.me/?text=Yth.%20Kepala%20Seksi' in page
    assert 'rel="noopener noreferrer"' in page


def test_a_finished_task_has_no_forms(come, office, task):
    office.finish(task, now=NOW)
    browser = come(office.user("kabid.angkutan"))
    assert url(task, "time-extend") not in browser.get(url(task)).content.decode()
    assert browser.post(url(task, "time-extend")).status_code == 409
