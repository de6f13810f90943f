from datetime import date

import pytest

from indicators.access import TableRefused
from indicators.forms.tables import read_table


def read(text, clean):
    return read_table(text, required=("a",), optional=("b",), clean=clean)


def problems(text, clean=lambda line: line.text("a")):
    with pytest.raises(TableRefused) as caught:
        read(text, clean)
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "a;b\n1;2", "﻿b,a\r\n2,1\r\n", 'a,b\n"1","2"\n\n , \n']
)
def test_comma_semicolon_and_column_order_do_not_matter(text):
    assert read(text, lambda line: (line.text("a"), line.text("b"))) == [("1", "2")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Baris 1, kolom a: kolom ini tidak ada."]),
        ("b\n1", ["Baris 1, kolom a: kolom ini tidak ada."]),
        ("a,c\n1,2", ["Baris 1, kolom c: kolom ini tidak dikenal atau ganda."]),
        ("a,a\n1,2", ["Baris 1, kolom a: kolom ini tidak dikenal atau ganda."]),
        ("a,b\n1", ["Baris 2, kolom -: ada 1 kolom, seharusnya 2."]),
        (
            'a,b\n"1,2\n',
            ["Baris 2, kolom -: baris ini bukan CSV yang utuh (tanda kutip)."],
        ),
    ],
)
def test_a_table_of_another_shape_is_refused(text, found):
    assert problems(text) == found


@pytest.mark.parametrize(
    ("cell", "clean", "sentence"),
    [
        ("", lambda line: line.text("a", required=True), "wajib diisi."),
        ("xxx", lambda line: line.text("a", limit=2), "paling banyak 2 karakter."),
        ("x\x00", lambda line: line.text("a"), "Teks memuat tanda tak terlihat"),
        ("x", lambda line: line.choice("a", ("A", "B")), "isi salah satu dari: A, B."),
        ("x", lambda line: line.yes("a"), "tulis ya atau tidak."),
        ("31-02-2026", lambda line: line.day("a"), "tulis tanggal seperti 2026-12-31"),
        ("31-12-9999", lambda line: line.day("a"), "Tahun 9999 tidak wajar"),
        ("99", lambda line: line.year("a"), "tulis bilangan bulat 2000 sampai 2100."),
        ("0.5", lambda line: line.number("a"), "“0.5” dapat dibaca 0,5 atau 5."),
        ("n/a", lambda line: line.number("a"), "“n/a” bukan angka."),
    ],
)
def test_a_cell_that_cannot_be_read_says_so(cell, clean, sentence):
    (found,) = problems(f"a,b\n{cell},1", clean)
    assert found.startswith(f"Baris 2, kolom a: {sentence}")


def test_cells_are_cleaned():
    def clean(line):
        return (line.day("a"), line.yes("b"), line.choice("b", ("Ya", "x")))

    assert read("a,b\n31/12/2026,Ya", clean) == [(date(2026, 12, 31), True, "Ya")]


def test_every_problem_is_told_at_once():
    assert len(problems("a,b\nx,1\ny,2", lambda line: line.number("a"))) == 2
