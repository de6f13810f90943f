"""Writing figures: draft, evidence, two persons at once, and the Excel form out and back."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import BuktiDukung, Realisasi
from organization.models import Officeholder
from tests.factories.indicators import TargetFactory
from tests.workflow.offices import NOW, fill, open_office

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def url(name, task) -> str:
    return reverse(f"workflow:{name}", args=[task.pk])


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def office():
    return open_office("dpkp", until="isi-format")


@pytest.fixture
def task(office):
    return office.task("isi-format", "bidang-pangan")


@pytest.fixture
def field(office):
    [indicator] = office.indicators("bidang-pangan")
    return f"f{indicator.pk}"


def test_task_save_keeps_a_draft_with_its_evidence(office, task, field, come):
    answer = come(office.user("kabid.pangan")).post(
        url("task-save", task),
        {
            f"{field}-version": "0",
            f"{field}-value": "1.234,5",
            f"{field}-kendala": "Hujan.",
            f"{field}-file": SimpleUploadedFile("rekap.pdf", PDF, "application/pdf"),
            f"{field}-title": "Rekap",
        },
    )
    assert answer["Location"] == url("task-detail", task)
    [indicator] = office.indicators("bidang-pangan")
    figure = office.figure(indicator)
    assert (str(figure.current.value), figure.current.kendala) == ("1234.5000", "Hujan.")
    assert [each.title for each in BuktiDukung.objects.filter(realisasi=figure)] == ["Rekap"]
    task.refresh_from_db()
    assert task.state == "terbuka"


@pytest.mark.parametrize("typed", ["1234.5", "1,234.5", "dua belas"])
def test_task_save_refuses_what_is_no_clear_number_and_keeps_it(office, task, field, come, typed):
    page = come(office.user("kabid.pangan")).post(
        url("task-save", task),
        {f"{field}-version": "0", f"{field}-value": typed, f"{field}-note": "Catatan saya"},
    )
    assert page.status_code == 422
    assert f'value="{typed}"' in text(page)
    assert "Catatan saya" in text(page)
    assert office.indicators("bidang-pangan")[0].realisasi_set.count() == 0


def test_task_save_of_evidence_of_a_wrong_kind_saves_nothing(office, task, field, come):
    page = come(office.user("kabid.pangan")).post(
        url("task-save", task),
        {
            f"{field}-version": "0",
            f"{field}-value": "5",
            f"{field}-file": SimpleUploadedFile("rekap.pdf", b"MZ\x90\x00", "application/pdf"),
        },
    )
    assert page.status_code == 422
    assert 'value="5"' in text(page)
    assert office.indicators("bidang-pangan")[0].realisasi_set.count() == 0


def test_task_save_after_somebody_else_shows_both_values(office, task, field, come):
    deputy = office.user("kabid.tangkap")
    Officeholder.objects.create(
        user=deputy,
        position=office.position("kabid.pangan"),
        starts_on=NOW.date(),
        capacity="plh",
    )
    fill(task, office.acting(task), value=40)
    typed = {f"{field}-version": "0", f"{field}-value": "41", f"{field}-kendala": "Hujan"}
    page = come(deputy).post(url("task-save", task), typed)
    assert page.status_code == 409
    assert "menjadi 40" in text(page)
    assert "Kendala yang tersimpan: (kosong)." in text(page)
    assert 'value="41"' in text(page)
    assert "Hujan" in text(page)
    again = come(deputy).post(
        url("task-save", task), {f"{field}-version": "1", f"{field}-value": "41"}
    )
    assert again.status_code == 302


def test_task_save_joins_a_word_with_a_figure_that_somebody_else_changed(office, task, field, come):
    seen = {f"{field}-version": "1", f"{field}-value": "40"}
    browser = come(office.user("kabid.pangan"))
    browser.post(url("task-save", task), seen | {f"{field}-version": "0"})
    browser.post(url("task-save", task), seen | {f"{field}-value": "41"})
    page = browser.post(
        url("task-save", task), seen | {f"{field}-note": "Menunggu BPS."}, follow=True
    )
    [indicator] = office.indicators("bidang-pangan")
    assert f"Digabung dengan simpanan lain: {indicator.name}." in unescape(text(page))
    current = office.figure(indicator).current
    assert (current.value, current.note) == (41, "Menunggu BPS.")


def test_task_save_of_a_figure_handed_over_is_refused(office, task, field, come):
    office.finish(task)
    page = come(office.user("kabid.pangan")).post(
        url("task-save", task), {f"{field}-version": "1", f"{field}-value": "41"}
    )
    assert page.status_code == 409


def test_only_own_indicators_are_seen_and_saved(office, task, come):
    [foreign] = office.indicators("bidang-tangkap")
    browser = come(office.user("kabid.pangan"))
    assert f'name="f{foreign.pk}-value"' not in text(browser.get(url("task-detail", task)))
    [own] = office.indicators("bidang-pangan")
    sent = {f"f{foreign.pk}-value": "3", f"f{own.pk}-value": "4"}
    refused = browser.post(url("task-save", task), sent)
    assert refused.status_code == 409
    told = f"Angka berikut terkunci pada langkah ini: {foreign.name}."
    assert told in unescape(text(refused))
    assert 'value="4"' in text(refused)
    assert Realisasi.objects.count() == 0


def test_a_figure_of_no_indicator_of_the_agency_is_counted_not_named(office, task, come):
    other = open_office("dishub").run.run_indicators.first().indicator_id
    page = come(office.user("kabid.pangan")).post(url("task-save", task), {f"f{other}-value": "3"})
    assert page.status_code == 409
    assert "1 yang bukan indikator perangkat daerah ini" in text(page)


def book_of(browser, task):
    answer = browser.get(url("task-workbook", task))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return load_workbook(BytesIO(answer.content))


def upload(browser, task, book):
    stream = BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("isian.xlsx", stream.getvalue())
    return browser.post(url("task-upload", task), {"file": file})


def hidden(page) -> dict[str, list[str]]:
    """What the preview's own form would send."""
    form = page.content.decode().split("terapkan/")[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form):
        found.setdefault(name, []).append(unescape(value))
    return found


