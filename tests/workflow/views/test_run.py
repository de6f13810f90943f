"""The run page: lanes, times, outputs, log; and reopening what is filed."""

import pytest
from django.urls import reverse

from organization.models import User
from tests.workflow.offices import NOW, open_office
from workflow.models import Return

pytestmark = pytest.mark.django_db


def url(name, run) -> str:
    return reverse(f"workflow:{name}", args=[run.pk])


def text(page) -> str:
    return page.content.decode()


def test_run_detail_shows_every_lane_and_who_holds_it(come):
    office = open_office("dishub")
    page = come(office.user("kepala")).get(url("run-detail", office.run))
    assert page.status_code == 200
    lanes = page.context["page"].lanes
    assert [each.lane.key for each in lanes][:2] == ["pusat", "sekretariat"]
    assert "Kepala Seksi Angkutan Orang dan Barang" in text(page)
    assert "Triwulan dibuka sesuai SOP." in text(page)


def test_run_detail_measures_working_time_against_the_standard(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    office.finish(task, now=NOW.replace(hour=5))
    page = come(office.user("kepala")).get(url("run-detail", office.run))
    [line] = [
        line
        for lane in page.context["page"].lanes
        for line in lane.lines
        if line.task.pk == task.pk
    ]
    # 10.00 to 13.00 on a Friday, less the break from 11.30 to 13.00
    assert line.actual.total_seconds() == 90 * 60
    assert line.standard == ("15 Menit",)
    assert (line.is_over_standard, line.is_overdue) == (True, False)


def test_run_detail_of_a_foreign_agency_is_404(come):
    office = open_office("dishub")
    browser = come(User.objects.get(username="kepala@dpmd"))
    assert browser.get(url("run-detail", office.run)).status_code == 404
    assert browser.post(url("run-reopen", office.run)).status_code == 404


def test_run_detail_is_read_by_the_overseer_without_a_form(come):
    office = open_office("dishub", until="dokumentasikan")
    office.finish(office.task("dokumentasikan"))
    page = come(User.objects.get(username="inspektur@inspektorat")).get(
        url("run-detail", office.run)
    )
    assert page.status_code == 200
    assert page.context["form"] is None


@pytest.fixture
def filed():
    office = open_office("dishub", until="dokumentasikan")
    office.finish(office.task("dokumentasikan"))
    return office


@pytest.mark.parametrize("who", ["kasubag.perencanaan", "kepala"])
def test_run_reopen_opens_the_named_figure_again(filed, come, who):
    row = filed.run.run_indicators.get(lane__key="kasi-angkutan")
    browser = come(filed.user(who))
    assert "Buka kembali" in text(browser.get(url("run-detail", filed.run)))
    answer = browser.post(
        url("run-reopen", filed.run), {"angka": [row.pk], "reason": "Ada data baru dari BPS."}
    )
    assert answer.status_code == 302
    assert Return.objects.get().is_reopening
    assert filed.figure(row.indicator).state == "dikembalikan"
    assert filed.task("serahkan-bahan", "kasi-angkutan").round == 2


def test_run_reopen_without_reason_keeps_the_ticks(filed, come):
    row = filed.run.run_indicators.get(lane__key="kasi-angkutan")
    page = come(filed.user("kepala")).post(url("run-reopen", filed.run), {"angka": [row.pk]})
    assert page.status_code == 422
    assert page.context["form"].chosen == [str(row.pk)]
    assert not Return.objects.exists()


def test_run_reopen_by_somebody_else_is_refused(filed, come):
    assert come(filed.user("sekretaris")).post(url("run-reopen", filed.run)).status_code == 403


def test_run_reopen_of_a_run_that_is_not_filed_changes_nothing(come):
    office = open_office("dishub", until="periksa")
    row = office.run.run_indicators.get(lane__key="kasi-angkutan")
    page = come(office.user("kepala")).post(
        url("run-reopen", office.run), {"angka": [row.pk], "reason": "Belum waktunya."}
    )
    assert page.status_code == 409
    assert page.context["refusal"].code == "belum-didokumentasikan"
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("who", "code"), [("kepala", "belum-didokumentasikan"), ("sekretaris", "bukan-pemegang")]
)
def test_run_detail_explains_why_it_cannot_be_opened_again_as_the_act_would(come, who, code):
    office = open_office("dishub")
    browser = come(office.user(who))
    page = browser.get(url("run-detail", office.run))
    [barred] = page.context["barred"]
    assert (barred.act, barred.refusal.code) == ("Buka kembali pelaksanaan ini", code)
    refused = browser.post(url("run-reopen", office.run), {"reason": "Ada data baru."})
    assert refused.context["refusal"].sentence == barred.refusal.sentence
    for word in ("Mengapa tidak bisa?", "10 April 2026", barred.refusal.help):
        assert word in text(page)


@pytest.mark.parametrize("per_lane", [1, 3])
def test_run_detail_asks_as_often_for_one_figure_as_for_three(
    come, django_assert_num_queries, per_lane
):
    office = open_office("dishub", per_lane=per_lane, until="periksa")
    browser = come(office.user("kepala"))
    with django_assert_num_queries(26):
        assert browser.get(url("run-detail", office.run)).status_code == 200


def test_a_lane_that_is_done_is_told_from_one_that_waits(come):
    office = open_office("dishub", until="periksa")
    page = come(office.user("kepala")).get(url("run-detail", office.run))
    lanes = {each.lane.key: each for each in page.context["page"].lanes}
    assert not lanes["kasi-angkutan"].is_done
    assert "menunggu langkah di luar jalur ini" in text(page)
    assert "bagian jalur ini selesai" not in text(page)
    office.finish(office.task("periksa", "bidang-angkutan"))
    office.finish(office.task("serahkan-laporan", "kasi-angkutan"))
    page = come(office.user("kepala")).get(url("run-detail", office.run))
    done = [each.lane.key for each in page.context["page"].lanes if each.is_done]
    assert done == ["bidang-angkutan", "kasi-angkutan"]
    assert "Menyerahkan: (tersirat)" in text(page) or "Menyerahkan: Menyerahkan" in text(page)
