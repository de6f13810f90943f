"""The office's books: the agenda entry, the scan of the wet paraf, and the ekspedisi."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import Event, User
from tests.indicators.files import HTML, PDF, image, upload
from tests.workflow.offices import open_office
from workflow.models import DisposisiReceipt, DisposisiScan

pytestmark = pytest.mark.django_db
KEEPER = "kasubag.perencanaan"
ENTRY = {
    "surat_dari": "Bagian Organisasi",
    "nomor_surat": "000.8/12/2026",
    "tanggal_surat": "2026-04-08",
    "diterima_on": "2026-04-09",
}


def url(name, pk=None) -> str:
    return reverse(f"workflow:{name}", args=[] if pk is None else [pk])


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def keeper(office, come):
    return come(office.user(KEEPER))


def test_agenda_edit_writes_the_entry_and_keeps_the_words_before(office, keeper):
    before = office.sheet.surat_dari
    page = keeper.get(url("agenda-edit", office.sheet.pk))
    assert before in text(page)
    answer = keeper.post(url("agenda-edit", office.sheet.pk), ENTRY)
    assert answer["Location"] == url("disposisi-detail", office.sheet.pk)
    sheet = type(office.sheet).objects.get(pk=office.sheet.pk)
    assert (sheet.surat_dari, sheet.nomor_surat) == ("Bagian Organisasi", "000.8/12/2026")
    assert (sheet.tanggal_surat, sheet.diterima_on) == (date(2026, 4, 8), date(2026, 4, 9))
    assert (sheet.nomor_agenda, sheet.agenda_year) == (1, 2026)
    event = Event.objects.get(action="disposisi.entered")
    assert event.data["surat_dari"] == [before, "Bagian Organisasi"]


def test_a_sheet_dated_the_next_working_day_can_be_completed_before(office, keeper):
    """What opens on a Saturday is dated Monday; the rest of its entry need not wait."""
    type(office.sheet).objects.update(diterima_on=date(2026, 4, 13))
    entry = ENTRY | {"diterima_on": "2026-04-13"}
    assert keeper.post(url("agenda-edit", office.sheet.pk), entry).status_code == 302


def test_agenda_edit_without_a_change_leaves_no_event(office, keeper):
    keeper.post(url("agenda-edit", office.sheet.pk), ENTRY)
    keeper.post(url("agenda-edit", office.sheet.pk), ENTRY)
    assert Event.objects.filter(action="disposisi.entered").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"surat_dari": ""}, "Belum diisi"),
        ({"diterima_on": "2026-04-31"}, "Tanggal tidak terbaca"),
        ({"diterima_on": "2026-05-01"}, "Tanggal diterima tidak boleh sesudah hari ini"),
        ({"tanggal_surat": "2026-04-10"}, "Tanggal surat tidak boleh sesudah tanggal diterima"),
        ({"tanggal_surat": "1999-04-10"}, "Tanggal ini lebih dari sepuluh tahun yang lalu"),
        ({"tanggal_surat": "0001-01-01"}, "Tahun 1 tidak wajar"),
    ],
)
def test_agenda_edit_says_what_is_wrong_and_keeps_what_was_typed(office, keeper, wrong, sentence):
    page = keeper.post(url("agenda-edit", office.sheet.pk), ENTRY | wrong)
    assert page.status_code == 422
    assert sentence in text(page)
    assert "000.8/12/2026" in text(page)
    assert not Event.objects.filter(action="disposisi.entered").exists()


@pytest.mark.parametrize(("who", "status"), [("kepala@dishub", 403), ("kepala@dpmd", 404)])
@pytest.mark.parametrize("name", ["agenda-edit", "scan-add"])
def test_the_books_are_kept_by_the_filing_post_only(office, come, who, status, name):
    stranger = come(User.objects.get(username=who))
    assert stranger.post(url(name, office.sheet.pk), ENTRY).status_code == status


def test_scan_add_shows_the_newest_first_and_keeps_the_older(office, keeper, come):
    for name, content in (("lembar.pdf", PDF), ("foto.bin", image("JPEG"))):
        answer = keeper.post(url("scan-add", office.sheet.pk), {"scan": upload(name, content)})
        assert answer.status_code == 302
    newest, older = DisposisiScan.objects.all()
    assert (newest.content_type, older.content_type) == ("image/jpeg", "application/pdf")
    reader = come(office.user("kabid.angkutan"))
    assert "sebelumnya" in text(reader.get(url("disposisi-detail", office.sheet.pk)))
    file = reader.get(url("scan-download", older.pk))
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lembar.pdf", HTML, "bukan PDF"),
        ("lembar.pdf", b"", "kosong"),
        ("tabel.csv", b"a;b\n1;2\n", "harus PDF, PNG, atau JPG"),
    ],
)
def test_scan_add_judges_by_content(office, keeper, name, content, sentence):
    page = keeper.post(url("scan-add", office.sheet.pk), {"scan": upload(name, content)})
    assert page.status_code == 422
    assert sentence in text(page)
    assert not DisposisiScan.objects.exists()


def test_the_same_scan_is_not_taken_twice(office, keeper):
    for status in (302, 422):
        page = keeper.post(url("scan-add", office.sheet.pk), {"scan": upload("a.pdf", PDF)})
        assert page.status_code == status
    assert DisposisiScan.objects.count() == 1


def test_scan_download_is_for_the_own_agency(office, keeper, come):
    keeper.post(url("scan-add", office.sheet.pk), {"scan": upload("a.pdf", PDF)})
    pk = DisposisiScan.objects.get().pk
    stranger = come(User.objects.get(username="kepala@dpmd"))
    assert stranger.get(url("scan-download", pk)).status_code == 404


def test_ekspedisi_list_tells_who_received_what_and_when(office, keeper):
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    sent = DisposisiReceipt.objects.filter(hop__sent_at__isnull=False)
    page = keeper.get(url("ekspedisi-list"))
    assert len(page.context["deliveries"]) == sent.count()
    words = text(page)
    assert "10 Apr 2026 10.00" in words
    assert "belum dibaca" in words


def test_ekspedisi_list_asks_the_same_questions_however_long_it_is(office, keeper):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            keeper.get(url("ekspedisi-list"))
        return len(queries)

    few = asked()
    for lane in ("kasi-angkutan", "kasi-manajemen", "kasi-pengendalian"):
        office.finish(office.task("perintahkan-analis", lane))
    assert asked() == few
