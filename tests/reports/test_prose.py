"""Narratives on paper: as they were before marks were read, and with marks in PDF and Word."""

import io
import json
from types import SimpleNamespace

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, linebreaks
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from indicators.models import Indicator
from indicators.queries import rules_of
from indicators.templatetags.uraian import tanpa_tanda
from organization.access import Acting, holders
from organization.models import Agency, Government
from reports.docx import render_docx
from reports.evaluation import foot_of
from reports.models import Narrative
from reports.overview import overview_context
from reports.paper import paper_of
from reports.pdf import render_pdf
from reports.prose import frozen, led, printed
from reports.services import request_overview, request_report, save_narrative
from reports.tables.government import obstacles_table
from reports.xlsx import render_xlsx
from tests.reports.samples import snapshot
from tests.workflow.offices import NOW

TEXT = """**Kendala {target:IK1}** ialah *hujan*.
1. Jalan digeser
a. ruas satu
b. ruas dua
2. Alat ditambah

- Pekan *pertama*
- Pekan kedua"""
#: What an official wrote before: nothing of it is a mark.
BEFORE = "**Tebal** dan *miring* {pagu}.\n1. Satu\n2. Dua\n- 5 %\n\n2025. Tahun <baik>"


@pytest.fixture(scope="module")
def data():
    told = snapshot("lkjip", figures=2, sasaran=1, text=TEXT)
    told["narratives"] = [each | {"markup": 1} for each in told["narratives"]]
    return told


@pytest.fixture(scope="module")
def word(data):
    return Document(io.BytesIO(render_docx(data, watermark="")))


def test_a_text_of_before_is_printed_as_before():
    data = snapshot("lkjip", text=BEFORE)
    text = BEFORE.replace("{pagu}", "3.000.000.000")
    assert paper_of(data, watermark="").count(linebreaks(text, autoescape=True)) == 11


def test_what_a_snapshot_keeps_of_a_text_without_format_is_what_it_always_kept():
    assert (frozen("a", 0), frozen("a", 1)) == ({"text": "a"}, {"text": "a", "markup": 1})


def test_a_text_not_written_prints_nothing():
    assert (printed({}, str), printed({"text": "", "markup": 1}, str)) == ("", "")


def test_the_pdf_has_the_words_with_their_figures_and_lists_that_are_tagged(data):
    reader = PdfReader(io.BytesIO(render_pdf(data, watermark="")))
    page = next(text for each in reader.pages if "Kata Pengantar" in (text := each.extract_text()))
    words = " ".join(page.split())
    assert "Kendala 100,00 ialah hujan. Jalan digeser ruas satu ruas dua Alat" in words
    assert "1. a. b. 2. • •" in words
    assert "**" not in words
    tags = [each.get("/S") for each in _elements(reader.trailer["/Root"]["/StructTreeRoot"])]
    # 8 texts of an ordered list, one inside it, and bullets
    assert tags.count("/L") >= 3 * 8
    assert tags.count("/LI") >= 6 * 8


def _elements(root):
    waiting = [root]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif hasattr(element, "get"):
            yield element
            waiting += [element["/K"]] if "/K" in element else []


def test_word_has_bold_italic_and_lists_of_its_own(word):
    runs = {run.text: (run.bold, run.italic) for each in word.paragraphs for run in each.runs}
    assert runs["Kendala 100,00"] == (True, None)
    assert runs["hujan"] == (None, True)
    found = [each for each in word.paragraphs if each._p.xpath("./w:pPr/w:numPr")]
    marks = [each._p.pPr.numPr for each in found[:6]]
    assert [(each.text, mark.ilvl.val) for each, mark in zip(found, marks, strict=False)] == [
        ("Jalan digeser", 0),
        ("ruas satu", 1),
        ("ruas dua", 1),
        ("Alat ditambah", 0),
        ("Pekan pertama", 0),
        ("Pekan kedua", 0),
    ]
    assert [_kind(word, mark.numId.val) for mark in marks] == [
        *("decimal", "lowerLetter", "lowerLetter", "decimal", "bullet", "bullet"),
    ]


