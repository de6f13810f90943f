"""Writing figures: draft, evidence, two persons at once, and the Excel form out and back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import BuktiDukung
from organization.models import Officeholder
from tests.workflow.offices import NOW, fill, open_office

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def url(name, task) -> str:
    return reverse(f"workflow:{name}", args=[task.pk])


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def office():
    office = open_office("dpkp")
    office.run_until("isi-format")
    return office


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
    page = come(deputy).post(
        url("task-save", task), {f"{field}-version": "0", f"{field}-value": "41"}
    )
    assert page.status_code == 409
    assert "menjadi 40" in text(page)
    assert 'value="41"' in text(page)
    again = come(deputy).post(
        url("task-save", task), {f"{field}-version": "1", f"{field}-value": "41"}
    )
    assert again.status_code == 302


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
    browser.post(
        url("task-save", task), {f"f{foreign.pk}-version": "0", f"f{foreign.pk}-value": "3"}
    )
    assert foreign.realisasi_set.count() == 0


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


def test_task_workbook_goes_out_and_comes_back(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    sheet = book["Isian"]
    sheet["F5"] = 12.5
    answer = upload(browser, task, book)
    [indicator] = office.indicators("bidang-pangan")
    assert answer["Location"] == url("task-detail", task), text(answer)
    assert str(office.figure(indicator).current.value) == "12.5000"
    assert office.figure(indicator).current.origin == "excel"


def test_task_upload_without_a_change_says_so(office, task, come):
    browser = come(office.user("kabid.pangan"))
    assert upload(browser, task, book_of(browser, task)).status_code == 302
    assert "tidak memuat perubahan" in text(browser.get(url("task-detail", task)))


def test_task_upload_names_the_cell_of_each_problem_and_saves_nothing(office, task, come):
    browser = come(office.user("kabid.pangan"))
    book = book_of(browser, task)
    book["Isian"]["F5"] = "banyak"
    page = upload(browser, task, book)
    assert page.status_code == 422
    assert "Isian!F5" in text(page)
    assert office.indicators("bidang-pangan")[0].realisasi_set.count() == 0


def test_task_upload_of_a_foreign_workbook_is_refused(office, task, come):
    other = office.task("isi-format", "bidang-tangkap")
    book = book_of(come(office.user("kabid.tangkap")), other)
    page = upload(come(office.user("kabid.pangan")), task, book)
    assert page.status_code == 422
    assert "tidak sesuai dengan formulir ini" in text(page)


@pytest.mark.parametrize("content", [b"", b"bukan excel", PDF])
def test_task_upload_of_something_else_is_refused(office, task, come, content):
    page = come(office.user("kabid.pangan")).post(
        url("task-upload", task), {"file": SimpleUploadedFile("isian.xlsx", content)}
    )
    assert page.status_code == 422


def test_task_upload_without_a_file_or_too_large_is_told_at_the_field(office, task, come, settings):
    browser = come(office.user("kabid.pangan"))
    assert "Pilih berkas" in text(browser.post(url("task-upload", task)))
    settings.FILE_LIMIT = 3
    page = browser.post(url("task-upload", task), {"file": SimpleUploadedFile("a.xlsx", b"abcd")})
    assert page.status_code == 422
    assert "terlalu besar" in text(page)


def test_task_workbook_of_a_lane_is_the_blank_format_of_a_preparing_step(come):
    office = open_office("dpkp")
    task = office.run_until("sampaikan-format")
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
