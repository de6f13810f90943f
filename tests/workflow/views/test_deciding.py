"""Approving and returning: about the figures that were shown, with a reason, lane by lane."""

import pytest
from django.urls import reverse

from organization.models import Officeholder
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.models import Decision, Return, RunIndicator, Task
from workflow.queries.covering import editable_ids

pytestmark = pytest.mark.django_db


def url(name: str, task: Task, *more: int) -> str:
    return reverse(f"workflow:{name}", args=[task.pk, *more])


def text(page) -> str:
    return page.content.decode()


def test_task_approve_goes_on(come):
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    seen = browser.get(url("task-detail", task)).context["page"].seen
    answer = browser.post(url("task-approve", task), {"note": "Baik.", "dilihat": seen})
    assert answer.status_code == 302
    assert office.task("serahkan-laporan", "kasi-angkutan").state == "terbuka"


def test_task_approve_is_about_the_figures_that_were_shown(come):
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-angkutan")
    for told in ({"dilihat": "0" * 16}, {}):
        page = come(office.user("kabid.angkutan")).post(
            url("task-approve", task), {"note": ""} | told
        )
        assert page.status_code == 409
        assert "telah berubah" in text(page)
    task.refresh_from_db()
    assert task.state == "terbuka"


def test_task_approve_of_own_figures_is_refused_and_said_beforehand(come):
    office = open_office("dishub", until="serahkan-bahan")
    Officeholder.objects.create(
        user=office.user("kabid.angkutan"),
        position=office.position("analis.angkutan"),
        starts_on=NOW.date(),
        capacity="plh",
    )
    task = office.run_until("periksa")
    task = office.task("periksa", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    page = browser.get(url("task-detail", task)).context["page"]
    assert "Anda ikut mengisi" in page.obstacle.sentence
    sent = {"note": "", "dilihat": page.seen}
    assert browser.post(url("task-approve", task), sent).status_code == 403


def test_task_approve_of_a_signature_asks_for_the_name(come):
    office = open_office("satpolpp", until="tanda-tangani")
    task = office.task("tanda-tangani", scope="triwulan")
    browser = come(office.user("kasat"))
    seen = browser.get(url("task-detail", task)).context["page"].seen
    sent = {"signature_name": "", "note": "", "dilihat": seen}
    assert browser.post(url("task-approve", task), sent).status_code == 422
    browser.post(url("task-approve", task), sent | {"signature_name": "Kepala Satuan"})
    task.refresh_from_db()
    assert (task.state, task.signature_name) == ("selesai", "Kepala Satuan")


def test_task_return_without_reason_keeps_what_was_typed_and_ticked(come):
    office = open_office("dishub", per_lane=2, until="periksa")
    task = office.task("periksa", "bidang-angkutan")
    rows = list(office.run.run_indicators.filter(lane__key="kasi-angkutan").order_by("pk"))
    page = come(office.user("kabid.angkutan")).post(
        url("task-return", task),
        {
            "angka": [row.pk for row in rows],
            f"alasan-{rows[0].pk}": "Lihat lampiran 2",
            "reason": "  ",
        },
    )
    assert page.status_code == 422
    assert "Tuliskan alasan pengembalian" in text(page)
    assert "Lihat lampiran 2" in text(page)
    assert page.context["return_form"].chosen == [str(row.pk) for row in rows]
    assert not Return.objects.exists()


def test_task_return_names_lane_figure_and_reason(come):
    office = open_office("dishub", per_lane=2, until="periksa")
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
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    page = come(office.user("kabid.lalu-lintas")).post(url("task-return", task), {"reason": "X"})
    assert page.status_code == 422
    assert "Pilih jalur" in text(page)


def test_task_return_of_a_lane_to_where_figures_are_filled_names_all_its_figures(come):
    office = open_office("dpkp", per_lane=2, until="verifikasi")
    task = office.task("verifikasi", scope="triwulan")
    browser = come(office.user("tim.penyusun-1"))
    assert "Semua angka pada jalur" in text(browser.get(url("task-detail", task)))
    sent = {"jalur": [office.lane("bidang-pangan").pk], "reason": "Cek."}
    assert browser.post(url("task-return", task), sent).status_code == 302
    named = Return.objects.get().items
    assert {each.run_indicator.indicator for each in named.all()} == set(
        office.indicators("bidang-pangan")
    )


def test_task_return_of_a_foreign_lane_is_refused(come):
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    page = come(office.user("kabid.lalu-lintas")).post(
        url("task-return", task), {"jalur": [office.lane("kasi-angkutan").pk], "reason": "X"}
    )
    assert page.status_code == 422
    assert "tidak dapat dikembalikan" in text(page)


def test_a_maker_in_the_middle_passes_a_return_down(come):
    office = open_office("satpolpp", until="koreksi")
    task = office.task("koreksi", scope="triwulan")
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
    assert "kepada pengisinya melalui formulir di atas, atau isi “tetap" in text(page)
    assert "Perbaiki angka atau bukti dukungnya" not in text(page)
    refused = browser.post(url("task-hand-over", compiling), {"note": ""})
    assert "Kembalikan angka itu kepada pengisinya" in refused.context["writing"].problem.help
    answer = browser.post(
        url("task-return", compiling),
        {"angka": [row.pk], f"alasan-{row.pk}": "Salah jumlah.", "reason": "Perbaiki."},
        follow=True,
    )
    holder = office.acting(office.task("serahkan-bahan", "tim-linmas")).position
    assert f"Dikembalikan kepada {holder.name}." in text(answer)
    assert office.task("serahkan-bahan", "tim-linmas").round == 2


@pytest.fixture
def under_review():
    """Dishub at the Kabid's table: one lane beneath him with two figures."""
    return open_office("dishub", per_lane=2, until="periksa")


def test_task_return_of_a_whole_lane_may_approve_the_other_lanes(under_review, come):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    sent = {
        "jalur": [office.lane("kasi-manajemen").pk],
        "reason": "Cek.",
        "setujui_lain": "on",
    }
    answer = come(office.user("kabid.lalu-lintas")).post(url("task-return", task), sent)
    assert answer.status_code == 302
    approved = {each.revision.realisasi.indicator for each in Decision.objects.all()}
    assert approved == set(office.indicators("kasi-pengendalian"))


def test_task_return_with_a_reason_beside_a_figure_asks_for_its_tick(under_review, come):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    lane = office.lane("kasi-manajemen")
    row = office.run.run_indicators.filter(lane=lane).first()
    sent = {"jalur": [lane.pk], "reason": "Cek.", f"alasan-{row.pk}": "Salah jumlah."}
    page = come(office.user("kabid.lalu-lintas")).post(url("task-return", task), sent)
    assert page.status_code == 422
    assert page.context["return_form"].errors["angka"] == [
        f"Centang juga angka yang Anda beri alasan: {row.indicator.name}."
    ]
    assert not Return.objects.exists()


def test_task_return_of_a_whole_lane_approves_nothing_and_opens_all_its_figures(under_review, come):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    sent = {"jalur": [office.lane("kasi-manajemen").pk], "reason": "Cek."}
    answer = come(office.user("kabid.lalu-lintas")).post(url("task-return", task), sent)
    assert answer.status_code == 302
    assert not Decision.objects.exists()
    making = office.task("buat-laporan", "kasi-manajemen")
    browser = come(office.user("kasi.manajemen"))
    page = browser.get(url("task-detail", making))
    lines = page.context["writing"].grid.lines
    assert [line.is_editable for line in lines] == [True, True]
    assert "semua angka jalur ini terbuka" in text(page)
    field = lines[0].prefix
    mended = {
        f"{field}-version": lines[0].version,
        f"{field}-value": "9",
        f"{field}-note": "Benar.",
    }
    others = {f"{lines[1].prefix}-{name}": value for name, value in lines[1].typed.items()}
    others[f"{lines[1].prefix}-version"] = lines[1].version
    assert browser.post(url("task-hand-over", making), mended | others).status_code == 302
    assert office.figure(lines[0].row.indicator).current.value == 9


def test_a_return_that_names_one_figure_opens_that_one_only(under_review):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    row = office.run.run_indicators.filter(lane__key="kasi-manajemen").first()
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-manajemen")],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    making = office.task("buat-laporan", "kasi-manajemen")
    held = [office.acting(making).position.pk]
    assert editable_ids(making, held) == {row.indicator_id}


def test_a_return_of_a_whole_lane_never_approves_what_it_sends_back(under_review):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-manajemen")],
        reasons={},
        reason="Cek.",
        now=NOW,
        with_rest=True,
    )
    sent_back = Decision.objects.filter(
        revision__realisasi__indicator__run_indicators__lane__key="kasi-manajemen"
    )
    assert not sent_back.exists()