def test_an_upload_is_shown_first_and_saved_when_it_is_applied(office, task, come):
    browser = come(office.user("kabid.pangan"))
    [indicator] = office.indicators("bidang-pangan")
    book = book_of(browser, task)
    book["Isian"]["F5"] = 12.5
    book["Isian"]["K5"] = 'Sudah "benar" & lengkap'
    page = upload(browser, task, book)
    assert "Realisasi: <del>–</del> → <ins>12,5</ins>" in text(page)
    assert indicator.realisasi_set.count() == 0
    answer = browser.post(url("task-apply", task), hidden(page))
    assert answer["Location"] == url("task-detail", task)
    current = office.figure(indicator).current
    assert (str(current.value), current.origin) == ("12.5000", "excel")
    assert current.note == 'Sudah "benar" & lengkap'


def test_a_figure_in_doubt_is_told_at_its_cell(office, task, come):
    browser = come(office.user("kabid.pangan"))
    TargetFactory(indicator=office.indicators("bidang-pangan")[0], triwulan=1, value=4)
    book = book_of(browser, task)
    book["Isian"]["F5"] = 12.5
    page = text(upload(browser, task, book))
    assert "<strong>Isian!F5</strong>" in page
    assert "Realisasi (12,5) lebih dari dua kali target (4)." in page


def test_the_good_rows_are_applied_without_the_others(come):
    office = open_office("dpkp", per_lane=2, until="isi-format")
    task, browser = office.task("isi-format", "bidang-pangan"), come(office.user("kabid.pangan"))
    first, second = office.indicators("bidang-pangan")
    book = book_of(browser, task)
    book["Isian"]["F5"], book["Isian"]["F6"] = 12.5, "banyak"
    page = upload(browser, task, book)
    assert "Isian!F6" in text(page)
    assert "Terapkan 1 baris yang benar saja" in text(page)
    browser.post(url("task-apply", task), hidden(page))
    assert (first.realisasi_set.count(), second.realisasi_set.count()) == (1, 0)


