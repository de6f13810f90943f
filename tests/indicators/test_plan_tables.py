"""The plan's tables on the web: template out, upload, preview, and loading."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from indicators.access import TableRefused
from indicators.forms import HINTS, PLAN_TABLES
from indicators.models import Indicator, TargetRevision
from indicators.workbook import export_template, text_of_sheet
from organization.models import Capacity, Event, User
from tests.indicators.offices import NOW
from tests.indicators.workbook.form import rewritten, stored

HEADER = "code;level;sasaran;name;unit;polarity;aggregation;responsible_unit;year;target"
ROW = "uji;program;Sasaran A;Uji berkala;Unit;positif;jumlah;bidang;2026;1.200"


@pytest.fixture
def head(office, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    office.agency.signing_position = office.kepala.position
    office.agency.save()
    client.force_login(office.kepala.user)
    return client


def address(office, table="indikator", name="plan-load"):
    return reverse(f"indicators:{name}", args=[office.agency.key, table])


def send(client, office, text, name="indikator.csv", table="indikator"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(address(office, table), {"table": SimpleUploadedFile(name, content)})


def words(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_table_is_shown_first_and_loaded_when_it_is_confirmed(head, office):
    page = send(head, office, f"{HEADER}\n{ROW}\n")
    assert "1 baris baru, 0 diperbarui, 0 tetap." in words(page)
    assert "target 2026, berlaku sejak 01-01-2026: <ins>1.200</ins>" in words(page)
    assert not Indicator.objects.exists()
    done = head.post(address(office), {"isi": page.context["text"]})
    assert done["Location"] == address(office)
    assert Indicator.objects.get().name == "Uji berkala"
    assert TargetRevision.objects.get().recorded_by == office.kepala.user
    event = Event.objects.get(action="plan.loaded")
    assert (event.user, event.data) == (
        office.kepala.user,
        {
            "table": "indikator",
            "created": 1,
            "updated": 0,
            "changes": [
                ["Uji berkala", "", "", ""],
                ["Uji berkala", "target 2026, berlaku sejak 01-01-2026", "", "1.200"],
            ],
        },
    )


def test_a_table_of_titles_alone_is_refused(head, office):
    page = words(send(head, office, f"{HEADER}\n;;;;;;;;;\n"))
    assert "Baris 2, kolom -: tidak ada satu baris pun di bawah judul kolom." in page


def test_the_preview_says_old_and_new_of_what_is_there_already(head, office):
    office.indicator(code="uji", name="Uji lama", unit="Unit")
    page = words(send(head, office, f"{HEADER}\n{ROW}\n"))
    assert "0 baris baru, 1 diperbarui, 0 tetap." in page
    assert "indikator: <del>Uji lama</del> → <ins>Uji berkala</ins>" in page
    assert Indicator.objects.get().name == "Uji lama"


BUDGET = "year;program;kegiatan;pagu;realisasi;tw1\n2026;Program A;;1.000.000;;0\n"


def test_the_preview_of_a_budget_says_its_amounts(head, office):
    def rows(page):
        found = re.findall(
            r"<li>(.*?)</li>", words(page).split('id="periksa"')[1].split("<form")[0]
        )
        return [re.sub(r"</?span[^>]*>", "", each).strip() for each in found]

    first = send(head, office, BUDGET, "anggaran.csv", "anggaran")
    assert rows(first) == [
        "Program A 2026 baru",
        "Program A 2026 · pagu: <ins>1.000.000</ins>",
        "Program A 2026 · realisasi: <ins>–</ins>",
        "Program A 2026 · realisasi TW I: <ins>0</ins>",
    ]
    head.post(address(office, "anggaran"), {"isi": first.context["text"]})
    changed = BUDGET.replace("1.000.000;;0", "1.200.000;400.000;400.000")
    assert rows(send(head, office, changed, "anggaran.csv", "anggaran")) == [
        "Program A 2026 · pagu: <del>1.000.000</del> → <ins>1.200.000</ins>",
        "Program A 2026 · realisasi: <ins>400.000</ins>",
        "Program A 2026 · realisasi TW I: <del>0</del> → <ins>400.000</ins>",
    ]


def test_the_preview_of_earlier_years_says_its_figures_in_their_own_writing(head, office):
    office.indicator(code="opini", measure="predikat", predikat_levels="TMP < TW < WDP < WTP")
    text = "code;year;target;realisasi\nopini;2025;WTP;WDP\n"
    first = send(head, office, text, "lalu.csv", "tahun-lalu")
    assert "opini 2025 · target: <ins>WTP</ins>" in words(first)
    assert "opini 2025 · realisasi: <ins>WDP</ins>" in words(first)
    head.post(address(office, "tahun-lalu"), {"isi": first.context["text"]})
    again = send(head, office, text.replace("WDP", "TW"), "lalu.csv", "tahun-lalu")
    assert "opini 2025 · realisasi: <del>WDP</del> → <ins>TW</ins>" in words(again)


def test_a_filled_template_comes_back_as_the_same_table(head, office):
    answer = head.get(address(office, name="plan-template"))
    book = load_workbook(io.BytesIO(answer.content))
    data = book["Data"]
    names = [cell.value for cell in data[1]]
    given = dict(zip(HEADER.split(";"), ROW.split(";"), strict=True)) | {"year": 2026}
    for name, value in (given | {"target": 1200}).items():
        data.cell(2, names.index(name) + 1, value)
    assert "1 baris baru" in words(send(head, office, stored(book), "indikator.xlsx"))
    levels = next(check for check in data.data_validations.dataValidation if "B2" in check)
    assert levels.formula1 == '"tujuan,sasaran,program,kegiatan,subkegiatan"'


def test_every_column_of_every_template_is_explained():
    for table in PLAN_TABLES.values():
        book = load_workbook(io.BytesIO(export_template(table)))
        told = {row[0]: row[2] for row in book["Petunjuk"].iter_rows(2, values_only=True)}
        assert told == {name: str(HINTS[name]) for name in table.columns}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{HEADER}\n{ROW.replace('1.200', '1200.5')}", "Baris 2, kolom target: “1200.5” dapat"),
        (f"{HEADER}\n{ROW.replace('bidang', 'asing')}", "kolom responsible_unit: “asing” tidak"),
        (b"\xff\xfe\x00", "bukan Excel (.xlsx) dan bukan CSV"),
        (b"PK\x03\x04rusak", "bukan buku kerja Excel"),
        (b"x" * (2_049 * 1024), "paling banyak 2048 KB"),
    ],
    ids=["ambiguous", "unknown unit", "no text", "no workbook", "large"],
)
def test_what_cannot_be_loaded_is_told_and_nothing_is_saved(head, office, text, sentence):
    page = send(head, office, text)
    assert page.status_code == 422
    assert sentence in words(page)
    assert not Indicator.objects.exists()


def test_an_upload_without_a_file_and_an_unknown_table_are_told(head, office):
    assert "Pilih berkas yang akan dimuat." in words(head.post(address(office), {}))
    assert head.get(address(office, "lain")).status_code == 404
    assert head.get(address(office, "lain", "plan-template")).status_code == 404


def test_who_heads_the_agency_for_a_while_only_may_not_load_its_plan(head, office):
    office.kepala.officeholder.capacity = Capacity.PLT
    office.kepala.officeholder.save()
    assert head.get(address(office)).status_code == 403


def test_an_administrator_finds_the_way_and_others_do_not(head, office, client):
    page = head.get(reverse("indicators:indicator-list"))
    assert address(office) in words(page)
    client.force_login(office.kabid.user)
    assert address(office) not in words(client.get(reverse("indicators:indicator-list")))
    assert client.get(address(office)).status_code == 403
    client.force_login(User.objects.create_superuser("admin", password="sandi-uji", name="Admin"))
    for table in PLAN_TABLES:
        assert client.get(address(office, table)).status_code == 200


def percent(book):
    book.active.append(["uji", 0.93])
    book.active["B2"].number_format = "0%"


def commented(book):
    book.active["A2"].comment = Comment("Angka sementara", "Kasi")


def guided(book):
    book.create_sheet("Petunjuk")["A60"] = "Pagu naik"


def sheet(change):
    book = Workbook()
    book.active.append(["code", "year", "target"])
    change(book)
    return io.BytesIO(stored(book))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda book: book.create_sheet("Lain"), "Berkas memuat lembar tambahan: Lain. Hapus"),
        (lambda book: book.active.append(["=1+1", 2]), "berisi rumus atau kesalahan Excel"),
        (percent, "Sel ini berformat persen: Excel menyimpan 0,93."),
        (lambda book: book.active.merge_cells("A2:B2"), "sel yang digabung: Sheet!A2:B2."),
        (lambda book: book.active.cell(1_048_576, 1, "x"), "Tabel terlalu panjang"),
        (commented, "Memuat komentar sel, yang tidak dimuat."),
        (guided, "Di luar tabel, sehingga tidak dimuat; hapus isinya."),
        (
            lambda book: book.active.append(["1.234", "2026", "1.234"]),
            "Teks “1.234” dapat dibaca 1234 atau 1,234: ketik sebagai angka Excel.",
        ),
    ],
    ids=["sheet", "formula", "percent", "merged", "far", "comment", "guide", "two ways"],
)
def test_a_table_in_excel_is_refused_like_the_form(change, sentence):
    with pytest.raises(TableRefused) as refused:
        text_of_sheet(sheet(change))
    [problem] = refused.value.problems
    assert sentence in problem.sentence


def test_a_table_is_found_though_its_guide_stands_first_and_empty_rows_follow():
    def change(book):
        book.active.append(["uji", 2026, 5])
        book.active.row_dimensions[1_048_576].height = 12
        book.move_sheet(book.create_sheet("Petunjuk"), -1)

    assert text_of_sheet(sheet(change)) == "code;year;target\nuji;2026;5\n"


def test_what_a_guide_of_a_wrong_size_holds_is_told_of_too():
    content = rewritten(
        sheet(guided).getvalue(),
        lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text),
        "xl/worksheets/sheet2.xml",
    )
    with pytest.raises(TableRefused) as refused:
        text_of_sheet(io.BytesIO(content))
    [problem] = refused.value.problems
    assert (problem.row, problem.column) == (60, "Petunjuk!A")


def test_a_program_pasted_with_other_blanks_is_the_same_program(head, office):
    twice = BUDGET + "2026; Program\u00a0 A ;;5;;\n"
    page = words(send(head, office, twice, "anggaran.csv", "anggaran"))
    assert "Baris 3, kolom program: sudah ada pada baris 2." in page


def test_rupiah_that_would_be_rounded_are_refused(head, office):
    text = BUDGET.replace("1.000.000", "1.000.000,125").replace(";;0", ";0,005;0,005")
    page = words(send(head, office, text, "anggaran.csv", "anggaran"))
    for column in ("pagu", "realisasi", "tw1"):
        assert f"kolom {column}: rupiah paling banyak 2 angka di belakang koma." in page


def test_a_row_is_as_wide_as_the_header_and_a_cell_beside_the_table_stays():
    text = text_of_sheet(sheet(lambda book: book.active.append([None, 2026])))
    assert text == "code;year;target\n;2026;\n"
    wide = text_of_sheet(sheet(lambda book: book.active.cell(2, 5, "x")))
    assert wide.splitlines()[1] == ";;;;x"
