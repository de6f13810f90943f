from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from indicators.models import BudgetLine, History, Indicator

INDICATORS = (
    "code,level,sasaran,name,unit,polarity,aggregation,responsible_unit,year,target\n"
    "uji,program,Sasaran,Uji,Unit,positif,jumlah,bidang,2026,12\n"
)


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_the_tables_are_loaded_for_the_agency_named_by_the_file(office, write, capsys):
    call_command("indicators_load", write("dinas-a.csv", INDICATORS))
    call_command("budget_load", write("dinas-a.csv", "year,program,pagu\n2026,A,1.000\n"))
    call_command(
        "history_load",
        write("h.csv", "code,year,target,realisasi\nuji,2024,1,1\n"),
        agency="dinas-a",
    )
    assert capsys.readouterr().out == "dinas-a: 1 baru, 0 diperbarui, 0 tetap.\n" * 3
    assert (Indicator.objects.count(), BudgetLine.objects.count(), History.objects.count()) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("content", "agency", "sentence"),
    [
        (INDICATORS, "asing", "Perangkat daerah “asing” tidak ada."),
        (b"\xff\xfe\x00", "dinas-a", "Berkas tidak dapat dibaca sebagai UTF-8"),
        (
            INDICATORS.replace("jumlah", "total").replace(",12", ",1.5"),
            "dinas-a",
            "Baris 2, kolom aggregation: isi salah satu dari: jumlah, terakhir, rata-rata, "
            "tahunan, rasio.\nBaris 2, kolom target: “1.5” dapat dibaca 1,5 atau 15.",
        ),
    ],
)
def test_what_cannot_be_loaded_is_told(office, write, content, agency, sentence):
    with pytest.raises(CommandError) as caught:
        call_command("indicators_load", write("a.csv", content), agency=agency)
    assert str(caught.value).startswith(sentence)
    assert Indicator.objects.count() == 0


def test_a_missing_file_is_told(office, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("indicators_load", tmp_path / "tak-ada.csv", agency="dinas-a")


def workbook(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEAD = INDICATORS.partition("\n")[0].split(",")
ROW = ["uji", "program", "Sasaran", "Uji", "Hektare", "positif", "jumlah", "bidang", 2026, 1234.5]


def test_a_table_kept_in_excel_is_loaded_like_a_csv(office, tmp_path):
    file = workbook(tmp_path / "dinas-a.xlsx", [*HEAD, "effective_on"], [*ROW, date(2026, 1, 2)])
    call_command("indicators_load", file)
    target = Indicator.objects.get().targets.get()
    assert (target.value, target.effective_on) == (Decimal("1234.5"), date(2026, 1, 2))


def test_an_excel_table_with_a_formula_is_refused_at_its_cell(office, tmp_path):
    file = workbook(tmp_path / "dinas-a.xlsx", HEAD, [*ROW[:-1], "=1+1"])
    with pytest.raises(CommandError, match="Baris 2, kolom J: berisi rumus"):
        call_command("indicators_load", file)


def test_what_only_says_that_it_is_excel_is_refused(office, write):
    with pytest.raises(CommandError, match="bukan buku kerja Excel"):
        call_command("indicators_load", write("dinas-a.xlsx", b"PK"))
