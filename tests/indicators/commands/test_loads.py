import pytest
from django.core.management import CommandError, call_command

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
