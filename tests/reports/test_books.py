"""Buku agenda and buku ekspedisi on paper and as Excel."""

import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from organization.models import User
from reports.models import IssuedPaper
from tests.pictures import keep_pages
from tests.workflow.offices import NOW, open_office
from workflow.models import Disposisi

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub")


@pytest.fixture
def book(office, client):
    client.force_login(office.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")

    def read(name, kind):
        address = reverse(f"reports:book-{kind}", args=[name, office.agency.key, 2026])
        content = client.get(address).content
        if kind == "pdf":
            keep_pages(f"buku-{name}", content)
        return content

    return read


def test_the_sheet_of_a_disposisi_names_its_number_and_who_received_it(office, client):
    client.force_login(office.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")
    content = client.get(reverse("reports:disposisi-sheet", args=[office.run.pk])).content
    keep_pages("lembar-disposisi", content)
    pages = PdfReader(io.BytesIO(content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    sheet = office.run.disposisi
    receivers = {
        receipt.position.name for hop in sheet.hops.all() for receipt in hop.receipts.all()
    }
    assert len(receivers) > 1
    assert {name for name in receivers if name not in words} == set()
    assert f"Nomor agenda: {sheet.nomor_agenda}/2026" in words
    assert f"Halaman 1 dari {len(pages)}" in words


def test_the_agenda_on_paper_lies_and_counts_its_pages(office, book):
    document = PdfReader(io.BytesIO(book("agenda", "pdf")))
    page = document.pages[0]
    assert page.mediabox.width > page.mediabox.height
    words = " ".join(page.extract_text().split())
    assert "Buku Agenda Disposisi Tahun 2026" in words
    assert "10 April 2026" in words
    assert "Halaman 1 dari" in words


def test_the_ekspedisi_on_paper_follows_the_paper_of_the_agency(office, book):
    office.agency.paper = "F4"
    office.agency.save()
    page = PdfReader(io.BytesIO(book("ekspedisi", "pdf"))).pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == 330


def test_the_ekspedisi_has_a_line_per_recipient_with_its_receipt(office, book):
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    sheet = openpyxl.load_workbook(io.BytesIO(book("ekspedisi", "xlsx"))).active
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if "Tanda terima" in row)
    receipt = head.index("Tanda terima")
    lines = rows[rows.index(head) + 1 :]
    read = [row for row in lines if row[receipt] == "2026-04-10 10:00:00"]
    assert [row[head.index("Kepada")] for row in read] == [
        "Kepala Seksi Angkutan Orang dan Barang (Seksi Angkutan)"
    ]
    assert any(row[receipt] == "belum dibaca" for row in lines)
    receivers = [row[head.index("Kepada")] for row in lines if row[head.index("Langkah")] == "2"]
    assert [each.partition(" (")[0] for each in receivers] == [
        "Kepala Seksi Manajemen Lalu Lintas",
        "Kepala Seksi Pengendalian Operasi",
    ]


def test_the_books_of_another_agency_are_not_there(office, client):
    client.force_login(
        User.objects.get(username="kepala@dpmd"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    for name in ("agenda", "ekspedisi"):
        for kind in ("pdf", "xlsx"):
            address = reverse(f"reports:book-{kind}", args=[name, "dishub", 2026])
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_an_empty_book_of_a_year_to_come_is_not_given_out(office, book, client, kind):
    address = reverse(f"reports:book-{kind}", args=["agenda", office.agency.key, 2027])
    assert client.get(address).status_code == 404
    assert not IssuedPaper.objects.exists()
    Disposisi.objects.update(agenda_year=2027)
    assert client.get(address).status_code == 200
