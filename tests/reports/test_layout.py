"""How tables and charts are set: what stands at the right, what is left out, what adds up."""

from decimal import Decimal

from reports.charts import Bar, capaian_chart, chart_parts, chart_text
from reports.planning import pledged
from reports.tables import Column, Number, Table, narrative_table
from reports.tables.annual import efficiency_table, pk_table
from reports.tables.shape import by_document
from tests.reports.samples import snapshot


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


def test_few_rows_stay_together_unless_their_words_fill_a_page():
    """A table that may not be parted and does not fit leaves its caption alone on a page."""
    columns = (Column("Indikator", 30), Column("Rencana", 70))
    short, long = ((("Nama " * times, "Rencana"),) * 6 for times in (5, 60))
    assert [Table("Uji", columns, rows).is_short for rows in (short, long)] == [True, False]
    assert not Table("Uji", columns, short * 2).is_short


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
