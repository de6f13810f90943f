"""Nothing that somebody wrote into a form is passed over in silence."""

import re

import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from indicators.models import History
from tests.indicators.workbook.form import Form, cells, places, rewritten, with_part

LOCKED = (
    "Isi kolom yang terkunci (kode, indikator, satuan, target, triwulan lalu) diubah; "
    "perubahan itu tidak dimuat. Unduh formulir yang baru."
)
HEAD = "Kepala formulir diubah; perubahan itu tidak dimuat. Tulis pada kolom Catatan."
OUTSIDE = "Di luar formulir, sehingga tidak dimuat; hapus isinya."
NO_INPUT = "Bukan sel isian indikator ini; kosongkan."


@pytest.fixture
def form(office):
    plain = office.indicator(code="biasa")
    pair = office.indicator(unit="%", measure="rasio", aggregation="rasio", code="pasangan")
    return Form(office, [plain, pair])


@pytest.mark.parametrize(
    ("edit", "place", "sentence"),
    [
        ({"D5": 99}, "Isian!A5", LOCKED),
        ({"B6": "Nama lain"}, "Isian!A6", LOCKED),
        ({"F6": 5}, "Isian!F6", NO_INPUT),
        ({"G5": "7"}, "Isian!G5", NO_INPUT),
        ({"H5": "=1+1"}, "Isian!H5", NO_INPUT),
        ({"V5": "keterangan di samping"}, "Isian!V5", OUTSIDE),
        ({"AA6": 3}, "Isian!AA6", OUTSIDE),
        ({"C2": "catatan"}, "Isian!C2", OUTSIDE),
        ({"A2": "Angka dari Bidang B"}, "Isian!A1", HEAD),
        ({"K2": None}, "Isian!A1", HEAD),
    ],
)
def test_what_no_figure_takes_is_told_by_its_cell(form, edit, place, sentence):
    found = form.read(form.edited(cells(**edit)))
    assert places(found) == [(place, sentence)]
    assert found.entries == ()


def test_a_cell_that_excel_made_a_percentage_is_not_read_as_its_hundredth(form):
    """Who types 4,5% into an open cell leaves 0.045 in it."""

    def edit(sheet):
        sheet["F5"], sheet["F5"].number_format = 0.045, "0.0%"

    found = form.read(form.edited(edit))
    assert places(found) == [
        (
            "Isian!F5",
            "Sel ini berformat persen: Excel menyimpan 0,045. Jadikan formatnya Number, lalu ketik "
            "angkanya tanpa tanda persen.",
        )
    ]
    assert found.entries == ()


def test_a_cell_that_stands_twice_in_the_file_is_refused_by_its_address(form):
    def twice(text):
        [once] = re.findall(r'<c r="F5"[^>]*><v>4</v></c>', text)
        return text.replace(once, once + once.replace("<v>4<", "<v>400<"))

    found = form.read(rewritten(form.edited(cells(F5=4)), twice))
    [(place, told)] = places(found)
    assert (place, told[:30]) == ("Berkas", "Sel Isian!F5 tertulis dua kali")
    assert found.entries == ()


def test_comments_and_charts_beside_the_cells_are_told_of(form):
    def edit(sheet):
        sheet["F5"] = 4
        sheet["F5"].comment = Comment("Angka dari Bidang B", "Kasi")
        sheet.add_chart(BarChart(), "B30")

    found = form.read(form.edited(edit))
    assert [(each.place, each.sentence) for each in found.problems] == [
        (
            "Berkas",
            "Memuat komentar sel, grafik, yang tidak dimuat. Tulis isinya pada kolom Catatan, atau "
            "unggah sebagai bukti dukung di halaman tugas.",
        )
    ]
    assert [each.value for each in found.entries] == [4]
    assert form.read(form.edited(cells(F5=4))).problems == []


