"""Papers printed on request: under which code they are given out, and what the code tells."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from indicators.models import Indicator
from organization.models import Agency, Officeholder
from reports import codes, services
from reports.books import BOOKS
from reports.issuable import (
    Issuable,
    book_paper,
    disposisi_paper,
    plan_paper,
    procedure_paper,
    takeover_paper,
)
from reports.models import IssuedPaper
from reports.paper import verification_address
from reports.planning import DOCUMENTS
from sop.models import SopVersion
from tests.factories.indicators import TargetFactory
from tests.pictures import keep_pages
from tests.workflow.offices import NOW, Office, open_office

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the time of the doors."""

    def at(moment) -> None:
        monkeypatch.setattr("organization.clock.now", lambda: moment)

    at(NOW)
    return at


@pytest.fixture
def office(at) -> Office:
    found = open_office("dishub")
    TargetFactory(indicator=Indicator.objects.filter(agency=found.agency).first(), triwulan=None)
    return found


@pytest.fixture
def get(office, client):
    """A page for the head of the agency."""

    def get(name, *arguments, follow=False):
        client.force_login(office.user("kepala"), backend=BACKEND)
        return client.get(reverse(name, args=arguments), follow=follow).content

    return get


def papers_of(office: Office) -> dict[str, tuple]:
    """Kind of paper → the name and arguments of its address."""
    key = office.agency.key
    term = Officeholder.objects.get(user=office.user("kepala"))
    return {
        **{kind: ("reports:document-pdf", kind, key, 2026) for kind in ("pk", "renaksi", "e81")},
        "agenda": ("reports:book-pdf", "agenda", key, 2026),
        "disposisi": ("reports:disposisi-sheet", office.run.pk),
        "serah-terima": ("reports:takeover-pdf", term.pk),
        "sop": ("sop:document-pdf", office.run.document_id),
    }


def words_of(page) -> str:
    return " ".join(page.extract_text().split())


def told(client, code: str, content: bytes | None = None) -> str:
    """What the public page says of a code, and of a file."""
    client.logout()
    address = reverse("verification:verification-check", args=[code])
    sent = {"berkas": SimpleUploadedFile("kertas.pdf", content)} if content else None
    answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def plain(agency: Agency, text: str, **words) -> Issuable:
    """A paper of one line."""
    return Issuable(
        agency=agency,
        kind=IssuedPaper.Kind.E81,
        subject="2026",
        text=text,
        write=lambda code: f"{text} {code}".encode(),
        **words,
    )


def numbers(code: str) -> list[int]:
    return list(IssuedPaper.objects.filter(code=code).values_list("number", flat=True))


def test_every_page_of_every_paper_carries_its_code_and_the_code_tells_of_it(office, get, client):
    papers = papers_of(office)
    for kind, address in papers.items():
        content = get(*address)
        keep_pages(f"terbitan-{kind}", content)
        issue = IssuedPaper.objects.get(kind=kind)
        pages = [words_of(page) for page in PdfReader(io.BytesIO(content)).pages]
        for number, page in enumerate(pages, start=1):
            assert f"Kode verifikasi {codes.printed(issue.code)}" in page
            assert verification_address(issue.code) in page.replace(" ", "")
            assert f"Halaman {number} dari {len(pages)}" in page
        said = told(client, issue.code, content)
        assert f'<h1 class="h3">{issue.get_kind_display()}' in said
        assert office.agency.name in said
        assert "Berkas ini asli" in said
        assert "Terbitan terakhir." in said
        assert issue.sha256 in said
    assert IssuedPaper.objects.count() == len(papers)


def test_the_public_learns_of_a_lembar_disposisi_only_what_it_is(office, get, client):
    get("reports:disposisi-sheet", office.run.pk)
    issue = IssuedPaper.objects.get()
    said = told(client, issue.code)
    assert "Triwulan I tahun 2026" in said
    sheet = office.run.disposisi
    hop = sheet.hops.first()
    inside = [sheet.hal, hop.instruction, *(each.position.name for each in hop.receipts.all())]
    assert all(inside)
    assert [text for text in inside if text in said] == []
    assert issue.title == ""


def test_the_same_content_is_the_same_file_under_the_same_code(office, get, at):
    addresses = [papers_of(office)[kind] for kind in ("renaksi", "sop")]
    first = [get(*each) for each in addresses]
    at(TOMORROW)
    assert [get(*each) for each in addresses] == first
    assert IssuedPaper.objects.count() == len(first)


