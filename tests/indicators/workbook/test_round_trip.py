import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from indicators.models import RealisasiRevision
from indicators.services import content_of
from indicators.workbook.merging import Choice
from indicators.workbook.token import comparable
from organization.printable import unprintable
from organization.signs import has_forbidden
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import entry, figure, open_office, saved
from tests.indicators.workbook.form import Form, cells, places, stored

Status = RealisasiRevision.Status


@pytest.fixture
def form(office):
    return Form(office, [office.indicator(code=f"ind-{number}") for number in range(3)])


def test_an_unchanged_form_changes_nothing(form):
    saved(form.indicators[0], form.office, value=Decimal("0.1"), note="a\nb", is_sementara=True)
    found = form.read(form.export())
    assert (found.entries, found.problems) == ((), [])


def test_the_form_is_filled_with_what_is_saved(form):
    TargetFactory(indicator=form.indicators[0], triwulan=1, value=Decimal("12.5"))
    saved(form.indicators[0], form.office, value=Decimal("1234.5"), note="Baik")
    sheet = load_workbook(io.BytesIO(form.export()))["Isian"]
    assert [sheet[f"{letter}5"].value for letter in "ACDFK"] == [
        "ind-0",
        "Unit",
        12.5,
        1234.5,
        "Baik",
    ]


def test_only_input_cells_are_open(form):
    book = load_workbook(io.BytesIO(form.export()))
    sheet = book["Isian"]
    unlocked = [cell.coordinate for cell in sheet[5] if not cell.protection.locked]
    assert unlocked == [f"{letter}5" for letter in "FIJKLMNOPQRSTU"]
    assert (sheet.protection.sheet, book["_kinerja"].sheet_state) == (True, "veryHidden")
    validations = sheet.data_validations.dataValidation
    checks = [(check.type, check.showErrorMessage) for check in validations]
    assert sorted(checks) == [("date", True), ("decimal", True), ("list", True)]


def test_long_names_are_seen_whole_and_their_rows_may_still_grow(form):
    form.indicators[1].name = "Persentase kelompok " * 15
    form.indicators[1].save()
    book = zipfile.ZipFile(io.BytesIO(form.export()))
    rows = re.findall(r'<row r="[56]"[^>]*>', book.read("xl/worksheets/sheet1.xml").decode())
    assert rows == ['<row r="5">', '<row r="6" ht="120">']
    guide = book.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall(r'<row r="[13]"[^>]*>', guide) == ['<row r="1">', '<row r="3" ht="30">']


@pytest.mark.parametrize("text", ["=1+1", "+62", "-sudah", "@semua", "#N/A", "'kutip"])
def test_text_is_never_a_formula(form, text):
    saved(form.indicators[0], form.office, note=text)
    content = form.export()
    assert load_workbook(io.BytesIO(content))["Isian"]["K5"].data_type == "s"
    assert form.read(content).entries == ()


def test_edited_cells_become_entries_and_nothing_else(form):
    content = form.edited(cells(F5=12.5, K5="Catatan", F7="1.234,5"))
    found = form.read(content)
    assert found.problems == []
    assert [(each.indicator_id, each.value, each.note) for each in found.entries] == [
        (form.ids[0], Decimal("12.5"), "Catatan"),
        (form.ids[2], Decimal("1234.5"), ""),
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("1234", "1234"), ("12.345.678", "12345678"), ("0,125", "0.125")]
)
def test_text_that_can_be_read_in_one_way_only_is_a_number(form, text, value):
    found = form.read(form.edited(cells(F5=text)))
    assert ([each.value for each in found.entries], found.problems) == ([Decimal(value)], [])


