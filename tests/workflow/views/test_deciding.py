"""Approving and returning: about the figures that were shown, with a reason, lane by lane."""

import pytest
from django.urls import reverse

from organization.models import Officeholder
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.models import Return, RunIndicator, Task

pytestmark = pytest.mark.django_db


def url(name: str, task: Task, *more: int) -> str:
    return reverse(f"workflow:{name}", args=[task.pk, *more])


def text(page) -> str:
    return page.content.decode()


def test_task_approve_goes_on(come):
    office = open_office("dishub")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    seen = browser.get(url("task-detail", task)).context["page"].seen
    answer = browser.post(url("task-approve", task), {"note": "Baik.", "dilihat": seen})
    assert answer.status_code == 302
    assert office.task("serahkan-laporan", "kasi-angkutan").state == "terbuka"


def test_task_approve_is_about_the_figures_that_were_shown(come):
    office = open_office("dishub")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    page = come(office.user("kabid.angkutan")).post(
        url("task-approve", task), {"note": "", "dilihat": "0" * 16}
    )
    assert page.status_code == 409
    assert "telah berubah" in text(page)


def test_task_approve_of_own_figures_is_refused_and_said_beforehand(come):
    office = open_office("dishub")
    office.run_until("serahkan-bahan")
    Officeholder.objects.create(
        user=office.user("kabid.angkutan"),
        position=office.position("analis.angkutan"),
        starts_on=NOW.date(),
        capacity="plh",
    )
    task = office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    assert (
        "Anda ikut mengisi"
        in browser.get(url("task-detail", task)).context["page"].obstacle.sentence
    )
    assert browser.post(url("task-approve", task), {"note": ""}).status_code == 403


def test_task_approve_of_a_signature_asks_for_the_name(come):
    office = open_office("satpolpp")
    task = office.run_until("tanda-tangani")
    browser = come(office.user("kasat"))
    assert browser.post(url("task-approve", task), {"signature_name": ""}).status_code == 422
    browser.post(url("task-approve", task), {"signature_name": "Kepala Satuan", "note": ""})
    task.refresh_from_db()
    assert (task.state, task.signature_name) == ("selesai", "Kepala Satuan")


def test_task_return_without_reason_keeps_what_was_typed_and_ticked(come):
    office = open_office("dishub")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    row = RunIndicator.objects.get(run=office.run, lane__key="kasi-angkutan")
    page = come(office.user("kabid.angkutan")).post(
        url("task-return", task),
        {"angka": [row.pk], f"alasan-{row.pk}": "Lihat lampiran 2", "reason": "  "},
    )
    assert page.status_code == 422
    assert "Tuliskan alasan pengembalian" in text(page)
    assert "Lihat lampiran 2" in text(page)
    assert page.context["return_form"].chosen == [str(row.pk)]
    assert not Return.objects.exists()


def test_task_return_names_lane_figure_and_reason(come):
    office = open_office("dishub", per_lane=2)
    office.run_until("periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    row = RunIndicator.objects.filter(run=office.run, lane__key="kasi-manajemen").first()
    answer = come(office.user("kabid.lalu-lintas")).post(
        url("task-return", task),
        {"angka": [row.pk], f"alasan-{row.pk}": "Lihat lampiran 2", "reason": "Perbaiki."},
    )
    assert answer.status_code == 302
    given_back = Return.objects.get()
    assert [lane.key for lane in given_back.lanes.all()] == ["kasi-manajemen"]
    assert [(item.run_indicator, item.reason) for item in given_back.items.all()] == [
        (row, "Lihat lampiran 2")
    ]
    assert office.task("buat-laporan", "kasi-manajemen").round == 2
    assert office.task("buat-laporan", "kasi-pengendalian").round == 1


def test_task_return_without_lane_or_figure_asks_for_one(come):
    office = open_office("dishub")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    page = come(office.user("kabid.lalu-lintas")).post(url("task-return", task), {"reason": "X"})
    assert page.status_code == 422
    assert "Pilih jalur" in text(page)


def test_task_return_to_where_figures_are_filled_must_name_one(come):
    office = open_office("dpkp")
    task = office.run_until("verifikasi")
    page = come(office.user("tim.penyusun-1")).post(
        url("task-return", task), {"jalur": [office.lane("bidang-pangan").pk], "reason": "Cek."}
    )
    assert page.status_code == 422
    assert "Centang sedikitnya satu angka" in text(page)


def test_task_return_of_a_foreign_lane_is_refused(come):
    office = open_office("dishub")
    office.run_until("periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    page = come(office.user("kabid.lalu-lintas")).post(
        url("task-return", task), {"jalur": [office.lane("kasi-angkutan").pk], "reason": "X"}
    )
    assert page.status_code == 422
    assert "tidak dapat dikembalikan" in text(page)


def test_a_maker_in_the_middle_passes_a_return_down(come):
    office = open_office("satpolpp")
    task = office.run_until("koreksi")
    row = RunIndicator.objects.get(run=office.run, lane__key="tim-linmas")
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("pusat")],
        reasons={row.pk: "Salah jumlah."},
        reason="Perbaiki.",
        now=NOW,
    )
    compiling = office.task("buat-laporan")
    browser = come(office.user("kasubbag.perencanaan"))
    page = browser.get(url("task-detail", compiling))
    assert page.context["return_form"].chosen == [str(row.pk)]
    answer = browser.post(
        url("task-return", compiling),
        {"angka": [row.pk], f"alasan-{row.pk}": "Salah jumlah.", "reason": "Perbaiki."},
    )
    assert answer.status_code == 302
    assert office.task("serahkan-bahan", "tim-linmas").round == 2
