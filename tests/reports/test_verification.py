"""From paper back to the document: by code, by file, by anybody, and not by the thousand."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from reports import codes
from reports.models import Report, ReportFile
from reports.paper import verification_address
from reports.services import approve_report, render_report, supersede_reports
from reports.views import limiting
from tests.reports.conftest import render_now
from tests.reports.test_services import head
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db


def check(client, report, content=None):
    address = reverse("verification:verification-check", args=[report.code])
    if content is None:
        return client.get(address)
    return client.post(address, {"berkas": SimpleUploadedFile("laporan.pdf", content)})


def content_of(file) -> bytes:
    with file.open("rb") as stored:
        return stored.read()


def test_every_page_carries_the_code_and_a_qr_of_its_address(printed):
    pages = PdfReader(io.BytesIO(content_of(printed.pdf))).pages
    said = [" ".join(page.extract_text().split()) for page in pages]
    assert len(said) > 1
    assert all(codes.printed(printed.code) in page for page in said)
    assert all(verification_address(printed.code).replace(" ", "") in page for page in said)


def test_anybody_is_told_which_document_it_is_but_not_what_it_says(printed, client):
    page = check(client, printed).content.decode()
    assert printed.agency.name in page
    assert "Draf: belum disetujui" in page
    assert printed.pdf_sha256 in page
    assert printed.run.run_indicators.first().indicator.name not in page


def test_a_code_typed_by_hand_leads_to_its_document(printed, client):
    find = reverse("verification:verification-find")
    typed = codes.printed(printed.code).lower()
    answer = client.get(find, {"kode": typed}, follow=True)
    assert answer.redirect_chain == [(f"/verifikasi/{printed.code}/", 302)]
    assert answer.status_code == 200


@pytest.mark.parametrize("code", ["0000000000", "ini bukan kode", "4XK2P"])
def test_an_unknown_code_is_said_to_be_unknown(db, client, code):
    page = client.get(reverse("verification:verification-check", args=[code]), follow=True)
    assert page.status_code == 404
    assert "kode" in page.content.decode()


def test_a_file_is_compared_and_not_kept(printed, client, settings):
    before = sorted(settings.MEDIA_ROOT.rglob("*"))
    content = content_of(printed.pdf)
    assert "Berkas ini asli" in check(client, printed, content).content.decode()
    changed = check(client, printed, content + b" ").content.decode()
    assert "tidak sama dengan berkas mana pun" in changed
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == before
    assert ReportFile.objects.filter(report=printed).count() == 3


def test_the_paper_of_a_superseded_report_is_genuine_but_no_longer_valid(printed, client, filed):
    approve_report(report=printed, acting=head(printed), now=NOW)
    approved = content_of(render_now(printed).pdf)
    supersede_reports(run=filed.run, reason="Angka berubah.", now=NOW)
    report = render_now(Report.objects.get(pk=printed.pk))
    page = check(client, report, approved).content.decode()
    assert "Berkas ini asli" in page
    assert "telah digantikan" in page
    words = list(report.files.filter(kind="cetakan").values_list("word", flat=True))
    assert words == ["DRAF", "", "DIGANTIKAN"]


def test_the_same_printing_is_kept_once(printed):
    from reports.services.requesting import queue_rendering  # noqa: PLC0415 - beside its one use

    Report.objects.filter(pk=printed.pk).update(pdf="", pdf_sha256="")
    job = queue_rendering(report=Report.objects.get(pk=printed.pk), now=NOW)
    before = printed.pdf.name
    render_report(job_id=job.pk, now=NOW)
    printed.refresh_from_db()
    assert (printed.pdf.name, printed.files.count()) == (before, 3)


def test_a_file_too_large_is_refused_in_words(printed, client, settings):
    settings.REPORT_LIMIT = 10
    assert "terlalu besar" in check(client, printed, b"x" * 11).content.decode()


def test_codes_are_not_tried_by_the_thousand(printed, client):
    statuses = [check(client, printed).status_code for _each in range(31)]
    assert (set(statuses[:30]), statuses[30]) == ({200}, 429)
    assert check(client, printed)["Retry-After"] == "60"


def test_without_redis_each_process_counts_alone(printed, client, settings, tmp_path):
    settings.RATE_STORAGE = f"redis+unix://{tmp_path}/away.sock"
    limiting._shared.cache_clear()
    statuses = [check(client, printed).status_code for _each in range(31)]
    assert (set(statuses[:30]), statuses[30]) == ({200}, 429)


def test_the_visitor_is_who_the_proxy_in_front_saw(settings, rf):
    def address(forwarded, proxies):
        settings.KINERJA_PROXIES = proxies
        request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")
        return limiting.address_of(request)

    assert address("203.0.113.9", 0) == "10.0.0.1"
    assert address("198.51.100.1, 203.0.113.9", 1) == "203.0.113.9"
    assert address("bukan alamat", 1) == "?"
    assert address("2001:db8:1:2:aaaa::1", 1) == "2001:db8:1:2::/64"