def test_unavailable_and_provisional_come_back(form):
    content = form.edited(
        cells(
            I5="Ya",
            J5="Menunggu BPS",
            F6=5,
            S6="ya",
            T6=date(2026, 12, 31),
            U6="BPS",
        )
    )
    first, second = form.read(content).entries
    assert (first.status, first.unavailable_reason) == (Status.UNAVAILABLE, "Menunggu BPS")
    assert (second.is_sementara, second.expected_on) == (True, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("=SUM(1,2)", "Berisi rumus; ketik angkanya atau teksnya saja."),
        (
            date(2026, 3, 1),
            "Berisi tanggal; Excel mungkin mengubah angka Anda menjadi tanggal. Ketik ulang.",
        ),
        (True, "Berisi TRUE/FALSE; ketik angkanya atau teksnya."),
        ("#DIV/0!", "Berisi kesalahan Excel (#DIV/0!)."),
        ("lima", "“lima” bukan angka. Tulis angka, misalnya 1.234,5."),
        ("27 org/bln", "“27 org/bln” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa"),
        ("1234.5", "“1234.5” dapat dibaca 1.234,5 atau 12.345."),
        ("1.234", "Teks “1.234” dapat dibaca 1234 atau 1,234: ketik sebagai angka Excel."),
        ("-1,234", "Teks “-1,234” dapat dibaca -1234 atau -1,234: ketik sebagai angka Excel."),
        (-1, "Nilai terendah indikator ini 0."),
        (0.00001, "“0,00001” terlalu rinci"),
        (1e300, "“1.000."),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_its_address(form, value, sentence):
    found = form.read(form.edited(cells(F6=value)))
    ((place, told),) = places(found)
    assert place == "Isian!F6"
    assert told.startswith(sentence)


def test_a_choice_other_than_yes_is_told(form):
    found = form.read(form.edited(cells(I5="mungkin")))
    assert places(found) == [("Isian!I5", "Isi “ya” atau kosongkan.")]


def test_a_figure_changed_here_since_the_download_is_a_conflict_by_cell(form):
    saved(form.indicators[0], form.office, value=Decimal(5))
    content = form.edited(cells(F5=7, F6=1))
    form.office.save(entry(form.indicators[0], Decimal(6), version=1))
    found = form.read(content)
    [both, other] = found.changes
    field = f"f{form.ids[0]}-value"
    assert both.choices == (Choice("Realisasi", (field,), "6", "7", "6", "7"),)
    assert (both.typed[f"f{form.ids[0]}-version"], both.typed[field]) == ("2", "6")
    assert (found.problems, other.choices) == ([], ())


def test_what_only_the_file_changed_is_taken_though_the_row_was_changed_here(form):
    saved(form.indicators[0], form.office, value=Decimal(5), note="Lama")
    content = form.edited(cells(F5=7, K5="Lama"))
    form.office.save(entry(form.indicators[0], Decimal(5), version=1, note="Baru"))
    [change] = form.read(content).changes
    assert (change.choices, change.differences) == ((), [("Realisasi", "5", "7")])
    assert (change.entry.note, change.entry.version) == ("Baru", 2)


def test_the_same_change_here_and_in_the_file_is_no_change(form):
    saved(form.indicators[0], form.office, value=Decimal(5))
    content = form.edited(cells(F5=7))
    form.office.save(entry(form.indicators[0], Decimal(7), version=1))
    assert form.read(content).changes == ()


def test_a_figure_changed_here_only_is_left_alone(form):
    saved(form.indicators[0], form.office, value=Decimal(5))
    content = form.edited(cells(F6=1))
    form.office.save(entry(form.indicators[0], Decimal(6), version=1))
    found = form.read(content)
    assert (found.problems, [each.indicator_id for each in found.entries]) == ([], [form.ids[1]])


def test_a_locked_figure_is_told(form):
    found = form.read(form.edited(cells(F5=1, F6=2)), editable=form.ids[1:])
    assert places(found) == [("Isian!A5", "Angka ini terkunci.")]


def other_office(form):
    return {"agency": open_office("dinas-b").agency}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"triwulan": 2}, "tugas ini Triwulan II tahun 2026."),
        ({"year": 2027}, "tugas ini Triwulan I tahun 2027."),
    ],
)
def test_a_form_of_another_triwulan_is_refused(form, options, sentence):
    [(place, told)] = places(form.read(form.export(), **options))
    assert (place, told) == (
        "Berkas",
        f"Berkas ini formulir Triwulan I tahun 2026, sedangkan {sentence} Unduh formulir dari "
        "halaman tugas ini, isi, lalu unggah formulir itu; atau buka tugas triwulan yang sesuai.",
    )


def test_the_form_says_when_it_was_downloaded_by_the_clock_of_the_office(form):
    sheet = load_workbook(io.BytesIO(form.export()))["Isian"]
    assert sheet["K2"].value == "Diunduh 11-04-2026 10.00 WITA"


def test_a_form_of_another_agency_is_refused(form):
    found = form.read(form.export(), **other_office(form))
    assert places(found) == [
        ("Berkas", "Formulir perangkat daerah lain; unduh formulir dari halaman tugas ini.")
    ]


def with_book(change):
    def build(form):
        book = load_workbook(io.BytesIO(form.export()))
        change(book)
        return stored(book)

    return build


def forge(book):
    token = book["_kinerja"]["A1"]
    token.value = token.value[:-1] + ("A" if token.value[-1] != "A" else "B")


FOREIGN = "Berkas ini bukan formulir yang diunduh dari sini, atau telah diubah susunannya."
BELOW = "Di bawah formulir, sehingga tidak dimuat; hapus isinya."