def test_only_what_holds_as_of_a_day_is_another_paper_on_the_next(office):
    agency, on = office.agency, NOW.date()
    term = Officeholder.objects.get(user=office.user("kepala"))

    def fingerprints(on) -> dict[str, str]:
        papers = [
            *(
                plan_paper(agency, IssuedPaper.Kind(kind), made(agency, 2026), 2026, on)
                for kind, made in DOCUMENTS.items()
            ),
            *(book_paper(agency, book, 2026) for book in BOOKS),
            disposisi_paper(office.run),
            takeover_paper(term, on),
        ]
        return {paper.kind: paper.fingerprint for paper in papers}

    first, second = fingerprints(on), fingerprints(on + timedelta(days=1))
    assert {kind for kind in first if first[kind] != second[kind]} == {"e81", "serah-terima"}


def test_other_content_is_the_next_issue_and_the_one_before_is_said_to_be_replaced(
    office, get, client, at
):
    address = papers_of(office)["pk"]
    first = get(*address)
    at(TOMORROW)
    Agency.objects.filter(pk=office.agency.pk).update(address="Jalan Baru 2")
    second = get(*address)
    old, new = IssuedPaper.objects.order_by("number")
    assert (old.number, new.number, old.code != new.code) == (1, 2, True)
    said = told(client, old.code, first)
    assert "Sudah digantikan terbitan ke-2 tanggal 11 April 2026" in said
    assert "Sesudahnya telah ada terbitan dengan isi lain." in said
    assert "tidak sama dengan berkas mana pun" in told(client, old.code, second)
    assert "ke-2, dicetak 11 April 2026" in told(client, new.code)


def test_content_that_comes_back_has_its_old_code_and_is_the_latest_again(office, client):
    agency = office.agency
    first = services.issue_paper(paper=plain(agency, "lama"), now=NOW)
    services.issue_paper(paper=plain(agency, "baru"), now=NOW)
    assert services.issue_paper(paper=plain(agency, "lama"), now=TOMORROW) == first
    code = first.decode().split()[1]
    assert numbers(code) == [1, 3]
    said = told(client, code, first)
    assert "ke-3, dicetak 11 April 2026" in said
    assert "Terbitan terakhir." in said
    assert said.count("SHA-256 <code>") == 1


def test_a_changed_printing_program_keeps_the_code_and_both_files(office, client):
    paper = plain(office.agency, "isi")
    first = services.issue_paper(paper=paper, now=NOW)
    redrawn = replace(
        paper, text='<p class="x"> isi\n</p>', write=lambda code: f"isi  {code}".encode()
    )
    second = services.issue_paper(paper=redrawn, now=TOMORROW)
    assert services.issue_paper(paper=paper, now=TOMORROW) == first
    code = first.decode().split()[1]
    assert (second.decode().split()[1], numbers(code)) == (code, [1, 2])
    assert "Berkas ini asli" in told(client, code, first)
    assert "Berkas ini asli" in told(client, code, second)


@pytest.mark.parametrize("text", ["isi", "isi lain"])
def test_two_who_print_at_once_get_numbers_of_their_own_and_one_code_for_one_content(office, text):
    agency = office.agency
    meanwhile = []

    def write(code):
        if not meanwhile:
            meanwhile.append(b"")
            meanwhile[0] = services.issue_paper(paper=plain(agency, text), now=NOW)
        return f"isi {code}".encode()

    slower = services.issue_paper(paper=replace(plain(agency, "isi"), write=write), now=NOW)
    assert (slower == meanwhile[0]) == (text == "isi")
    issued = IssuedPaper.objects.order_by("number").values_list("number", "code")
    assert [number for number, _code in issued] == ([1] if text == "isi" else [1, 2])
    assert slower.decode().split()[1] == list(issued)[-1][1]


def test_a_figure_that_moves_to_the_next_cell_is_other_content(office):
    first, second = (
        plain(office.agency, f"<table><tr><td>{left}</td><td>{right}</td></tr></table>")
        for left, right in (("12", "3"), ("1", "23"))
    )
    assert first.fingerprint != second.fingerprint


def test_a_draft_is_said_to_be_one(office, client):
    content = services.issue_paper(paper=plain(office.agency, "isi", word="DRAF"), now=NOW)
    said = told(client, content.decode().split()[1], content)
    assert "Draf: ada angka yang belum disetujui." in said
    assert "Berkas ini masih draf." in said


def test_what_was_given_out_is_never_changed_or_removed(office):
    services.issue_paper(paper=plain(office.agency, "isi"), now=NOW)
    for change in (lambda rows: rows.update(sha256=""), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(IssuedPaper.objects.all())


def test_an_older_version_of_an_sop_is_said_to_be_replaced(office, client):
    version = SopVersion.objects.get(document=office.run.document)
    content = services.issue_paper(paper=procedure_paper(version), now=NOW)
    code = IssuedPaper.objects.get().code
    assert "telah diganti dengan versi" not in told(client, code, content)
    version.pk, version.number, version.sha256 = None, 2, "b" * 64
    version.save()
    said = told(client, code)
    assert "SOP ini telah diganti dengan versi 2." in said
    assert "Terbitan terakhir." in said