@pytest.mark.parametrize(("chosen", "value"), [(None, 7), ("7", 7), ("12,5", 12.5)])
def test_a_preview_that_was_overtaken_lets_choose_cell_by_cell(come, chosen, value):
    office = open_office("dpkp", per_lane=2, until="isi-format")
    task, browser = office.task("isi-format", "bidang-pangan"), come(office.user("kabid.pangan"))
    first, second = office.indicators("bidang-pangan")
    book = book_of(browser, task)
    sheet = book["Isian"]
    sheet["F5"], sheet["K5"], sheet["F6"] = 12.5, 'Dari "berkas"\nbaris dua', 3
    sent = hidden(upload(browser, task, book))
    field = f"f{first.pk}"
    typed = {f"{field}-version": "0", f"{field}-value": "7", f"{field}-kendala": "Hujan"}
    browser.post(url("task-save", task), typed)
    page = browser.post(url("task-apply", task), sent)
    assert (page.status_code, office.figure(second).version) == (409, 0)
    told = text(page)
    author = office.user("kabid.pangan").name
    assert f"<li>{first.name}, oleh {author}</li>" in told
    assert f'name="{field}-value" id="{field}-value-aplikasi" value="7" checked' in told
    assert f'name="{field}-value" id="{field}-value-berkas" value="12,5"' in told
    assert "Catatan: <del>–</del> → <ins>Dari &quot;berkas&quot;<br>baris dua</ins>" in told
    assert "Isian!5" in told
    again = hidden(page) | ({f"{field}-value": chosen} if chosen else {})
    assert browser.post(url("task-apply", task), again).status_code == 302
    current = office.figure(first).current
    assert (current.value, current.kendala) == (value, "Hujan")
    assert current.note == 'Dari "berkas"\nbaris dua'
    assert office.figure(second).current.value == 3


