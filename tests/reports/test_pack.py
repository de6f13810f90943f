"""The evaluation pack: what it holds, what it names as missing, its hashes, and who takes it."""

import hashlib
import io
import tracemalloc
import zipfile
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from indicators.models import BuktiDukung, Realisasi
from organization.access import Acting, holders
from organization.models import Agency, Event, Job
from reports import services
from reports.models import EvaluationPack, IssuedPaper, Report
from reports.pack import INDEX_NAME, MANIFEST_NAME, Piece, pieces_of, write_archive
from reports.pack.pieces import MEASURING
from tests.reports.conftest import render_now
from tests.reports.test_services import head
from tests.workflow.offices import NOW

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Much more than a part that is read at once.
LARGE = 48 * 1024 * 1024
ISSUE = partial(services.issue_paper, now=NOW)


@pytest.fixture
def agency(filed, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return filed.agency


def back(figure: Realisasi, kind="berkas", title="Rekap", content=b"isi bukti") -> BuktiDukung:
    """Evidence of a figure, as it was handed in."""
    row = BuktiDukung(
        realisasi=figure,
        kind=kind,
        title=title,
        url="https://contoh.go.id/data" if kind == "tautan" else "",
        added_by=figure.current.author,
        added_at=NOW,
    )
    if kind == "berkas":
        row.sha256 = hashlib.sha256(content).hexdigest()
        row.file.save("rekap.pdf", ContentFile(content), save=False)
    row.save()
    return row


def ask(agency) -> EvaluationPack:
    acting = Acting.under(holders(agency.signing_position, NOW.date())[0])
    return services.request_pack(agency=agency, year=2026, acting=acting, now=NOW)


def build(agency) -> EvaluationPack:
    pack = ask(agency)
    job = Job.objects.filter(kind="reports.pack", subject_id=pack.pk).latest("pk")
    assert services.build_pack(job_id=job.pk, now=NOW)
    pack.refresh_from_db()
    return pack


def opened(pack: EvaluationPack) -> dict[str, bytes]:
    with pack.file.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def figures(agency) -> list[Realisasi]:
    found = Realisasi.objects.filter(indicator__agency=agency).select_related("current")
    return list(found.order_by("indicator__order", "pk"))


@pytest.mark.django_db
def test_the_pack_holds_what_a_hand_would_have_put_into_it(agency, report):
    """And what it does not hold, its index names."""
    first, second, *others = figures(agency)
    back(first, title="Rekap Januari–Maret")
    back(second, kind="tautan", title="Portal data")
    approve_report = services.approve_report
    approve_report(report=render_now(report), acting=head(report), now=NOW)
    report = render_now(report)
    pack = build(agency)
    held = opened(pack)
    code, sop = report.code, report.run.document
    assert sorted(held) == sorted(
        [
            "1-Perencanaan-Kinerja/Perjanjian-Kinerja-Tahun-2026.pdf",
            "1-Perencanaan-Kinerja/Rencana-Aksi-2026.pdf",
            f"2-Pengukuran-Kinerja/SOP-{sop.key}-v{report.run.version.number}.pdf",
            f"2-Pengukuran-Kinerja/Laporan-Triwulan-I-{code}.pdf",
            f"2-Pengukuran-Kinerja/Laporan-Triwulan-I-{code}.xlsx",
            "2-Pengukuran-Kinerja/Catatan-persetujuan.xlsx",
            f"2-Pengukuran-Kinerja/Bukti-Dukung/TW-I/{first.indicator.code}"
            "/01_Rekap-Januari-Maret.pdf",
            "3-Pelaporan-Kinerja/Tahap-laporan.xlsx",
            "4-Evaluasi-Akuntabilitas-Kinerja-Internal/E81-2026.pdf",
            INDEX_NAME,
            MANIFEST_NAME,
        ]
    )
    manifest = dict(
        reversed(line.split("  ", 1)) for line in held.pop(MANIFEST_NAME).decode().splitlines()
    )
    assert manifest == {path: hashlib.sha256(content).hexdigest() for path, content in held.items()}
    printed = (f"SOP-{sop.key}", "E81", "Perjanjian", "Rencana", INDEX_NAME)
    assert {
        sha256 for path, sha256 in manifest.items() if path.rpartition("/")[2].startswith(printed)
    } == set(IssuedPaper.objects.values_list("sha256", flat=True))
    absent = [each["title"] for each in pack.index if each["note"].startswith("belum ada")]
    assert absent == [
        *(f"Laporan triwulan {roman}" for roman in ("II", "III", "IV")),
        *(f"Bukti dukung TW I: {each.indicator.name}" for each in others),
        "LKjIP",
        "LKjIP: salinan bertanda tangan",
        "Pernyataan telah direviu: LKjIP",
        "Tindak lanjut",
        "Laporan hasil evaluasi (LHE) AKIP internal",
    ]
    index = words_of(held[INDEX_NAME])
    assert "Evaluasi Akuntabilitas Kinerja Internal (bobot 25)" in index
    assert "Laporan triwulan II belum ada" in index
    assert "tanpa berkas: https://" in index
    notes = {each["title"]: each["note"] for each in pack.index}
    assert notes[f"Bukti dukung TW I: {second.indicator.name} · Portal data"] == (
        "tanpa berkas: https://contoh.go.id/data"
    )
    with pack.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == pack.sha256
    assert held[f"2-Pengukuran-Kinerja/Laporan-Triwulan-I-{code}.pdf"][:5] == b"%PDF-"


@pytest.mark.django_db
def test_it_is_built_once_however_many_ask_and_the_next_replaces_its_file(
    agency, sent_tasks, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(agency) == ask(agency)
    first = build(agency)
    job = Job.objects.get(kind="reports.pack")
    assert [each for each in sent_tasks if each[0] == "reports.pack"] == [
        ("reports.pack", [job.pk])
    ]
    assert (job.state, job.progress) == ("selesai", 100)
    assert not services.build_pack(job_id=job.pk, now=NOW)
    storage, name = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        second = build(agency)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (first.file.name, bool(first.sha256), bool(second.file)) == ("", True, True)
    assert (storage.exists(name), storage.exists(second.file.name)) == (False, True)
    told = Event.objects.filter(agency=agency, subject_type="pack").order_by("pk")
    assert [each.action for each in told] == ["pack.requested", "pack.built"] * 2


@pytest.mark.django_db
def test_a_file_that_is_gone_or_altered_is_said_to_be_so(agency):
    first, second, *_others = figures(agency)
    gone, altered = back(first, title="Hilang"), back(second, title="Berubah")
    gone.file.storage.delete(gone.file.name)
    BuktiDukung.objects.filter(pk=altered.pk).update(sha256="0" * 64)
    notes = {each["title"].rpartition(" · ")[2]: each["note"] for each in build(agency).index}
    assert notes["Hilang"] == "belum ada: berkas tidak ditemukan di penyimpanan"
    assert notes["Berubah"] == "SHA-256 berbeda dari yang dicatat saat berkas diterima"


@pytest.mark.django_db
def test_the_queries_are_the_same_for_one_file_and_for_three(agency):
    counts = []
    assert agency.government
    for figure in figures(agency)[:3]:
        back(figure)
        with CaptureQueriesContext(connection) as queries:
            pieces = pieces_of(agency, 2026, NOW.date(), ISSUE)
        counts.append((len(queries), sum("Bukti-Dukung" in each.path for each in pieces)))
    assert [files for _queries, files in counts] == [1, 2, 3]
    assert len({queries for queries, _files in counts}) == 1


@pytest.mark.django_db
def test_a_build_that_failed_says_why_and_is_made_good_when_asked_again(agency, monkeypatch):
    pack = ask(agency)
    job = Job.objects.get(kind="reports.pack")
    with monkeypatch.context() as broken:
        broken.setattr("reports.services.packing.pieces_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.build_pack(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, "ZeroDivisionError" in job.error) == ("gagal", True)
    assert build(agency) == pack
    assert EvaluationPack.objects.get().sha256


def test_large_evidence_is_not_held_in_memory(tmp_path):
    part = b"x" * (1024 * 1024)
    pieces = [
        Piece(MEASURING, f"Bukti {number}", f"{number}.bin", lambda: iter([part] * 48))
        for number in (1, 2)
    ]
    told: list[int] = []
    with (tmp_path / "paket.zip").open("wb") as target:
        tracemalloc.start()
        entries = write_archive(
            target,
            pieces,
            stamp=NOW,
            closing=lambda _entries: [],
            tell=told.append,
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert [each.size for each in entries] == [LARGE, LARGE]
    assert told == [1, 2]
    assert peak < LARGE / 8


@pytest.mark.django_db
def test_the_head_the_planning_side_and_apip_take_it_and_nobody_else(agency, filed, client):
    page = reverse("reports:pack-detail", args=[agency.key, 2026])
    zipped = reverse("reports:pack-download", args=[agency.key, 2026, 1])

    def status(user, address=page):
        client.force_login(user, backend=BACKEND)
        return client.get(address).status_code

    reviewing = agency.government.oversight.get(scope="reviu").position
    apip = holders(reviewing, NOW.date())[0].user
    takers = [filed.user("kepala"), filed.user("kasubag.perencanaan"), apip]
    assert [status(each) for each in takers] == [200] * 3
    assert [status(each, zipped) for each in takers] == [404] * 3
    client.force_login(apip, backend=BACKEND)
    assert client.post(page).status_code == 302
    assert "Paket sedang disusun." in client.get(page).text
    pack = build(agency)
    shown = client.get(page).text
    assert (pack.sha256 in shown, zipped in shown) == (True, True)
    assert "Laporan triwulan II" in shown
    answer = client.get(zipped)
    assert hashlib.sha256(b"".join(answer)).hexdigest() == pack.sha256
    assert answer["ETag"] == f'"{pack.sha256}"'
    for each in (page, zipped):
        assert status(filed.user("kabid.pangan"), each) == 403
    stranger = apip.__class__.objects.create_user("orang.lain")
    assert status(stranger) == 404


@pytest.mark.django_db
def test_a_draft_is_not_put_in_but_named(agency, report):
    assert Report.objects.get(pk=report.pk).state == "disusun"
    notes = {piece.title: piece.note for piece in pieces_of(agency, 2026, NOW.date(), ISSUE)}
    assert notes["Laporan triwulan I"] == "belum ada: baru ada draf"


def test_the_pack_of_the_sekretariat_daerah_holds_the_reports_of_the_kabupaten(filed):
    setda = Agency.objects.get(government=filed.agency.government, kind=Agency.Kind.SETDA)
    for triwulan in (1, 2, None):
        services.request_overview(agency=setda, year=2026, triwulan=triwulan, now=NOW)
    Report.objects.filter(run=None).exclude(triwulan=2).update(
        state="disetujui", pdf="a.pdf", pdf_sha256="a" * 64, xlsx="a.xlsx", xlsx_sha256="b" * 64
    )
    found = {
        piece.title.split(",")[0]: piece.note or piece.path
        for piece in pieces_of(setda, 2026, NOW.date(), ISSUE)
        if "kabupaten" in piece.title
    }
    first, annual = (Report.objects.get(run=None, triwulan=each).code for each in (1, None))
    assert found == {
        "Ikhtisar kabupaten triwulan I (PDF": f"Ikhtisar-Kabupaten-Triwulan-I-{first}.pdf",
        "Ikhtisar kabupaten triwulan I (XLSX": f"Ikhtisar-Kabupaten-Triwulan-I-{first}.xlsx",
        "Ikhtisar kabupaten triwulan II": "belum ada: baru ada draf",
        "Ikhtisar kabupaten triwulan III": "belum ada",
        "Ikhtisar kabupaten triwulan IV": "belum ada",
        "LKjIP kabupaten (PDF": f"LKjIP-Kabupaten-{annual}.pdf",
        "LKjIP kabupaten (XLSX": f"LKjIP-Kabupaten-{annual}.xlsx",
        "LKjIP kabupaten: salinan bertanda tangan": "belum ada",
        "Pernyataan telah direviu: LKjIP kabupaten": "belum ada",
    }
    other = pieces_of(filed.agency, 2026, NOW.date(), ISSUE)
    assert not [piece.title for piece in other if "kabupaten" in piece.title]
