"""The task page and its verbs, each kind with what it accepts and what it refuses."""

import pytest
from django.urls import reverse

from organization.models import Officeholder, User
from tests.factories.indicators import HistoryFactory
from tests.workflow.offices import NOW, fill, open_office, submission_of
from workflow import services
from workflow.models import DisposisiHop, Return, RunIndicator, Task

pytestmark = pytest.mark.django_db


def url(name: str, task: Task, *more: int) -> str:
    return reverse(f"workflow:{name}", args=[task.pk, *more])


def text(page) -> str:
    return page.content.decode()


def test_task_list_filters_and_survives_nonsense(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    browser = come(office.user("kasi.angkutan"))
    assert list(browser.get(reverse("workflow:task-list")).context["page"]) == [task]
    other = browser.get(reverse("workflow:task-list"), {"triwulan": "2"})
    assert list(other.context["page"]) == []
    odd = browser.get(
        reverse("workflow:task-list"), {"tahun": "²", "triwulan": "9", "keadaan": "x", "page": "z"}
    )
    assert list(odd.context["page"]) == [task]
    office.finish(task)
    done = browser.get(reverse("workflow:task-list"), {"keadaan": "selesai"})
    assert list(done.context["page"]) == [task]


@pytest.mark.parametrize("posts", [1, 3])
def test_task_list_asks_as_often_for_one_task_as_for_three(come, django_assert_num_queries, posts):
    office = open_office("dishub")
    user = office.user("kasi.angkutan")
    for key in ("kasi.manajemen", "kasi.keselamatan")[: posts - 1]:
        Officeholder.objects.create(
            user=user, position=office.position(key), starts_on=NOW.date(), capacity="plt"
        )
    browser = come(user)
    with django_assert_num_queries(7):
        page = browser.get(reverse("workflow:task-list"))
    assert len(page.context["page"]) == posts


def test_task_detail_shows_the_step_word_for_word_with_the_chart_lit(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = come(office.user("kasi.angkutan")).get(url("task-detail", task))
    assert page.status_code == 200
    assert task.step.kegiatan in text(page)
    assert page.context["page"].can_finish
    assert f"{url('task-step', task)}#bagan" in text(page)
    assert "<svg" in text(come(office.user("kasi.angkutan")).get(url("task-step", task)))


def test_task_detail_of_a_foreign_agency_is_404(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    browser = come(User.objects.get(username="kepala@dpmd"))
    assert browser.get(url("task-detail", task)).status_code == 404
    assert browser.post(url("task-assign", task)).status_code == 404


def test_task_detail_tells_a_colleague_why_not_and_who_can_help(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = come(office.user("kasi.manajemen")).get(url("task-detail", task))
    assert not page.context["page"].is_mine
    assert "Mengapa tidak bisa?" in text(page)
    assert "Kepala Seksi Angkutan Orang dan Barang" in page.context["page"].obstacle.help
    assert "<form" not in text(page).partition("<main")[2].partition("</main>")[0]


def test_a_verb_of_somebody_else_is_refused_with_a_sentence(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = come(office.user("kasi.manajemen")).post(
        url("task-assign", task), {"instruction": "x", "sifat": "segera"}
    )
    assert page.status_code == 403
    assert "tidak sedang memegang jabatan" in text(page)
    task.refresh_from_db()
    assert task.state == "terbuka"


@pytest.mark.parametrize(
    "name",
    ["save", "assign", "share", "hand-over", "receive", "approve", "document", "return", "upload"],
)
def test_a_verb_that_is_only_looked_at_leads_to_the_task(come, name):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    answer = come(office.user("kasi.angkutan")).get(url(f"task-{name}", task))
    assert (answer.status_code, answer["Location"]) == (302, url("task-detail", task))


@pytest.mark.parametrize("name", ["save", "share", "hand-over", "receive", "document", "return"])
def test_a_verb_of_another_kind_changes_nothing(come, name):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    answer = come(office.user("kasi.angkutan")).post(url(f"task-{name}", task), {"reason": "x"})
    assert answer.status_code == 409
    task.refresh_from_db()
    assert task.state == "terbuka"


def test_task_assign_sends_the_disposisi(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    answer = come(office.user("kasi.angkutan")).post(
        url("task-assign", task),
        {
            "instruction": "Kumpulkan sampai Senin.",
            "harap": ["Laporkan hasilnya"],
            "sifat": "segera",
            "due_on": "2026-04-13",
            "note": "",
        },
    )
    assert answer["Location"] == reverse("workflow:inbox")
    hop = DisposisiHop.objects.get(task=task)
    assert (hop.instruction, hop.harap) == ("Kumpulkan sampai Senin.", ["Laporkan hasilnya"])
    assert hop.due_at.date().isoformat() == "2026-04-13"
    assert office.task("serahkan-bahan", "kasi-angkutan").state == "terbuka"


def test_task_assign_keeps_what_was_typed_when_something_is_wrong(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = come(office.user("kasi.angkutan")).post(
        url("task-assign", task),
        {"instruction": "", "sifat": "segera", "due_on": "2026-04-01", "note": "Jangan hilang"},
    )
    assert page.status_code == 422
    assert "Jangan hilang" in text(page)
    assert "Batas waktu tidak boleh sebelum hari ini." in text(page)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-04-12", "Batas waktu paling lama satu tahun dari hari ini."),
        ("9999-12-31", "Tahun 9999 tidak wajar; tulis tahun 1970 sampai 2100."),
        ("2026-04-12", "Tanggal itu bukan hari kerja. Pilih hari kerja."),
    ],
)
def test_a_disposisi_is_due_on_a_working_day_within_a_year(come, day, sentence):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = come(office.user("kasi.angkutan")).post(
        url("task-assign", task), {"instruction": "Kerjakan.", "sifat": "segera", "due_on": day}
    )
    assert page.status_code == 422
    assert sentence in text(page)


def test_task_assign_of_a_clock_order_adds_the_paraf_and_leaves_the_order(come):
    office = open_office("dishub")
    task = office.task("tugaskan", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    assert "Beri paraf" in text(browser.get(url("task-detail", task)))
    browser.post(url("task-assign", task), {"instruction": "Lain", "harap": [], "note": "Segera."})
    hop = DisposisiHop.objects.get(task=task)
    assert (hop.instruction, hop.note, hop.paraf_at) == (task.step.kegiatan, "Segera.", NOW)


def test_a_stale_page_is_told_that_the_task_moved_on(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    office.finish(task)
    page = come(office.user("kasi.angkutan")).post(
        url("task-assign", task), {"instruction": "Kerjakan segera ya", "sifat": "segera"}
    )
    assert page.status_code == 409
    assert "sudah Anda selesaikan sendiri" in text(page)
    assert "Kerjakan segera ya" in text(page)


def test_task_share_moves_an_indicator_before_collecting(come):
    office = open_office("satpolpp", per_lane=2, until="arahkan-tim")
    task = office.task("arahkan-tim", scope="triwulan")
    browser = come(office.user("kasubbag.perencanaan"))
    page = browser.get(url("task-detail", task))
    form = page.context["share_form"]
    data = {box.html_name: box.value() for _row, box in form.lines()}
    moved = office.run.run_indicators.filter(lane__key="tim-linmas").first()
    target = next(pk for pk, place in form.places.items() if place.lane.key == "tim-kebakaran")
    answer = browser.post(url("task-share", task), {**data, f"bagian-{moved.pk}": target})
    assert answer.status_code == 302
    moved.refresh_from_db()
    assert (moved.lane.key, moved.position.key) == ("tim-kebakaran", "tim.kebakaran")


def test_task_share_with_a_foreign_place_keeps_the_page(come):
    office = open_office("satpolpp", until="arahkan-tim")
    task = office.task("arahkan-tim", scope="triwulan")
    row = office.run.run_indicators.first()
    page = come(office.user("kasubbag.perencanaan")).post(
        url("task-share", task), {f"bagian-{row.pk}": "999999"}
    )
    assert page.status_code == 422
    assert RunIndicator.objects.get(pk=row.pk).lane == row.lane


def test_task_hand_over_of_a_format_opens_the_lanes(come):
    office = open_office("dpkp", until="sampaikan-format")
    task = office.task("sampaikan-format", scope="triwulan")
    browser = come(office.user("tim.penyusun-1"))
    assert "Unduh format" in text(browser.get(url("task-detail", task)))
    assert browser.post(url("task-hand-over", task), {"note": ""}).status_code == 302
    assert office.task("isi-format", "bidang-pangan").state == "terbuka"


def test_task_hand_over_saves_and_hands_over_in_one_go(come):
    office = open_office("dpkp", until="isi-format")
    task = office.task("isi-format", "bidang-pangan")
    [indicator] = office.indicators("bidang-pangan")
    answer = come(office.user("kabid.pangan")).post(
        url("task-hand-over", task),
        {f"f{indicator.pk}-version": "0", f"f{indicator.pk}-value": "1.234,5", "note": "Selesai."},
    )
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.state, task.note) == ("selesai", "Selesai.")
    assert str(office.figure(indicator).current.value) == "1234.5000"


def test_task_hand_over_with_a_figure_missing_says_which_and_saves_nothing(come):
    office = open_office("dpkp", per_lane=2, until="isi-format")
    task = office.task("isi-format", "bidang-pangan")
    first, second = office.indicators("bidang-pangan")
    page = come(office.user("kabid.pangan")).post(
        url("task-hand-over", task),
        {f"f{first.pk}-version": "0", f"f{first.pk}-value": "12", f"f{second.pk}-version": "0"},
    )
    assert page.status_code == 422
    assert [problem.indicator for problem in page.context["writing"].grid.errors] == [second.name]
    assert 'value="12"' in text(page)
    assert first.realisasi_set.count() == 0


def test_a_returned_figure_must_be_mended_or_answered(come):
    office = open_office("dpkp", until="verifikasi")
    lane, review = office.lane("bidang-pangan"), office.task("verifikasi")
    row = RunIndicator.objects.get(run=office.run, lane=lane)
    services.give_back(
        task=review,
        acting=office.acting(review),
        lanes=[lane],
        reasons={row.pk: "Mohon dicek."},
        reason="Klarifikasi.",
        now=NOW,
    )
    task = office.task("isi-format", "bidang-pangan")
    figure = office.figure(row.indicator)
    field = f"f{row.indicator_id}"
    same = {
        f"{field}-version": figure.version,
        f"{field}-value": "7",
        f"{field}-note": "Sesuai catatan.",
    }
    browser = come(office.user("kabid.pangan"))
    assert "Klarifikasi." in text(browser.get(url("task-detail", task)))
    refused = browser.post(url("task-hand-over", task), same)
    assert refused.status_code == 409
    assert row.indicator.name in refused.context["writing"].problem.sentence
    [item] = Return.objects.get().items.all()
    answered = {**same, f"jawaban-{item.pk}": "Tetap, karena sudah sesuai lampiran."}
    assert browser.post(url("task-hand-over", task), answered).status_code == 302
    item.refresh_from_db()
    assert item.answer == "Tetap, karena sudah sesuai lampiran."


def test_task_receive_lane_by_lane_while_others_are_missing(come):
    office = open_office("dpkp", until="isi-format")
    filled = office.task("isi-format", "bidang-pangan")
    office.finish(filled)
    task = office.task("terima-data")
    handed = submission_of(filled)
    browser = come(office.user("tim.penyusun-2"))
    page = browser.get(url("task-detail", task))
    assert "Bidang Perikanan Tangkap" in page.context["page"].obstacle.sentence
    assert [each.is_in for each in page.context["page"].arrivals] == [False, False, False, True]
    assert browser.post(url("task-receive-lane", task, handed.pk)).status_code == 302
    handed.refresh_from_db()
    assert handed.received_at == NOW
    assert browser.post(url("task-receive-lane", task, handed.pk)).status_code == 409
    assert browser.post(url("task-receive-lane", task, 999_999)).status_code == 404


def test_task_receive_with_lanes_missing_says_which(come):
    office = open_office("dpkp", until="isi-format")
    office.finish(office.task("isi-format", "bidang-pangan"))
    task = office.task("terima-data")
    page = come(office.user("tim.penyusun-2")).post(url("task-receive", task), {"note": ""})
    assert page.status_code == 409
    assert "Bidang Perikanan Tangkap" in text(page)
    assert "Bidang Ketahanan Pangan" not in text(page)


def test_task_receive_ends_when_all_are_in(come):
    office = open_office("dpkp", until="terima-data")
    task = office.task("terima-data", scope="triwulan")
    answer = come(office.user("tim.penyusun-2")).post(url("task-receive", task), {"note": ""})
    assert answer.status_code == 302
    assert office.task("verifikasi").state == "terbuka"


def test_compile_with_lanes_missing_says_which_and_keeps_the_text(come):
    office = open_office("satpolpp", until="serahkan-bahan")
    office.finish(office.task("serahkan-bahan", "tim-linmas"))
    task = office.task("buat-laporan")
    page = come(office.user("kasubbag.perencanaan")).post(
        url("task-hand-over", task), {"note": "Uraian yang panjang."}
    )
    assert page.status_code == 409
    assert "Tim Kerja Penegakan Perda" in text(page)
    assert "Uraian yang panjang." in text(page)


def test_a_maker_with_nobody_beneath_mends_figures_himself(come):
    office = open_office("dishub", until="buat-laporan")
    task = office.task("buat-laporan", "kasi-angkutan")
    [indicator] = office.indicators("kasi-angkutan")
    version = office.figure(indicator).version
    answer = come(office.user("kasi.angkutan")).post(
        url("task-hand-over", task),
        {
            f"f{indicator.pk}-version": version,
            f"f{indicator.pk}-value": "9",
            "note": "Laporan bidang.",
        },
    )
    assert answer.status_code == 302
    figure = office.figure(indicator)
    assert (figure.current.value, figure.state) == (9, "diserahkan")


def test_task_document_files_and_leads_to_the_run(come):
    office = open_office("dishub", until="dokumentasikan")
    task = office.task("dokumentasikan", scope="triwulan")
    browser = come(office.user("kasubag.perencanaan"))
    seen = browser.get(url("task-detail", task)).context["page"].seen
    answer = browser.post(url("task-document", task), {"note": "", "dilihat": seen})
    assert answer["Location"] == reverse("workflow:run-detail", args=[office.run.pk])
    office.run.refresh_from_db()
    assert office.run.state == "selesai"


def test_task_document_with_lanes_missing_shows_who_is_missing(come):
    office = open_office("dishub", until="periksa")
    office.finish(office.task("periksa", "bidang-angkutan"))
    office.finish(office.task("serahkan-laporan", "kasi-angkutan"))
    task = office.task("dokumentasikan")
    browser = come(office.user("kasubag.perencanaan"))
    page = browser.get(url("task-detail", task))
    assert {each.lane.key for each in page.context["page"].arrivals if each.is_in} == {
        "kasi-angkutan"
    }
    sent = {"note": "", "dilihat": page.context["page"].seen}
    refused = browser.post(url("task-document", task), sent)
    assert refused.status_code == 409
    assert "Seksi Keselamatan" in text(refused)


def test_who_holds_two_posts_chooses(come):
    office = open_office("dpkp")
    user = office.user("tim.penyusun-1")
    plt = Officeholder.objects.create(
        user=user,
        position=office.position("tim.penyusun-2"),
        starts_on=NOW.date(),
        capacity="plt",
    )
    task = office.run_until("susun-format")
    browser = come(user)
    assert "Bertindak sebagai" in text(browser.get(url("task-detail", task)))
    browser.post(url("task-hand-over", task), {"note": "", "sebagai": plt.pk})
    share = task.assignments.get(position=plt.position)
    assert (share.handed_over_by, share.capacity) == (user, "plt")


def test_a_done_task_reads_only(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    office.finish(task)
    page = come(office.user("kasi.angkutan")).get(url("task-detail", task))
    assert page.context["page"].obstacle.sentence == "Tugas ini sudah selesai."
    assert not page.context["page"].is_mine


@pytest.mark.parametrize("per_lane", [1, 3])
@pytest.mark.parametrize(
    ("step", "queries"),
    [("serahkan-bahan", 11), ("buat-laporan", 17), ("periksa", 23), ("dokumentasikan", 20)],
)
def test_task_detail_asks_as_often_for_one_figure_as_for_three(
    come, django_assert_num_queries, step, queries, per_lane
):
    office = open_office("dishub", per_lane=per_lane, until=step)
    task = office.task(step, scope="triwulan")
    acting = office.acting(task)
    if step == "serahkan-bahan":
        fill(task, acting)
    browser = come(acting.user)
    with django_assert_num_queries(queries):
        page = browser.get(url("task-detail", task))
    lanes = page.context["page"].lane_figures
    assert [len(each.rows) for each in lanes] == [per_lane] * len(lanes)


def test_the_reviewer_sees_doubtful_figures_first_with_the_makers_word(come):
    office = open_office("dishub")
    (indicator,) = office.indicators("kasi-angkutan")
    type(indicator).objects.filter(pk=indicator.pk).update(aggregation="terakhir")
    HistoryFactory(indicator=indicator, year=2025, realisasi=100)
    office.run_until("periksa")
    page = come(office.user("kabid.angkutan")).get(
        reverse("workflow:task-detail", args=[office.task("periksa", "bidang-angkutan").pk])
    )
    words = " ".join(page.content.decode().split())
    assert "1 angka perlu perhatian" in words
    usual = "biasanya (100, dari 1 angka tahunan sebelumnya), ke arah yang lebih buruk."
    assert f"Angka ini (7) turun 93 % dari {usual}" in words
    assert words.index("perlu perhatian") < words.index("Angka semua jalur")
    assert "Catatan pengisi: Sesuai catatan." in words


def test_the_facts_fold_on_a_phone_and_the_time_left_stays_in_sight(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    page = text(come(office.user("kasi.angkutan")).get(url("task-detail", task)))
    brief, folded = page.split('<details class="fold-narrow">', 1)
    assert "sisa" in brief
    assert "Waktu baku" in folded