def test_a_preview_applied_twice_says_that_nothing_is_left(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["F5"] = 12.5
    sent = hidden(upload(browser, task, book))
    for _time in range(2):
        assert browser.post(url("task-apply", task), sent).status_code == 302
    told = text(browser.get(url("task-detail", task)))
    assert "1 angka dimuat dari Excel." in told
    assert "Isi berkas itu sudah tersimpan; tidak ada yang berubah." in told
    assert office.figure(office.indicators("bidang-pangan")[0]).version == 1


def test_a_preview_whose_change_was_saved_with_more_meanwhile_has_nothing_left(
    office, task, field, come
):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["F5"] = 7
    sent = hidden(upload(browser, task, book))
    typed = {f"{field}-version": "0", f"{field}-value": "7", f"{field}-note": "Dari web"}
    browser.post(url("task-save", task), typed)
    assert browser.post(url("task-apply", task), sent).status_code == 302
    told = text(browser.get(url("task-detail", task)))
    assert "Isi berkas itu sudah tersimpan; tidak ada yang berubah." in told
    assert office.figure(office.indicators("bidang-pangan")[0]).current.note == "Dari web"


def test_a_preview_cannot_be_bent_to_other_figures(office, task, come):
    browser = come(office.user("kabid.pangan"))
    [other] = office.indicators("bidang-tangkap")
    sent = {"baris": [other.pk], f"f{other.pk}-value": "9", f"f{other.pk}-version": "0"}
    assert browser.post(url("task-apply", task), sent).status_code == 409
    assert other.realisasi_set.count() == 0
    assert browser.post(url("task-apply", task), {"baris": ["x"]}).status_code == 409


def test_task_upload_without_a_change_says_so(office, task, come):
    browser = come(office.user("kabid.pangan"))
    assert upload(browser, task, book_of(browser, task)).status_code == 302
    assert "tidak memuat perubahan" in text(browser.get(url("task-detail", task)))


@pytest.mark.parametrize(("chosen", "value"), [("", 6), ("7", 7)])
def test_a_cell_that_both_have_changed_is_chosen_and_the_rest_of_its_row_is_loaded(
    office, task, field, come, chosen, value
):
    browser = come(office.user("kabid.pangan"))
    browser.post(url("task-save", task), {f"{field}-version": "0", f"{field}-value": "5"})
    book = book_of(browser, task)
    book["Isian"]["F5"], book["Isian"]["K5"] = 7, "Dari berkas"
    browser.post(url("task-save", task), {f"{field}-version": "1", f"{field}-value": "6"})
    page = upload(browser, task, book)
    assert "Catatan: <del>–</del> → <ins>Dari berkas</ins>" in text(page)
    assert f'name="{field}-value" id="{field}-value-aplikasi" value="6" checked' in text(page)
    sent = hidden(page) | {f"{field}-value": chosen or "6"}
    assert browser.post(url("task-apply", task), sent).status_code == 302
    current = office.figure(office.indicators("bidang-pangan")[0]).current
    assert (current.value, current.note) == (value, "Dari berkas")


@pytest.mark.parametrize(
    ("side", "value", "reason"), [("aplikasi", None, "Alat rusak."), ("berkas", 7, "")]
)
def test_a_number_against_a_figure_declared_unavailable_is_chosen_whole(
    office, task, field, come, side, value, reason
):
    browser = come(office.user("kabid.pangan"))
    unavailable = {f"{field}-unavailable": "1", f"{field}-unavailable_reason": "Alat rusak."}
    browser.post(url("task-save", task), {f"{field}-version": "0", **unavailable})
    book = book_of(browser, task)
    book["Isian"]["F5"], book["Isian"]["K5"] = 7, "Dari berkas"
    page = upload(browser, task, book)
    assert "sedangkan kolom Tidak tersedia masih berisi" in text(page)
    [packed] = re.findall(rf'id="{field}-angka-{side}" value="([^"]*)"', text(page))
    sent = hidden(page) | {f"{field}-angka": unescape(packed)}
    assert browser.post(url("task-apply", task), sent).status_code == 302
    current = office.figure(office.indicators("bidang-pangan")[0]).current
    assert (current.value, current.unavailable_reason) == (value, reason)
    assert current.note == "Dari berkas"


def test_a_row_of_a_preview_that_cannot_be_saved_says_why(office, task, field, come):
    browser = come(office.user("kabid.pangan"))
    [indicator] = office.indicators("bidang-pangan")
    sent = {"baris": indicator.pk, f"{field}-version": "0", f"{field}-value": "dua"}
    assert browser.post(url("task-apply", task), sent).status_code == 302
    told = text(browser.get(url("task-detail", task)))
    assert f"Belum tersimpan. {indicator.name}: “dua” bukan angka." in unescape(told)
    assert indicator.realisasi_set.count() == 0


def test_a_stray_cell_is_told_even_when_nothing_else_changed(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["W5"] = "catatan di samping"
    page = upload(browser, task, book)
    assert page.status_code == 200
    assert "Isian!W5: Di luar formulir" in text(page).replace("</strong>", "")
    assert "tidak memuat perubahan pada formulirnya" in text(page)


def test_a_preview_writes_days_as_an_office_does(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["O5"], book["Isian"]["P5"] = "Pasang rambu", "Kasi"
    book["Isian"]["Q5"] = "31/12/2026"
    page = upload(browser, task, book)
    assert "Batas waktu rencana: <del>–</del> → <ins>31-12-2026</ins>" in text(page)


def test_a_draft_of_evidence_alone_says_that_it_was_kept(office, task, field, come):
    browser = come(office.user("kabid.pangan"))
    browser.post(url("task-save", task), {f"{field}-version": "0", f"{field}-title": "Lisan"})
    page = text(browser.get(url("task-detail", task)))
    assert "Draf tersimpan; 0 angka berubah. Bukti dukung ikut tersimpan." in page


def test_task_upload_names_the_cell_of_each_problem_and_saves_nothing(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["F5"] = "banyak"
    page = upload(browser, task, book)
    assert "Isian!F5" in text(page)
    assert "Tidak ada baris yang dapat dimuat." in text(page)
    assert office.indicators("bidang-pangan")[0].realisasi_set.count() == 0


def test_the_form_of_another_holder_is_locked(office, task, come):
    other = office.task("isi-format", "bidang-tangkap")
    book = book_of(come(office.user("kabid.tangkap")), other)
    book["Isian"]["F5"] = 3
    page = upload(come(office.user("kabid.pangan")), task, book)
    assert "Isian!A5: Angka ini terkunci." in text(page).replace("</strong>", "")
    assert 'name="baris"' not in text(page)


def test_the_workbook_of_all_lanes_brings_in_ones_own_rows_only(office, task, come):
    browser = come(office.user("kabid.pangan"))
    answer = browser.get(reverse("workflow:run-workbook", args=[office.run.pk]))
    book = load_workbook(BytesIO(answer.content))
    lanes = [lane.label for lane in office.run.lanes.filter(run_indicators__isnull=False)]
    assert sorted(book.sheetnames[:-2]) == sorted(lanes)
    book["Bidang Ketahanan Pangan"]["F5"] = 12.5
    book["Bidang Perikanan Tangkap"]["F5"] = 4
    page = upload(browser, task, book)
    assert "Bidang Perikanan Tangkap!A5" in text(page)
    browser.post(url("task-apply", task), hidden(page))
    [own], [other] = (office.indicators(lane) for lane in ("bidang-pangan", "bidang-tangkap"))
    assert (own.realisasi_set.count(), other.realisasi_set.count()) == (1, 0)


@pytest.mark.parametrize("content", [b"", b"bukan excel", PDF])
def test_task_upload_of_something_else_is_refused(office, task, come, content):
    page = come(office.user("kabid.pangan")).post(
        url("task-upload", task), {"file": SimpleUploadedFile("isian.xlsx", content)}
    )
    assert page.status_code == 422


def test_task_upload_without_a_file_or_too_large_is_told_at_the_field(office, task, come, settings):
    browser = come(office.user("kabid.pangan"))
    page = text(browser.post(url("task-upload", task)))
    assert '<h1 class="h3">Berkas Excel belum dapat dimuat</h1>' in page
    assert '<div class="invalid-feedback" id="id_file-salah">Pilih berkas' in page
    settings.FILE_LIMIT = 3
    page = browser.post(url("task-upload", task), {"file": SimpleUploadedFile("a.xlsx", b"abcd")})
    assert page.status_code == 422
    assert "terlalu besar" in text(page)


def test_task_workbook_of_a_lane_is_the_blank_format_of_a_preparing_step(come):
    office = open_office("dpkp", until="sampaikan-format")
    task = office.task("sampaikan-format", scope="triwulan")
    browser = come(office.user("tim.penyusun-1"))
    lane = office.lane("bidang-pangan")
    answer = browser.get(url("task-workbook", task), {"jalur": lane.pk})
    sheet = load_workbook(BytesIO(answer.content))["Isian"]
    assert sheet["A5"].value == "bidang-pangan-0"


def test_task_workbook_of_a_step_without_figures_to_fill_is_404(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    browser = come(office.user("kasi.angkutan"))
    assert browser.get(url("task-workbook", task)).status_code == 404


def test_task_workbook_of_somebody_else_is_refused(office, task, come):
    browser = come(office.user("kabid.tangkap"))
    assert browser.get(url("task-workbook", task)).status_code == 403


def queries_to_save(come, key, lane, holder, per_lane) -> int:
    office = open_office(key, per_lane=per_lane, until="isi-format")
    task = office.task("isi-format", lane)
    typed = {f"f{each.pk}-value": "40" for each in office.indicators(lane)}
    browser = come(office.user(holder))
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post(url("task-save", task), typed)
    assert answer.status_code == 302
    assert {office.figure(each).version for each in office.indicators(lane)} == {1}
    return len(asked)


def test_a_draft_is_saved_in_as_many_queries_for_one_figure_as_for_three(come):
    with transaction.atomic():
        one = queries_to_save(come, "dpkp", "bidang-pangan", "kabid.pangan", 1)
        transaction.set_rollback(True)
    assert queries_to_save(come, "dpkp", "bidang-pangan", "kabid.pangan", 3) == one
