"""How tables and charts are set: what stands at the right, what is left out, what adds up."""

import io
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook
from pypdf import PdfReader

from reports.charts import Bar, capaian_chart, chart_parts, chart_text
from reports.paper import html_of
from reports.pdf import render_pdf, write_pdf
from reports.planning import pledged
from reports.tables import Column, Number, Table, narrative_table
from reports.tables.annual import efficiency_table, pk_table
from reports.tables.plan import Promise, renaksi_table
from reports.tables.shape import by_document
from reports.xlsx import write_workbook
from tests.reports.samples import snapshot


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def figure(**words):
    plain = {"target": "5", "capaian": "98.765", "capaian_reason": None}
    return {
        "name": "Uji",
        "unit": "%",
        "level": "sasaran",
        "sasaran": "Meningkatnya uji",
        "tujuan": "",
        "program": "PROGRAM UJI",
        "responsible": "",
        "is_example": False,
        "source_document": "",
        "annual": plain,
    } | words


def test_only_figures_in_number_columns_stand_at_the_right():
    table = Table(
        "Uji",
        (Column("Catatan", 50), Column("Target", 50, is_number=True)),
        (("–", "–"), ("12", Number(Decimal(12))), ("ada", "10–12"), ("", "Judul")),
    )
    rows = [[is_figure for _cell, is_figure in line.cells] for line in table.lines[:3]]
    assert rows == [[False, True], [False, True], [False, True]]
    assert [line.heading for line in table.lines] == ["", "", "", "Judul"]
    worded = Table("Uji", (Column("Target", 100, is_number=True),), (("belum jatuh tempo",),))
    assert worded.lines[0].cells == (("belum jatuh tempo", False),)


def test_a_cell_that_leads_stands_above_its_row_and_leaves_it_the_width():
    columns = (Column("Indikator", 20), Column("Kendala", 40), Column("Target", 40, is_number=True))
    table = Table("Uji", columns, (("Nama", "Hujan", "12"), ("", "–", "–")), is_led=True)
    assert [(each.label, each.share) for each in table.heads] == [("Kendala", 50), ("Target", 50)]
    assert [(line.heading, line.cells) for line in table.lines[:2]] == [
        ("Nama", ()),
        ("", (("Hujan", False), ("12", True))),
    ]


def test_a_long_number_takes_its_room_from_the_words_beside_it():
    promise = Promise("", "Nama panjang", "Unit", Number(Decimal("1234567.89")), (), "", "", "")
    quarters = (Number(Decimal("308641.97")), *["–"] * 3)
    table = renaksi_table([replace(promise, quarters=quarters)], [], 2026)
    plain = renaksi_table([replace(promise, target="5", quarters=("–",) * 4)], [], 2026)
    shares, before = ([column.share for column in each.columns] for each in (table, plain))
    assert (shares[4:9], before[4:9]) == ([7, 6, 5, 5, 5], [5, 5, 5, 5, 5])
    assert (sum(shares), before[1:3], shares[1:3]) == (sum(before), [11, 15], [9, 15])


def test_a_workbook_shows_long_names_and_large_numbers_whole():
    name, large = "Persentase kelompok " * 15, Number(Decimal("14814814681476"), 0)
    columns = (Column("Indikator", 20), Column("Pagu (Rp)", 10, is_number=True))
    table = Table("Uji", columns, (("", "Judul"), (name, large), ("Pendek", "–")))
    content = io.BytesIO(write_workbook("Uji", [("Uji", table)]))
    sheet = load_workbook(content)["Uji"]
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert widths == [47, len("14.814.814.681.476") + 3]
    assert [sheet.row_dimensions[row].height for row in (5, 6, 7)] == [None, 120, None]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$4:$4")
    assert sheet["B7"].alignment.horizontal == "right"