@pytest.mark.parametrize(
    ("text", "told"), [("lihat sini", ["http://bps.go.id/angka"]), ("http://bps.go.id/angka", [])]
)
def test_an_address_behind_a_cell_is_told_of_where_the_cell_does_not_say_it(form, text, told):
    def edit(sheet):
        sheet["F5"], sheet["K5"] = 4, text
        sheet["K5"].hyperlink = "http://bps.go.id/angka"

    found = form.read(form.edited(edit))
    assert [(each.place, each.sentence) for each in found.problems] == [
        (
            "Berkas",
            f"Memuat tautan ke {link}, yang tidak dimuat. Tulis alamatnya pada kolom Catatan, "
            "atau tambahkan sebagai bukti dukung di halaman tugas.",
        )
        for link in told
    ]
    assert [each.note for each in found.entries] == [text]


def test_a_text_box_beside_the_cells_is_told_of(form):
    drawing = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/\
spreadsheetDrawing"><xdr:sp>Angka sementara</xdr:sp></xdr:wsDr>"""
    found = form.read(with_part(form.edited(cells(F5=4)), "xl/drawings/drawing1.xml", drawing))
    [(place, told)] = places(found)
    assert (place, told[:45]) == ("Berkas", "Memuat kotak teks atau bentuk, yang tidak dim")
    assert [each.value for each in found.entries] == [4]


def test_what_is_written_on_the_instructions_or_beside_the_token_is_told_of(form):
    def edit(sheet):
        guide, token = sheet.parent["Petunjuk"], sheet.parent["_kinerja"]
        guide["A20"], guide["B2"], guide["C3000"] = "Angka triwulan ini 5", 5, "jauh"
        token["B1"], token["A200"] = 5, "jauh"

    def without_size(text):
        return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text)

    content = rewritten(form.edited(edit), without_size, "xl/worksheets/sheet2.xml")
    assert places(form.read(content)) == [
        ("Petunjuk!B2", OUTSIDE),
        ("Petunjuk!A20", OUTSIDE),
        ("Petunjuk!C3000", OUTSIDE),
        ("_kinerja!B1", OUTSIDE),
        ("_kinerja!A200", OUTSIDE),
    ]


def test_of_many_cells_outside_the_form_the_first_are_named_and_the_rest_counted(form):
    def edit(sheet):
        for number in range(1, 104):
            sheet.parent["Petunjuk"][f"B{number}"] = number

    found = form.read(form.edited(edit))
    assert len(found.problems) == 101
    assert places(found)[-1] == (
        "Berkas",
        "Masih ada 3 sel lain di luar formulir; hapus isinya.",
    )


def test_an_empty_row_far_below_is_no_content(form):
    """Some programs keep the height of the last row of all."""
    last = '<row r="1048576" ht="12.8"><c r="A1048576"/></row></sheetData>'
    content = rewritten(form.edited(cells(F5=4)), lambda text: text.replace("</sheetData>", last))
    found = form.read(content)
    assert (found.problems, [each.value for each in found.entries]) == ([], [4])


def test_a_code_changed_here_since_the_download_is_no_moved_row(form):
    content = form.edited(cells(F5=4))
    form.indicators[0].code = "kode-baru"
    form.indicators[0].save()
    found = form.read(content)
    assert (found.problems, [each.value for each in found.entries]) == ([], [4])


def test_a_row_beside_a_stray_cell_may_still_be_loaded(form):
    found = form.read(form.edited(cells(V5="di samping", F5=4)))
    assert places(found) == [("Isian!V5", OUTSIDE)]
    assert [each.value for each in found.entries] == [4]


def test_a_target_changed_here_since_the_download_is_no_change_of_the_file(form, office):
    content = form.edited(cells(F5=4))
    form.indicators[0].name = "Nama baru"
    form.indicators[0].save()
    History.objects.create(indicator=form.indicators[0], year=2025, realisasi=3)
    found = form.read(content)
    assert (found.problems, [each.value for each in found.entries]) == ([], [4])