def test_each_list_of_word_counts_anew(word):
    paragraphs = [each for each in word.paragraphs if each.text == "Jalan digeser"]
    numbers = {each._p.pPr.numPr.numId.val for each in paragraphs}
    assert len(numbers) == len(paragraphs) == 8
    nums = {each.numId: each for each in word.part.numbering_part.element.num_lst}
    starts = [nums[number].xpath(".//w:startOverride/@w:val") for number in numbers]
    assert starts == [["1", "1"]] * 8


def _kind(document, number) -> str:
    numbering = document.part.numbering_part.element
    (shape,) = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    level = numbering.xpath(f"./w:abstractNum[@w:abstractNumId='{shape}']/w:lvl")[0]
    return level.find(qn("w:numFmt")).get(qn("w:val"))


@pytest.mark.django_db
def test_a_text_keeps_its_format_into_the_report_and_into_that_of_the_kabupaten(filed):
    (head,) = holders(filed.agency.signing_position, NOW.date())
    told = {"agency": filed.agency, "year": 2026, "sasaran": None, "now": NOW}
    text = "Pagu **{pagu}** dan *{indikator:tidak*ada}*"
    save_narrative(**told, section="ikhtisar", text=text, acting=Acting.under(head))
    Narrative.objects.create(
        agency=filed.agency, year=2026, section="isu", text="*x*", updated_at=NOW,
        updated_by=head.user,
    )  # fmt: skip
    report = request_report(kind="lkjip", run=filed.run, now=NOW)
    kept = json.loads(report.snapshot.content)["narratives"]
    assert {each["section"]: each.get("markup") for each in kept} == {"ikhtisar": 1, "isu": None}
    type(report).objects.filter(pk=report.pk).update(state="disetujui", approved_at=NOW)
    setda = Agency.objects.get(government=filed.agency.government, kind=Agency.Kind.SETDA)
    whole = request_overview(agency=setda, year=2026, triwulan=None, now=NOW)
    ((name, (summary,)),) = overview_context(json.loads(whole.snapshot.content), "")["summaries"]
    assert name == filed.agency.name
    assert summary == (
        '<div class="uraian"><p>Pagu <strong>(tidak ada data)</strong> dan '
        "<em>(tidak ditemukan: indikator:tidak*ada)</em></p></div>"
    )


#: What was typed beside a figure of a triwulan.
WORDS = {
    "note": "**Catatan**\nbaris dua",
    "kendala": "Hujan:\n1. ruas *satu*\n2. ruas dua\n- tahap dua",
    "solusi": "•\tjadwal\n•\talat",
    "rencana_tindak_lanjut": "Lelang dini",
    "rtl_pic": "Kabid",
}


def told(kind, **more):
    data = snapshot(kind, figures=1, sasaran=1) | more
    data["sasaran"][0]["figures"][0]["quarters"][-1].update(WORDS)
    return data


def test_words_beside_a_figure_are_printed_with_their_marks_in_the_triwulan():
    page = paper_of(told("laporan_triwulan", markup=1), watermark="")
    for cell in (
        "<td><strong>Catatan</strong><br>baris dua</td>",
        "<td><p>Hujan:</p>\n\n<ol><li>ruas <em>satu</em></li><li>ruas dua<ul><li>tahap dua</li>"
        "</ul></li></ol></td>",
        "<td><ul><li>jadwal</li><li>alat</li></ul></td>",
        "<td>Lelang dini (Kabid)</td>",
    ):
        assert cell in page


def test_a_triwulan_frozen_before_is_printed_as_before():
    page = paper_of(told("laporan_triwulan"), watermark="")
    assert "<td>**Catatan**\nbaris dua</td>" in page
    led_in = "<p>Indikator contoh 1 (TW IV). Penyebab atau catatan: **Catatan**\nbaris dua Kendala:"
    assert f"{led_in} Hujan:\n1. ruas *satu*" in paper_of(told("lkjip"), watermark="")