def test_few_rows_stay_together_unless_their_words_fill_a_page():
    """A table that may not be parted and does not fit leaves its caption alone on a page."""
    columns = (Column("Indikator", 30), Column("Rencana", 70))
    short, long = ((("Nama " * times, "Rencana"),) * 6 for times in (5, 60))
    assert [Table("Uji", columns, rows).is_short for rows in (short, long)] == [True, False]
    assert not Table("Uji", columns, short * 2).is_short


def test_a_row_longer_than_half_a_page_may_go_on_over_the_page():
    """A text beside a figure may have 4,000 letters: in a fifth of the width three pages."""
    data = snapshot("laporan_triwulan", figures=2)
    for figure in (each for group in data["sasaran"] for each in group["figures"]):
        figure["quarters"][-1]["kendala"] = "Uraian kendala yang rinci. " * 148
    lines = narrative_table(data).lines
    assert [line.is_long for line in lines] == [False, True] * 2
    texts = pages(render_pdf(data, watermark=""))
    assert all("Uraian kendala" in text for text in texts if "C. Evaluasi" in text)
    # the last of its pages may be short, none before it is left half empty
    filled = [text.count("kendala") for text in texts if "Uraian kendala" in text]
    assert min(filled[1:-1]) >= 30


def test_the_evaluation_of_long_names_leaves_its_columns_their_width():
    data = snapshot("laporan_triwulan", figures=1, name="Persentase " + "nama panjang " * 23)
    table = narrative_table(data)
    assert min(each.share for each in table.heads) >= 18
    assert table.lines[0].heading.startswith("Persentase nama panjang")


def test_every_indicator_is_in_one_of_the_charts():
    bars = [Bar(f"Indikator {n}", Decimal(n)) for n in range(16)]
    parts = chart_parts(bars)
    assert [len(part) for part in parts] == [8, 8]
    assert [bar for part in parts for bar in part] == bars
    assert chart_parts([]) == []


def test_a_chart_says_what_has_no_figure_and_where_bars_are_cut():
    bars = [Bar("A", Decimal(250)), Bar("B", None, "belum diisi"), Bar("C", Decimal(99))]
    text = chart_text(bars)
    assert text.startswith("Capaian 3 indikator: 1 mencapai 100 % atau lebih (batang penuh), 1 di")
    assert text.endswith("1 tanpa angka capaian. Batang berakhir pada 200 %.")
    assert capaian_chart(bars).count(b"<svg") == 1


def test_the_efficiency_adds_up_with_the_figures_printed_beside_it():
    budget = [{"program": "PROGRAM UJI", "kegiatan": "", "pagu": "300", "realisasi": "266.86"}]
    (row,) = efficiency_table([figure()], budget).rows
    assert [str(cell) for cell in row[1:]] == ["98,77", "88,95", "9,82"]


def test_the_lkjip_lists_what_the_perjanjian_kinerja_lists():
    rows = [figure(name="IKU"), figure(name="Keluaran", level="subkegiatan")]
    data = {"sasaran": [{"figures": rows}]}
    assert [row[2] for row in pk_table(data).rows] == ["IKU"]
    assert pledged(rows[1:], lambda each: each["level"]) == rows[1:]


def test_a_source_is_named_once_with_all_its_pages():
    sources = ["Renstra, hlm. 3", "Renstra, hlm. 9", "", "DPA", "Renstra, hlm. 3"]
    assert by_document(sources) == ["DPA", "Renstra, hlm. 3, 9"]


def test_the_parties_of_a_pledge_never_sign_a_page_of_their_own():
    """Twenty rows fill the page down to the room of the signatures."""
    columns = (Column("No", 10), Column("Nama", 90))
    goals = Table("Sasaran", columns, tuple((str(each), "Indikator") for each in range(20)))
    funds = Table("Program", columns, tuple((str(each), "Program") for each in range(4)))
    page = {
        "data": {"agency": {"name": "Dinas Uji"}, "signature": {"position": "Kepala Dinas"}},
        "tables": (goals, funds),
    }
    last = pages(write_pdf(html_of("print/pk.html", page), "A4", ""))[-1]
    assert last.startswith("Program")
    assert "Pihak Kedua" in last
