"""The LKjIP's own pages: lists with page numbers, the tree of posts, figures in the texts."""

import io
import re
from typing import Any

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from reports.chapters import annual_context
from reports.charts import Bar, capaian_chart, organization_text
from reports.docx import render_docx
from reports.numbering import Numbering
from reports.outline import tables_of
from reports.paper import paper_of
from reports.pdf import render_pdf
from reports.placeholders import figures_of, filled, unknown
from reports.tables import Column, Table, average_line, extremes_table
from reports.xlsx import render_xlsx
from tests.reports.samples import evaluated, snapshot

LONG = "Persentase " + "layanan yang sangat panjang sekali " * 8


def pages(data, **words) -> list[str]:
    content = render_pdf(data, watermark="", **words)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.fixture
def data():
    return snapshot("lkjip")


def test_tables_and_pictures_are_numbered_in_the_order_of_the_pages(data):
    context = annual_context(data, tables_of(data), is_reviewed=False)
    numbers = [number for number, _title in context["listed_tables"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert context["listed_tables"][0] == (1, "Sasaran, indikator, dan target")
    assert context["listed_tables"][1][1] == (
        "Target dan realisasi kinerja tahun ini: Meningkatnya contoh 1"
    )
    assert context["listed_tables"][-1][1] == "Persetujuan tercatat"
    assert context["groups"][0]["annual"].number == 2


def test_a_table_without_rows_has_no_number():
    numbers = Numbering()
    assert numbers.table(Table("Kosong", (Column("A", 100),), ())).number == 0
    assert numbers.tables == []


def test_the_lists_say_on_which_page_each_thing_is(data):
    texts = pages(data)
    place = next(n for n, text in enumerate(texts, 1) if "Bab IV Penutup Uraian" in text)
    contents = next(text for text in texts if text.startswith("Daftar Isi"))
    assert f"{place} Lampiran" in contents.replace(".", "").replace("Bab IV Penutup", "Bab IV ")
    assert any(text.startswith("Daftar Tabel Tabel 1. Sasaran") for text in texts)
    assert any(text.startswith("Daftar Gambar Gambar 1. Capaian kinerja") for text in texts)


def test_the_posts_stand_below_their_superiors_in_bab_i(data):
    data["organization"] = [
        {"key": "kabid", "superior": "kepala", "name": "Kepala Bidang"},
        {"key": "kepala", "superior": "", "name": "Kepala Dinas"},
        {"key": "kasi", "superior": "kabid", "name": "Kepala Seksi"},
    ]
    context = annual_context(data, tables_of(data), is_reviewed=False)
    (tree,) = context["tree"]
    assert tree["text"] == "3 jabatan. Dua jenjang teratas: Kepala Dinas, Kepala Bidang."
    assert "Susunan jabatan. 3 jabatan" in " ".join(pages(data))


def test_a_count_of_posts_is_followed_by_so_many_names():
    rows = ((0, "Kepala Dinas"), (1, "Kepala Bidang"), (1, "Sekretaris"))
    assert organization_text(rows) == "3 jabatan: Kepala Dinas, Kepala Bidang, Sekretaris."


def test_a_tree_too_high_for_a_page_says_how_many_posts_it_leaves_out():
    rows = ((0, "Kepala"), *((1, f"Kepala Bidang {n}") for n in range(4)))
    rows += tuple((2, f"Analis {n}") for n in range(60))
    assert organization_text(rows).endswith("60 jabatan di bawahnya tidak digambar.")


def test_figures_in_braces_are_those_of_the_tables(data):
    text = "Capaian {capaian:IK1} % ({indikator:IK1}), pagu Rp{pagu}; {realisasi:HILANG}."
    assert filled(text, figures_of(data)) == (
        "Capaian 80,00 % (Indikator contoh 1), pagu Rp3.000.000.000; "
        "(tidak ditemukan: realisasi:HILANG)."
    )
    data["narratives"][0]["text"] = "Pagu {pagu}."
    assert "Pagu 3.000.000.000." in " ".join(pages(data))


def test_what_means_nothing_in_braces_is_named():
    text = "{capaian:IK1} {capaian:IK9} {pagu} {salah} {capaian} { }"
    assert unknown(text, {"IK1"}) == ["{capaian:IK9}", "{salah}", "{capaian}", "{ }"]


@pytest.mark.parametrize(
    ("figures", "name", "sentence"),
    [
        (0, "Indikator contoh", "Belum ada sasaran dengan indikator."),
        (5, LONG, "Belum ada uraian untuk ikhtisar eksekutif."),
    ],
)
def test_empty_and_overlong_reports_are_printed_whole(figures, name, sentence):
    data = snapshot("lkjip", figures=figures, name=name, is_written=False)
    texts = " ".join(pages(data))
    assert sentence in texts
    assert texts.count("sekali 5") >= (1 if figures else 0)


@pytest.mark.parametrize(
    ("figures", "sasaran", "charts", "named"),
    [
        (0, 2, 0, []),
        (10, 2, 1, []),
        (11, 1, 0, [90, 89, 88, 87, 86, 80, 81, 82, 83, 84]),
        (45, 3, 1, [119, 118, 117, 116, 115, 80, 80, 81, 81, 82]),
    ],
)
def test_the_ikhtisar_shows_what_fits_and_names_the_ends(figures, sasaran, charts, named):
    """All indicators in one chart, else the sasaran, the five highest and the five lowest."""
    data = snapshot("lkjip", figures=figures, sasaran=sasaran)
    context = annual_context(data, tables_of(data), is_reviewed=False)
    assert len(context["charts"]) == charts
    rows = context["extremes"].rows if "extremes" in context else ()
    assert [int(row[-1].value) for row in rows if row[0]] == named


def _with_capaian(*values: str) -> dict[str, Any]:
    data = snapshot("lkjip", figures=len(values), sasaran=1)
    for figure, value in zip(data["sasaran"][0]["figures"], values, strict=True):
        figure["annual"]["capaian"] = value
    return data


def test_only_what_stayed_below_the_target_is_called_lowest():
    """What prints as 100,00 % reached its target."""
    table = extremes_table(_with_capaian(*["130"] * 4, "120", *["100"] * 4, "99.999", "99.9", "40"))
    assert [str(row[-1]) for row in table.rows if row[0]] == [
        *("130,00", "130,00", "130,00", "130,00", "120,00"),
        *("40,00", "99,90"),
    ]
    assert table.notes == ()


def test_where_all_reached_their_targets_no_lowest_is_named():
    table = extremes_table(_with_capaian(*["130"] * 6, *["100"] * 6))
    assert [row[1] for row in table.rows if not row[0]] == ["Capaian tertinggi"]
    assert table.title == "Indikator dengan capaian tertinggi"
    assert table.notes == ("Semua indikator yang mempunyai capaian mencapai 100 % atau lebih.",)


def test_the_ikhtisar_of_many_sasaran_shows_the_lowest_and_leads_to_the_rest():
    html = paper_of(snapshot("lkjip", figures=12, sasaran=11), watermark="")
    summary = html.partition('id="ikhtisar"')[2].partition("</section>")[0]
    assert (summary.count("<figure"), summary.count("<table")) == (1, 1)
    assert "Rata-rata capaian menurut sasaran, 10 terendah dari 11 sasaran" in summary
    assert "Seluruh 12 indikator diuraikan menurut sasaran pada Bab III." in summary


def test_the_average_of_a_year_is_that_of_its_annual_figures():
    data = snapshot("lkjip", figures=1)
    (figure,) = data["sasaran"][0]["figures"]
    figure["quarters"] = [figure["quarters"][0] | {"capaian": "10"}]
    assert average_line(data).startswith("Rata-rata capaian 80,00 %")
    assert average_line(data | {"kind": "laporan_triwulan"}).startswith("Rata-rata capaian 10,00 %")


def test_what_was_said_in_a_triwulan_comes_into_the_annual_report(data):
    (quarter,) = data["sasaran"][0]["figures"][0]["quarters"]
    quarter |= {
        "note": "Penyebabnya banjir.",
        "unavailable_reason": "Alat rusak.",
        "rencana_tindak_lanjut": "Menambah pompa.",
        "rtl_pic": "Seksi Sarana",
        "rtl_due_on": "2027-03-31",
        "rtl_followup": "Pompa dibeli.",
    }
    group = annual_context(data, tables_of(data), is_reviewed=False)["groups"][0]
    assert (
        "Tidak tersedia: Alat rusak. Penyebab atau catatan: Penyebabnya banjir. "
        "Kendala: Hujan panjang menunda pekerjaan. Solusi: Jadwal digeser ke bulan berikutnya. "
        "Rencana tindak lanjut: Menambah pompa. (Seksi Sarana, batas 31 Maret 2027) "
        "Tindak lanjut rencana sebelumnya: Pompa dibeli."
    ) in " ".join(re.sub("<[^>]+>", " ", group["quarters"][0]).split())


def test_a_chart_of_overlong_names_stays_as_wide_as_the_page():
    plain, long = (capaian_chart([Bar(name, None, "belum diisi")]) for name in ("A", LONG))
    assert plain.split(b"viewBox")[1][:30] == long.split(b"viewBox")[1][:30]


@pytest.mark.parametrize("kind", ["lkjip", "laporan_triwulan"])
def test_no_two_captions_of_a_document_are_equal(kind):
    """Sasaran of the same name, and names that are alike where lists cut them."""
    data = snapshot(kind, figures=40, sasaran=4)
    for group, sasaran in zip(data["sasaran"], ("", "", LONG + "satu", LONG + "dua"), strict=True):
        group["sasaran"] = sasaran
    html = paper_of(data, watermark="")
    for tag in ("caption", "figcaption"):
        said = re.findall(rf"<{tag}>(?:(?:Tabel|Gambar) \d+\. )?(.*?)</{tag}>", html)
        assert said
        assert sorted(said) == sorted(set(said))


def test_the_annex_holds_e81_on_large_pages_in_pdf_word_and_excel(data):
    """A snapshot from before it was kept prints as it did."""
    before = pages(data)
    assert not any("E.81" in page for page in before)
    data["e81"] = evaluated()
    content = render_pdf(data, watermark="")
    last = PdfReader(io.BytesIO(content)).pages[-1]
    words = " ".join(last.extract_text().split())
    assert "5. Evaluasi terhadap Hasil Renja (E.81)" in words
    assert "Indikator kegiatan contoh % WTP 81,00" in words
    assert "Faktor penghambat: hujan panjang." in words
    assert [round(side / 72 * 25.4) for side in last.mediabox[2:]] == [420, 297]
    assert render_pdf(data, watermark="") == content
    document = Document(io.BytesIO(render_docx(data, watermark="")))
    first, large = document.sections
    assert (large.page_width.mm, first.page_width.mm) == pytest.approx((420, 210), abs=1)
    assert [cell.text for cell in document.tables[-1].rows[2].cells][:3] == [
        "1",
        "",
        "PROGRAM CONTOH",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(data)))["E.81"]
    assert [cell.value for cell in sheet[6]][4:8] == ["Rp", 200000000000, "–", 90000000000]
