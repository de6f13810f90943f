"""Signed copies: what is accepted as what, that both files are kept, and what is never kept."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organization.models import Event
from reports.access import FileLost, NotAtThisStation, SignatureRefused
from reports.models import Report, SignedCopy
from reports.services import (
    approve_report,
    return_report,
    sign_locally,
    take_scan,
    take_signed_copy,
)
from reports.services.rendering import keep_file
from reports.signatures import Pkcs12Signer
from tests.reports.keys import NAME, PASSPHRASE, key_file
from tests.reports.test_services import head
from tests.reports.test_signatures import frozen, repainted, signed
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
SCAN = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40 + b"IEND\xaeB`\x82"


@pytest.fixture
def approved(report, monkeypatch) -> Report:
    """A report whose approved printing is a small PDF, as if the worker had made it."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    report.refresh_from_db()
    approve_report(report=report, acting=head(report), now=NOW)
    kept = keep_file(report, "cetakan", frozen(), now=NOW)
    Report.objects.filter(pk=report.pk).update(pdf=kept.file.name, pdf_sha256=kept.sha256)
    report.refresh_from_db()
    return report


def take(report, content):
    return take_signed_copy(report=report, content=content, acting=head(report), now=NOW)


def test_a_signed_copy_moves_the_report_on_and_both_files_are_kept(approved):
    copy = take(approved, signed())
    approved.refresh_from_db()
    assert approved.state == "ditandatangani"
    with copy.file.file.open("rb") as kept, copy.frozen.file.open("rb") as before:
        assert (kept.read(), before.read()) == (signed(), frozen())
    assert copy.findings["is_continued"]
    assert [each["signer"] for each in copy.findings["signatures"]] == [NAME]
    event = Event.objects.get(action="report.signed")
    assert event.data["frozen_sha256"] == approved.pdf_sha256


def test_a_scan_is_accepted_and_proves_nothing(approved):
    day = NOW.date()
    copy = take_scan(report=approved, content=SCAN, acting=head(approved), on=day, now=NOW)
    approved.refresh_from_db()
    assert (copy.file.kind, copy.findings) == ("pindaian", {})
    assert (approved.state, approved.acts.last().on) == ("ditandatangani", day)


def test_a_second_copy_joins_the_first(approved):
    take_scan(report=approved, content=SCAN, acting=head(approved), on=NOW.date(), now=NOW)
    for _twice in range(2):
        take(approved, signed())
    assert SignedCopy.objects.count() == 2
    assert Event.objects.filter(action="report.signed_copy").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: b"bukan PDF", "bukan PDF yang utuh"),
        (frozen, "belum memuat tanda tangan"),
        (lambda: signed(frozen("Laporan lain")), "bukan laporan yang dibekukan"),
        (lambda: signed(repainted(frozen())), "bukan laporan yang dibekukan"),
    ],
)
def test_what_is_not_the_signed_report_is_refused_in_words(approved, content, sentence):
    with pytest.raises(SignatureRefused) as refusal:
        take(approved, content())
    assert sentence in refusal.value.sentence
    assert not SignedCopy.objects.exists()
    approved.refresh_from_db()
    assert approved.state == "disetujui"


def test_a_draft_takes_no_signature(report):
    with pytest.raises(NotAtThisStation):
        take(report, signed())


def test_a_returned_report_keeps_its_copies_and_wants_new_ones(approved):
    take(approved, signed())
    return_report(report=approved, acting=head(approved), reason="Salah angka.", now=NOW)
    assert SignedCopy.objects.count() == 1
    with pytest.raises(NotAtThisStation):
        take(approved, signed(signed()))


def test_a_key_of_ones_own_signs_here_and_again_beside_the_first(approved):
    for ends in ((), (datetime(2098, 1, 1, tzinfo=UTC),)):
        signer = Pkcs12Signer(key_file(*ends), PASSPHRASE)
        sign_locally(report=approved, signer=signer, acting=head(approved), now=NOW)
    counts = [len(copy.findings["signatures"]) for copy in SignedCopy.objects.order_by("pk")]
    assert counts == [1, 2]


def test_one_key_signs_a_report_once_however_often_it_is_clicked(approved):
    signer = Pkcs12Signer(key_file(), PASSPHRASE)
    first, second = (
        sign_locally(report=approved, signer=signer, acting=head(approved), now=NOW)
        for _twice in range(2)
    )
    assert (first, len(second.findings["signatures"])) == (second, 1)
    assert SignedCopy.objects.count() == 1


def test_where_the_frozen_file_is_lost_nothing_is_signed(approved):
    os.remove(approved.pdf.path)
    with pytest.raises(FileLost):
        take(approved, signed())
    signer = Pkcs12Signer(key_file(), PASSPHRASE)
    with pytest.raises(FileLost):
        sign_locally(report=approved, signer=signer, acting=head(approved), now=NOW)
    assert not SignedCopy.objects.exists()


def test_an_expired_key_signs_nothing(approved):
    ended = datetime(2025, 1, 1, tzinfo=UTC)
    signer = Pkcs12Signer(key_file(ended), PASSPHRASE)
    with pytest.raises(SignatureRefused, match="dari 1 Januari 2020 sampai 1 Januari 2025"):
        sign_locally(report=approved, signer=signer, acting=head(approved), now=NOW)
    assert not SignedCopy.objects.exists()