def test_a_maker_without_figures_of_his_own_may_send_on_what_came_back_whole(come):
    office = open_office("satpolpp", until="koreksi")
    task = office.task("koreksi", scope="triwulan")
    sent = {"reason": "Cek lagi."}
    answer = come(office.acting(task).user).post(url("task-return", task), sent)
    assert answer.status_code == 302
    page = come(office.user("kasubbag.perencanaan")).get(
        url("task-detail", office.task("buat-laporan"))
    )
    assert "kembalikan angka yang harus diperbaiki kepada pengisinya" in text(page)
    assert page.context["return_form"] is not None


def test_a_returned_figure_handed_in_as_it_was_asks_for_an_answer(under_review, come):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    row = office.run.run_indicators.filter(lane__key="kasi-manajemen").first()
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-manajemen")],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    making = office.task("buat-laporan", "kasi-manajemen")
    browser = come(office.user("kasi.manajemen"))
    line = next(
        each
        for each in browser.get(url("task-detail", making)).context["writing"].grid.lines
        if each.is_editable
    )
    sent = {f"{line.prefix}-{name}": value for name, value in line.typed.items()}
    sent |= {f"{line.prefix}-version": line.version}
    page = browser.post(url("task-hand-over", making), sent)
    assert page.status_code == 409
    assert "jawab “tetap, karena …”" in text(page)
    assert "tidak tersedia” beserta alasannya." not in page.context["writing"].problem.help


