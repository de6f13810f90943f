"""The Word file: the words, tables and pictures of the paper, as Word knows them."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import html
from pypdf import PdfReader

from indicators.notation import format_number
from reports.docx import render_docx
from reports.paper import TEMPLATES, paper_of
from reports.pdf import render_pdf
from reports.states import GOVERNMENT_KINDS
from reports.xlsx import render_xlsx
from tests.reports.samples import DOT, evaluated, snapshot

KINDS = [kind for kind in TEMPLATES if kind not in GOVERNMENT_KINDS]


def word(data, watermark="", **more):
    return Document(io.BytesIO(render_docx(data, watermark=watermark, **more)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tables(document) -> list[list[list[str]]]:
    """Rows of cells; a cell over the whole row once."""
    return [
        [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
        for table in document.tables
    ]


def headings(document) -> list[str]:
    return [
        squeezed(each.text)
        for each in document.paragraphs
        if each.style.name.startswith(("Heading", "Title"))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_every_word_of_the_paper(kind):
    data = snapshot(kind)
    body = html.document_fromstring(paper_of(data, watermark="DRAF")).find("body")
    for marginal in body.xpath("./p[@class='document-name' or @class='watermark']"):
        marginal.drop_tree()
    written = "".join(
        each.text or ""
        for each in word(data, "DRAF").element.body.iter(qn("w:t"))
        if each.text != "–" or each.getparent().getparent().tag != qn("w:hyperlink")
    )
    assert squeezed(written) == squeezed(body.text_content())


@pytest.mark.parametrize("kind", ["laporan_triwulan", "lkjip"])
def test_every_bookmark_of_the_pdf_is_a_heading_of_word(kind):
    data = snapshot(kind)

    def flat(outline):
        for each in outline:
            yield from flat(each) if isinstance(each, list) else [squeezed(each.title)]

    reader = PdfReader(io.BytesIO(render_pdf(data, watermark="")))
    assert headings(word(data)) == list(flat(reader.outline))


def test_its_tables_are_those_of_the_workbook():
    data = snapshot("laporan_triwulan", figures=5)
    found = {rows[0][-1]: rows for rows in tables(word(data))}
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(data)))
    compared = 0
    for sheet in book:
        head, *rows = [
            [cell for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=4)
        ]
        if not rows:
            continue
        rows = [row for row in rows if len(row) > 1 or row[0].column == 2]
        said = [[_said(cell) for cell in row] for row in (head, *rows)]
        printed = found[head[-1].value]
        if len(printed[0]) < len(head):
            # the first column stands above its row
            said = [said[0][1:], *(part for lead, *cells in said[1:] for part in ([lead], cells))]
        assert printed == said
        compared += 1
    assert compared >= 4


def _said(cell) -> str:
    if not isinstance(cell.value, (int, float)):
        return cell.value
    decimals = len(cell.number_format.partition(".")[2])
    return format_number(Decimal(str(cell.value)), decimals)


def test_heads_of_tables_come_again_on_every_page_and_rows_stay_whole():
    table = word(snapshot("laporan_triwulan")).tables[0]
    marks = [{each.tag for each in row._tr.trPr} for row in table.rows]
    assert marks[0] == {qn("w:cantSplit"), qn("w:tblHeader")}
    assert set().union(*marks[1:]) == {qn("w:cantSplit")}


def test_pictures_are_png_with_their_words():
    document = word(snapshot("lkjip"))
    said = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(said) == 3
    assert all(each.startswith("Capaian ") for each in said)
    kinds = {each.content_type for each in document.part.package.image_parts}
    assert kinds == {"image/png"}


def test_lists_numbers_and_pages_are_fields_of_word():
    document = word(snapshot("lkjip"))
    fields = [each.text.strip() for each in document.element.body.iter(qn("w:instrText"))]
    assert [each for each in fields if each.startswith("TOC")] == [
        r'TOC \o "1-3" \h \z \u',
        r'TOC \h \z \c "Tabel"',
        r'TOC \h \z \c "Gambar"',
    ]
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    wanted = {each.split()[1] for each in fields if each.startswith("PAGEREF")}
    assert wanted - marks == set()
    numbered = [each for each in fields if each == r"SEQ Tabel \* ARABIC"]
    assert len(numbered) == len(document.tables)
    foot = document.sections[0].footer._element
    assert [each.text.strip() for each in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_foot_says_that_the_recorded_document_is_the_pdf():
    section = word(snapshot("laporan_triwulan"), "DRAF", code="ABCDE12345").sections[0]
    first, second = (each.text for each in section.footer.paragraphs)
    name = "Laporan triwulan · Dinas Contoh · Triwulan IV Tahun 2026 · DRAF"
    assert first == f"{name}\tHalaman 1 dari 1"
    assert second.startswith("Salinan Word; yang tercatat ialah PDF berkode verifikasi ABCDE-12345")


@pytest.mark.parametrize("kind", ["laporan_triwulan", "lkjip"])
@pytest.mark.parametrize("mark", ["DRAF", "DIGANTIKAN", ""])
def test_a_draft_says_so_on_every_page_the_cover_too(kind, mark):
    section = word(snapshot(kind), mark).sections[0]
    heads = [section.header]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    shapes = [each._element.xpath(".//*[local-name()='textpath'][@string]") for each in heads]
    drawn = [shape.get("string") for found in shapes for shape in found]
    assert drawn == ([mark] * len(heads) if mark else [])
    assert len(heads) == (2 if kind == "lkjip" else 1)


def test_it_has_the_papers_size_and_lies_where_the_paper_lies():
    data = snapshot("laporan_triwulan")
    data["agency"]["paper"] = "F4 mendatar"
    section = word(data).sections[0]
    size = (section.page_width, section.page_height)
    assert [round(each / Mm(1)) for each in size] == [330, 215]
    assert str(section.orientation).startswith("LANDSCAPE")


@pytest.mark.parametrize("kind", ["laporan_triwulan", "lkjip"])
def test_the_logo_stands_in_the_letterhead_and_one_word_cannot_show_leaves_its_words(kind):
    data = snapshot(kind)
    data["agency"]["logo"] = DOT
    drawn = [each.get("descr") for each in word(data).element.body.iter(qn("wp:docPr"))]
    assert drawn[0] == "Logo Kabupaten Contoh"
    data["agency"]["logo"] = "data:image/svg+xml;base64,PHN2Zy8+"
    texts = "".join(each.text or "" for each in word(data).element.body.iter(qn("w:t")))
    assert "Logo Kabupaten Contoh" in texts


def test_who_opens_it_finds_the_reports_name_and_agency_and_the_language():
    document = word(snapshot("lkjip"))
    said = document.core_properties
    assert (said.title, said.author) == ("LKjIP · Dinas Contoh · Tahun 2026", "Dinas Contoh")
    assert said.language == "id-ID"


def test_the_signature_takes_the_line_before_it_to_its_page():
    paragraphs = word(snapshot("laporan_triwulan")).paragraphs
    place = next(n for n, each in enumerate(paragraphs) if each.style.name == "Tempat Tanggal")
    assert paragraphs[place - 1].paragraph_format.keep_with_next
    assert all(each.style.paragraph_format.keep_with_next for each in paragraphs[place:])


def test_heads_and_sums_of_many_columns_stay_whole():
    """Where Arial is missing a bold letter of seven points is about five points wide."""
    data = snapshot("lkjip")
    data["e81"] = evaluated()
    money = data["e81"]["aims"][0]["programs"][0]["money"]
    money["quarters"] = ["1460516537", *money["quarters"][1:]]
    document = word(data)
    wide = document.tables[-1]
    assert len(wide.columns) == 17
    for cell in wide.rows[0].cells:
        (line,) = cell.paragraphs
        assert line.style.font.size.pt == 7
        letters = max(len(each) for each in line.text.split())
        assert cell.width.pt >= letters * 5 + 4, line.text
    figure = wide.rows[2].cells[8]
    assert (figure.text, figure.width.pt >= 55) == ("1.460.516.537", True)
    across = document.sections[1]
    assert sum(column.width.mm for column in wide.columns) == pytest.approx(380, abs=1)
    stops = across.footer.paragraphs[0].paragraph_format.tab_stops
    assert [round(each.position.mm) for each in stops] == [170, 380]
    assert across.footer.paragraphs[0].text == document.sections[0].footer.paragraphs[0].text
