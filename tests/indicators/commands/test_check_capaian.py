"""`check_capaian` tells printed, recomputed, formula and verdict per row."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TABLE = """source,indicator,unit,polarity,target,realisasi,published_capaian_percent,notes
Renstra,Uji berkala 2020,%,positif,50,72.8,145.6,
Renstra,Pasca bencana 2022,%,positif,30,89.52,89.52,
Renstra,PPKS 2020,%,positif,0,55.6,-,
"""


def checked(path: Path) -> list[str]:
    out = StringIO()
    call_command("check_capaian", path, stdout=out)
    return out.getvalue().splitlines()


def test_each_row_is_told_and_counted(tmp_path):
    file = tmp_path / "tabel.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert checked(file) == [
        "baris;indikator;tercetak;dihitung;selisih;rumus;hasil;keterangan",
        "2;Uji berkala 2020;145.6;145,60;0,00;R / T × 100;benar;",
        "3;Pasca bencana 2022;89.52;298,40;-208,88;R / T × 100;salah cetak;"
        "kolom capaian mengulang angka realisasi",
        "4;PPKS 2020;-;;;;tidak dapat dihitung;target nol",
        "3 baris: 1 benar, 1 salah cetak, 1 tidak dapat dihitung.",
    ]


def test_a_wrong_table_is_refused_by_row_and_column(tmp_path):
    file = tmp_path / "tabel.csv"
    file.write_text(TABLE.replace("positif,50", "naik,50"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"(?s)2.*polarity.*positif, negatif, rentang"):
        checked(file)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "tabel.csv"
    file.write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        checked(file)