def test_a_copy_signed_with_an_expired_certificate_says_so(approved, client):
    ended = datetime(2025, 1, 1, tzinfo=UTC)
    content = Pkcs12Signer(key_file(ended), PASSPHRASE).sign(frozen(), reason="Uji")
    copy = take(approved, content)
    assert [each["was_valid"] for each in copy.findings["signatures"]] == [False]
    client.force_login(head(approved).user, backend=BACKEND)
    detail = client.get(reverse("reports:report-detail", args=[approved.pk])).content.decode()
    assert "Sertifikatnya tidak berlaku pada waktu itu." in detail


def test_a_signers_slow_clock_does_not_sign_before_the_approval(approved):
    later = NOW + timedelta(days=900)
    Report.objects.filter(pk=approved.pk).update(approved_at=later)
    approved.refresh_from_db()
    copy = take_signed_copy(
        report=approved, content=signed(), acting=head(approved), now=later + timedelta(days=2)
    )
    assert copy.on == later.date()


def send(client, report, **data):
    client.force_login(head(report).user, backend=BACKEND)
    return client.post(reverse("reports:report-sign", args=[report.pk]), data)


def file(content, name="laporan.pdf"):
    return SimpleUploadedFile(name, content)


def test_the_page_takes_a_signed_copy_and_says_what_it_found(approved, client):
    refused = send(client, approved, cara="tte", berkas=file(frozen()))
    assert "belum memuat tanda tangan elektronik" in refused.content.decode()
    assert send(client, approved, cara="tte", berkas=file(signed())).status_code == 302
    detail = client.get(reverse("reports:report-detail", args=[approved.pk])).content.decode()
    assert f"Ditandatangani oleh {NAME}" in detail
    assert "byte demi byte" in detail
    assert "belum terjamin" in detail
    copy = SignedCopy.objects.get()
    got = client.get(reverse("reports:report-file", args=[approved.pk, copy.file_id]))
    assert b"".join(got) == signed()
    missing = client.get(reverse("reports:report-file", args=[approved.pk, copy.file_id + 999]))
    assert missing.status_code == 404
    client.logout()
    check = reverse("verification:verification-check", args=[approved.code])
    page = client.post(check, {"berkas": file(signed())}).content.decode()
    assert "Berkas ini asli" in page
    assert "Salinan bertanda tangan elektronik" in page


@pytest.mark.parametrize("how", ["tte", "pindaian"])
def test_a_second_click_is_answered_like_the_first(approved, client, how):
    client.force_login(head(approved).user, backend=BACKEND)
    address = reverse("reports:report-sign", args=[approved.pk])
    content = {"tte": signed(), "pindaian": SCAN}[how]
    for _twice in range(2):
        sent = {"cara": how, "berkas": SimpleUploadedFile("salinan", content)}
        answer = client.post(address, sent | {"tanggal": NOW.date().isoformat()}, follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            "Salinan bertanda tangan tersimpan."
        ]
    assert SignedCopy.objects.count() == 1


def test_what_is_there_already_as_something_else_says_as_what(approved):
    today = NOW.date()
    take_scan(report=approved, content=SCAN, acting=head(approved), on=today, now=NOW)
    with pytest.raises(SignatureRefused, match=r"Pindaian.* bertanggal"):
        take_scan(
            report=approved,
            content=SCAN,
            acting=head(approved),
            on=today - timedelta(days=1),
            now=NOW,
        )
    with pytest.raises(SignatureRefused, match="sebagai Cetakan PDF"):
        take_scan(report=approved, content=frozen(), acting=head(approved), on=today, now=NOW)


def test_a_scan_wants_the_day_on_its_paper(approved, client):
    for day, words in (
        ("", "Isi tanggal"),
        (NOW.date() + timedelta(days=1), "sesudah hari ini"),
        (date(2026, 4, 9), "sebelum persetujuan"),
    ):
        page = send(client, approved, cara="pindaian", berkas=file(SCAN), tanggal=day)
        assert words in page.content.decode()
        assert page.status_code == 422
    for content in (b"teks", b"%PDF-1.4\n%%EOF\n", frozen()[:400] + b"\n%%EOF\n"):
        sent = send(client, approved, cara="pindaian", berkas=file(content), tanggal=NOW.date())
        assert "bukan pindaian yang utuh" in sent.content.decode()
        assert sent.status_code == 422
    sent = send(client, approved, cara="pindaian", berkas=file(SCAN), tanggal=NOW.date())
    assert sent.status_code == 302
    detail = client.get(reverse("reports:report-detail", args=[approved.pk])).content.decode()
    assert "tidak dapat diperiksa secara elektronik" in detail


def test_neither_key_nor_passphrase_is_kept(approved, client, settings):
    client.force_login(head(approved).user, backend=BACKEND)
    address = reverse("reports:report-sign-locally", args=[approved.pk])

    def post(passphrase):
        return client.post(address, {"kunci": file(key_file(), "a.p12"), "sandi": passphrase})

    wrong = post("sandi yang keliru").content.decode()
    assert "tidak terbuka dengan sandi ini" in wrong
    assert "sandi yang keliru" not in wrong
    assert post(PASSPHRASE).status_code == 302
    refused = Report.objects.filter(pk=approved.pk)
    refused.update(state="dipublikasikan")
    assert PASSPHRASE not in post(PASSPHRASE).content.decode()
    stored = b"".join(
        path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()
    )
    assert PASSPHRASE.encode() not in stored
    assert key_file() not in stored
    assert not [event for event in Event.objects.all() if PASSPHRASE in str(event.data)]


def test_a_scanned_pdf_has_pages(approved):
    copy = take_scan(
        report=approved, content=repainted(frozen()), acting=head(approved), on=NOW.date(), now=NOW
    )
    assert copy.file.file.name.endswith(".pdf")