def test_in_the_lkjip_each_word_of_the_quarters_follows_its_label():
    page = paper_of(told("lkjip", markup=1), watermark="")
    assert (
        '<div class="uraian"><p>Indikator contoh 1 (TW IV). Penyebab atau catatan: '
        "<strong>Catatan</strong><br>baris dua<br>Kendala: Hujan:</p>\n\n<ol><li>ruas "
        "<em>satu</em></li><li>ruas dua<ul><li>tahap dua</li></ul></li></ol>\n\n<p>Solusi:</p>"
        "\n\n<ul><li>jadwal</li><li>alat</li></ul>\n\n<p>Rencana tindak lanjut: Lelang dini "
        "(Kabid)</p></div>"
    ) in page
    one = led("A *) (TW I). ", [("Kendala", "hujan"), ("Solusi", "**alat**")], 1)
    assert one == (
        '<div class="uraian"><p>A *) (TW I). Kendala: hujan Solusi: <strong>alat</strong></p></div>'
    )


def test_a_new_lkjip_says_of_every_text_that_it_is_missing():
    page = paper_of(told("lkjip", markup=1, narratives=[]), watermark="")
    assert page.count('<p class="missing">Belum ada uraian untuk') == 8
    assert paper_of(told("lkjip", narratives=[]), watermark="").count("Belum ada uraian") == 6


def test_in_word_a_cell_has_lists_and_in_excel_words_alone():
    data = told("laporan_triwulan", markup=1)
    word = Document(io.BytesIO(render_docx(data, watermark="")))
    (cell,) = {c for t in word.tables for r in t.rows for c in r.cells if "Hujan:" in c.text}
    assert [each.text for each in cell.paragraphs] == [
        "Hujan:",
        "ruas satu",
        "ruas dua",
        "tahap dua",
    ]
    depths = [each._p.pPr.numPr.ilvl.val for each in cell.paragraphs[1:]]
    assert depths == [0, 0, 1]
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(data)))["Tindak lanjut"]
    values = [each.value for each in sheet[5]][1:]
    assert values == [
        *("Catatan\nbaris dua", "–", "Hujan:\n\n1. ruas satu\n2. ruas dua\n   - tahap dua"),
        *("- jadwal\n- alat", "Lelang dini (Kabid)"),
    ]


def test_in_the_tables_of_the_kabupaten_words_have_the_marks_of_their_own_report():
    def row(**more):
        figure = {"name": "Indikator", "kendala": "**hujan**", "solusi": ""} | more
        agencies = [{"short_name": "Dinas", "figures": [figure]}]
        (row,) = obstacles_table({"agencies": agencies}).rows
        return [conditional_escape(cell) for cell in row]

    assert row(markup=1) == ["Dinas", "Indikator", "<strong>hujan</strong>", "–"]
    assert row() == ["Dinas", "Indikator", "**hujan**", "–"]


def test_on_a_page_they_have_their_marks_and_in_an_excerpt_their_words():
    revision = {"note": "**Naik** <b>:\n- satu\n- dua", "kendala": "*hujan*"}
    page = render_to_string("indicators/_figure_words.html", {"revision": revision})
    assert "<p><strong>Naik</strong> &lt;b&gt;:</p>\n\n<ul><li>satu</li><li>dua</li></ul>" in page
    assert "Kendala:</span> <em>hujan</em></div>" in page
    assert tanpa_tanda(revision["note"]) == "Naik <b>: - satu - dua"


def test_what_stands_under_no_sasaran_is_not_said_to_lack_texts_nobody_is_asked_for():
    data = told("lkjip", markup=1, narratives=[])
    data["sasaran"][0]["sasaran"] = ""
    assert paper_of(data, watermark="").count("Belum ada uraian untuk") == 5


def test_in_e81_the_words_have_no_marks():
    words = {"pendukung": "**Alat**.", "kendala": "- a\n- b", "rencana_tindak_lanjut": ""}
    said = SimpleNamespace(**words, is_sementara=False)
    indicator, saved = Indicator(name="X"), {1: SimpleNamespace(current=said)}
    row = SimpleNamespace(saved=saved, indicator=indicator, rules=rules_of(indicator))
    agency = Agency(government=Government(average_cap=None))
    assert foot_of(agency, [row], []) == [
        "Faktor pendorong keberhasilan: X: Alat.",
        "Faktor penghambat: X: - a - b.",
        "Tindak lanjut pada triwulan berikutnya: tidak dilaporkan.",
    ]
