"""Paper: what it says, that it says DRAF until approved, and that it is the same again."""

import hashlib
import io
import json
import math
import subprocess
import sys

import pytest
import weasyprint
from pypdf import PdfReader

from reports.docx import render_docx
from reports.paper import paper_of
from reports.pdf import render_pdf
from reports.xlsx import render_xlsx
from tests.architecture.source import ROOT
from tests.pictures import keep_pages
from tests.reports.samples import snapshot

AGAIN = """
import django, hashlib, json, sys
django.setup()
from reports.docx import render_docx
from reports.pdf import render_pdf
from reports.xlsx import render_xlsx
data = json.load(sys.stdin)
pdf = render_pdf(data, watermark="DRAF", code="ABCDE12345", figures=render_xlsx(data))
print(hashlib.sha256(pdf).hexdigest())
print(hashlib.sha256(render_xlsx(data)).hexdigest())
print(hashlib.sha256(render_docx(data, watermark="DRAF", code="ABCDE12345")).hexdigest())
"""


def whole(data) -> bytes:
    return render_pdf(data, watermark="DRAF", code="ABCDE12345", figures=render_xlsx(data))


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.fixture
def data():
    return snapshot("laporan_triwulan")


def test_who_approved_it_stands_above_the_line_and_on_which_day(data):
    post = data["signature"]["position"]
    block = {"position": post, "capacity": "plh", "name": "", "pangkat": "Pembina", "nip": ""}
    said = {"position": post, "capacity": "plh", "at": "2027-02-20T22:01:00+08:00"}
    printed = {
        position: " ".join(
            paper_of(
                data, watermark="", approval=said | {"signature": block | {"position": position}}
            )
            .split('class="signature"')[-1]
            .split()
        )
        for position in (post, "Bupati")
    }
    assert f"20 Februari 2027</p> <p>Plh. {post},</p>" in printed[post]
    assert "20 Februari 2027" not in printed["Bupati"]


@pytest.mark.parametrize("word", ["DRAF", "DIGANTIKAN"])
def test_the_word_across_a_page_ends_before_its_edge(data, word):
    static = ROOT / "static"
    html = paper_of(data, watermark=word, review=None, approval=None)
    style = weasyprint.CSS(filename=str(static / "css" / "report-print.css"))
    page = weasyprint.HTML(string=html, base_url=str(static)).render(stylesheets=[style]).pages[0]
    (width,) = {
        box.width
        for box in page._page_box.descendants(placeholders=True)
        if getattr(box, "text", "") == word
    }
    assert 0.4 * page.width < width * math.cos(math.radians(35)) < 0.9 * page.width


def test_draf_stands_on_every_page_until_it_is_approved(data):
    draft = pages(render_pdf(data, watermark="DRAF"))
    assert all("DRAF" in page for page in draft)
    assert not any("DRAF" in page for page in pages(render_pdf(data, watermark="")))


@pytest.mark.parametrize("kind", ["laporan_triwulan", "laporan_lane", "rekap"])
def test_every_page_tells_its_number(kind):
    content = render_pdf(snapshot(kind), watermark="", code="ABCDE12345")
    keep_pages(kind, content)
    texts = pages(content)
    assert [f"Halaman {n} dari {len(texts)}" in text for n, text in enumerate(texts, 1)] == [
        True for _ in texts
    ]


def test_the_paper_never_calls_an_approval_a_signature(data):
    text = " ".join(pages(render_pdf(data, watermark="")))
    assert "Persetujuan tercatat" in text
    assert "bukan tanda tangan elektronik" in text


def test_an_agency_without_figures_and_a_very_long_name_are_printed(data):
    data["sasaran"] = []
    assert "Belum ada indikator" in " ".join(pages(render_pdf(data, watermark="")))
    long = json.loads(json.dumps(data))
    long["agency"]["name"] = "Dinas " + "Panjang " * 40
    assert pages(render_pdf(long, watermark=""))


def test_another_process_makes_the_same_bytes(data):
    first = [
        hashlib.sha256(whole(data)).hexdigest(),
        hashlib.sha256(render_xlsx(data)).hexdigest(),
        hashlib.sha256(render_docx(data, watermark="DRAF", code="ABCDE12345")).hexdigest(),
    ]
    again = subprocess.run(
        [sys.executable, "-c", AGAIN],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**__import__("os").environ, "DJANGO_SETTINGS_MODULE": "kinerja.settings"},
    )
    assert again.stdout.split() == first


def test_a_frozen_snapshot_with_signs_that_xml_forbids_is_still_printed(data):
    data["agency"]["name"] += "\ufffe\x0b\x01"
    for group in data["sasaran"]:
        for figure in group.get("figures", ()):
            figure["name"] += "\uffff\x0b\x02"
    assert pages(render_pdf(data, watermark=""))
    assert render_xlsx(data)
    assert render_docx(data, watermark="")


def test_signs_that_our_font_lacks_are_printed_as_their_number(data):
    """Whatever fonts the server has besides: the bytes are the same everywhere."""
    figure = data["sasaran"][0]["figures"][0]
    figure["name"] = "Indeks 😀"
    figure["quarters"][-1]["kendala"] = "Surat فصل dan 中文"
    content = whole(data)
    said = "".join(pages(content)).replace(" ", "")
    assert "Indeks[U+1F600]" in said
    assert "Surat[U+0641][U+0635][U+0644]dan[U+4E2D][U+6587]" in said
    fonts = {
        each.get_object()["/BaseFont"].partition("+")[2]
        for page in PdfReader(io.BytesIO(content)).pages
        for each in page["/Resources"]["/Font"].values()
    }
    assert {each.partition("-")[0] for each in fonts} == {"Source"}


def test_the_file_is_an_archive_copy_with_its_figures_inside(data):
    reader = PdfReader(io.BytesIO(whole(data)))
    written = reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b'pdfaid:part="3"' in written
    assert b'pdfaid:conformance="A"' in written
    assert b'pdfuaid:part="1"' in written
    assert reader.attachments == {"Tabel-Laporan.xlsx": [render_xlsx(data)]}
    named = reader.trailer["/Root"]["/AF"]
    assert {each.get_object()["/AFRelationship"] for each in named} == {"/Data"}
    assert reader.metadata.title == "Laporan triwulan · Dinas Contoh · Triwulan IV Tahun 2026"
    assert reader.metadata.author == "Dinas Contoh"


def test_digantikan_stands_on_every_page_of_what_was_replaced(data):
    assert all("DIGANTIKAN" in page for page in pages(render_pdf(data, watermark="DIGANTIKAN")))


def test_the_chapters_are_bookmarks():
    reader = PdfReader(io.BytesIO(render_pdf(snapshot("lkjip"), watermark="")))
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert "Daftar Isi" in titles
    assert any(title.startswith("Bab III") for title in titles)