def moved(wanted, found):
    return (
        f"Seharusnya “{wanted}”, pada berkas “{found}”: baris atau kolom dipindah, disisipkan, "
        "atau dihapus. Kembalikan susunannya, atau unduh formulir yang baru."
    )


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        (lambda book: book.remove(book["_kinerja"]), "Berkas", FOREIGN),
        (forge, "Berkas", FOREIGN),
        (
            lambda book: book.create_sheet("Lain"),
            "Berkas",
            "Berkas memuat lembar tambahan: Lain. Hapus lembar itu.",
        ),
        (
            lambda book: book["Isian"].merge_cells("K5:L5"),
            "Berkas",
            "Berkas memuat sel yang digabung: Isian!K5:L5. Pisahkan selnya, lalu unggah kembali.",
        ),
        (lambda book: book["Isian"].insert_rows(6), "Isian!A6", moved("ind-1", "")),
        (lambda book: book["Isian"].delete_rows(6), "Isian!A6", moved("ind-1", "ind-2")),
        (lambda book: book["Isian"].insert_cols(4), "Isian!D4", moved("Target", "")),
        (lambda book: book["Isian"].append(["ind-9", "Tambahan"]), "Isian!A8", BELOW),
        (lambda book: book["Isian"].cell(40, 2, "Jumlah"), "Isian!B40", BELOW),
        (lambda book: book["Isian"].cell(1_048_000, 1, "jauh"), "Isian!A1048000", BELOW),
        (
            lambda book: setattr(book["Isian"], "title", "Data"),
            "Berkas",
            "Nama lembar “Isian” diubah menjadi “Data”. Kembalikan namanya.",
        ),
    ],
    ids=[
        *("no token", "forged", "added sheet", "merged", "row added", "row removed"),
        *("column added", "row below", "note below", "far below", "renamed"),
    ],
)
def test_an_altered_workbook_is_refused_as_a_whole(form, change, place, sentence):
    found = form.read(with_book(change)(form))
    assert places(found) == [(place, sentence)]
    assert found.entries == ()


def test_rows_of_somebody_else_are_refused(form):
    stranger = Form(form.office, [form.office.indicator(code="asing")])
    assert places(form.read(stranger.export())) == [
        ("Isian!A5", "Bukan indikator tugas ini. Unduh formulir dari halaman tugas ini.")
    ]


@pytest.mark.parametrize("seed", [b"", b"bukan excel", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_workbook_is_refused(form, seed):
    assert places(form.read(seed)) == [("Berkas", "Berkas ini bukan buku kerja Excel (.xlsx).")]


def test_a_workbook_without_its_formats_is_read(form):
    """Some programs write none, and name them all the same."""
    whole = io.BytesIO(form.edited(cells(F5=12.5)))
    bare = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bare, "w") as target:
        for part in source.namelist():
            if part != "xl/styles.xml":
                target.writestr(part, source.read(part))
    found = form.read(bare.getvalue())
    assert ([each.value for each in found.entries], found.problems) == ([Decimal("12.5")], [])


@pytest.mark.parametrize("text", ["_x000D_", "_x0041_x0042_", "_x005F_x0041_", "_xD800_"])
def test_text_that_looks_like_a_sign_of_excel_stays_text(form, text):
    saved(form.indicators[0], form.office, note=text)
    assert form.read(form.export()).changes == ()


def test_the_line_ends_of_windows_do_not_stay_in_a_text(form):
    [entry_] = form.read(form.edited(cells(K5="Satu_x000D_\nDua"))).entries
    assert entry_.note == "Satu\nDua"


#: What a text may hold; other signs are refused wherever they are typed.
SIGNS = [
    sign for sign in map(chr, range(32, 0x3000)) if not (unprintable(sign) or has_forbidden(sign))
]
TEXT = st.text(st.sampled_from(SIGNS), max_size=20).map(str.strip)
NUMBER = st.decimals(0, 999_999, places=4)
DAY = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WORDS = {"K": "note", "L": "pendukung", "M": "kendala", "N": "solusi"}
PLANS = {"O": "rencana_tindak_lanjut", "P": "rtl_pic", "R": "rtl_followup"}
TEXTS = st.dictionaries(st.sampled_from([*WORDS, *PLANS]), TEXT, max_size=4)
PLAIN = st.builds(dict, F=NUMBER) | st.just({})
PAIR = st.builds(dict, G=st.decimals(0, 9, places=2), H=st.decimals(1, 99, places=2)) | st.just({})
DUE = st.builds(dict, Q=DAY) | st.just({})
NAMES = WORDS | PLANS | {"F": "value", "G": "numerator", "H": "denominator", "Q": "rtl_due_on"}


def row_edits(numbers):
    return st.builds(lambda *parts: {k: v for part in parts for k, v in part.items()}, *numbers)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.tuples(
        row_edits([PLAIN, TEXTS, DUE]), row_edits([PLAIN, TEXTS]), row_edits([PAIR, TEXTS, DUE])
    )
)
def test_out_edit_in_changes_exactly_the_edited_cells(mixed, edits):
    before = [content_of(row.current) for row in mixed.rows()]

    def edit(sheet):
        for number, row in enumerate(edits, start=5):
            for letter, value in row.items():
                cell = sheet[f"{letter}{number}"]
                cell.value = float(value) if isinstance(value, Decimal) else value or None
                if isinstance(value, str):
                    cell.data_type = "s"

    found = mixed.read(mixed.edited(edit))
    assert found.problems == []
    mixed.office.save(*found.entries)
    after = [content_of(row.current) for row in mixed.rows()]
    assert [comparable(each) for each in after] == [
        comparable(expected(old, cells)) for old, cells in zip(before, edits, strict=True)
    ]
    again = mixed.read(mixed.export())
    assert (again.entries, again.problems) == ((), [])