def test_an_implied_step_hands_the_approved_report_on(come):
    office = open_office("dishub", until="periksa")
    office.finish(office.task("periksa", "bidang-angkutan"))
    task = office.task("serahkan-laporan", "kasi-angkutan")
    browser = come(office.user("kasi.angkutan"))
    page = browser.get(url("task-detail", task))
    assert "Serahkan laporan</button>" in text(page)
    assert "Selesaikan penerimaan" not in text(page)
    assert "Penerimaan per jalur" not in text(page)
    assert "Menyerahkan" in [step.label for step in page.context["page"].steps]
    assert "Serahkan laporan</a>" in text(browser.get(reverse("workflow:inbox")))
    answer = browser.post(url("task-receive", task), {"note": ""}, follow=True)
    assert "Laporan diserahkan" in text(answer)


def test_a_figure_that_was_approved_with_exceptions_says_so_to_its_maker(under_review, come):
    office = under_review
    task = office.task("periksa", "bidang-lalu-lintas")
    row = office.run.run_indicators.filter(lane__key="kasi-manajemen").first()
    sent = {"angka": [row.pk], "reason": "Cek.", "setujui_lain": "on"}
    come(office.user("kabid.lalu-lintas")).post(url("task-return", task), sent)
    making = office.task("buat-laporan", "kasi-manajemen")
    page = come(office.user("kasi.manajemen")).get(url("task-detail", making))
    assert text(page).count("Disetujui pemeriksa") == 1