def expected(old, cells):
    """The content of a row with these cells edited and nothing else."""
    new = old | {NAMES[letter]: value for letter, value in cells.items()}
    has_number = any(new[name] is not None for name in ("value", "numerator", "denominator"))
    return new | {"status": "terisi" if has_number else "kosong"}


@pytest.fixture
def mixed(office):
    """A plain figure, one saved before with words, and a pair."""
    first, second = office.indicator(code="biasa"), office.indicator(code="tersimpan")
    pair = office.indicator(unit="%", measure="rasio", aggregation="rasio", code="pasangan")
    office.save(entry(second, Decimal("7.25"), note="=1+1", pendukung="Lama", solusi="Tetap"))
    return Form(office, [first, second, pair])


def test_a_pair_goes_out_and_comes_back(office):
    pair = office.indicator(unit="%", measure="rasio", aggregation="rasio", code="pasangan")
    office.save(
        replace(entry(pair, status=Status.FILLED), numerator=Decimal(1), denominator=Decimal(3))
    )
    form = Form(office, [pair])
    assert form.read(form.export()).entries == ()
    (changed,) = form.read(form.edited(cells(G5=2))).entries
    office.save(changed)
    assert figure(pair).current.value == Decimal("66.6667")


def test_a_predikat_and_a_day_go_out_and_come_back_in_their_own_writing(office):
    opini = office.indicator(
        measure="predikat", predikat_levels="TMP < TW < WDP < WTP", aggregation="terakhir"
    )
    lkj = office.indicator(measure="tanggal", polarity="negatif", aggregation="terakhir")
    office.save(entry(opini, Decimal(3), code="WDP"), entry(lkj, Decimal(59), code="28-02-2026"))
    form = Form(office, [opini, lkj])
    sheet = load_workbook(io.BytesIO(form.export()))["Isian"]
    assert (sheet["F5"].value, sheet["F6"].value.date()) == ("WDP", date(2026, 2, 28))
    assert form.read(form.export()).entries == ()
    found = form.read(form.edited(cells(F5="WTP", F6=date(2026, 3, 2))))
    assert [(each.value, each.code) for each in found.entries] == [(4, "WTP"), (61, "02-03-2026")]


def test_a_level_with_quotation_marks_does_not_break_its_list(office):
    opini = office.indicator(
        measure="predikat", predikat_levels='Cukup < "Baik"', aggregation="terakhir"
    )
    form = Form(office, [opini])
    sheet = load_workbook(io.BytesIO(form.export()))["Isian"]
    [check] = [each for each in sheet.data_validations.dataValidation if "F5" in each]
    assert check.formula1 == '"""Baik"",Cukup"'
    assert [each.code for each in form.read(form.edited(cells(F5='"Baik"'))).entries] == ['"Baik"']


def test_a_word_that_is_no_level_is_a_problem_at_its_cell(office):
    opini = office.indicator(measure="predikat", predikat_levels="A < B", aggregation="terakhir")
    form = Form(office, [opini])
    (problem,) = form.read(form.edited(cells(F5="C"))).problems
    assert (problem.cell, problem.sentence) == ("F5", "“C” tidak ada pada pilihan: B, A.")
    (problem,) = form.read(form.edited(cells(F5=2))).problems
    assert problem.cell == "F5"


def test_a_whole_number_stands_without_a_comma_and_a_day_stays_a_day(office):
    plain = office.indicator()
    day = office.indicator(measure="tanggal")
    form = Form(office, [plain, day])
    sheet = load_workbook(io.BytesIO(form.export()))["Isian"]
    whole = {
        str(each.sqref): (rule.formula, rule.dxf.numFmt.formatCode)
        for each in sheet.conditional_formatting
        for rule in each.rules
    }
    assert whole["F5"] == (["AND(ISNUMBER(F5),F5=INT(F5))"], "#,##0")
    assert not any("F6" in places for places in whole)
