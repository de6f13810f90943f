"""Predikat, documents and days: written in words, compared as numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.measures import Notation, read_levels, read_target, say_target
from indicators.notation import NotANumber

OPINI = Notation("predikat", ("TMP", "TW", "WDP", "WTP"), 2026)
DOKUMEN = Notation("dokumen", (), 2026)
TANGGAL = Notation("tanggal", (), 2026)
ANGKA = Notation("nilai", (), 2026)


@pytest.mark.parametrize(
    ("notation", "text", "value"),
    [
        (OPINI, "WTP", 4),
        (OPINI, " wdp ", 3),
        (OPINI, "TMP", 1),
        (DOKUMEN, "Ada", 1),
        (DOKUMEN, "tidak ada", 0),
        (TANGGAL, "2026-01-01", 1),
        (TANGGAL, "28/02/2026", 59),
        (TANGGAL, "28-02-2027", 365 + 59),
        (ANGKA, "1.234,5", Decimal("1234.5")),
    ],
)
def test_words_become_the_number_that_is_compared(notation, text, value):
    assert notation.read(text) == value


@pytest.mark.parametrize(
    ("notation", "text", "sentence"),
    [
        (OPINI, "A", "“A” tidak ada pada pilihan: WTP, WDP, TW, TMP."),
        (OPINI, "4", "“4” tidak ada pada pilihan: WTP, WDP, TW, TMP."),
        (DOKUMEN, "ya", "“ya” tidak ada pada pilihan: Ada, Tidak ada."),
        (TANGGAL, "31-02-2026", "“31-02-2026” bukan tanggal. Tulis seperti 31-12-2026."),
        (TANGGAL, "31-12-2025", "Tanggal 31-12-2025 terlalu jauh dari tahun 2026; periksa lagi."),
        (TANGGAL, "01-01-2062", "Tanggal 01-01-2062 terlalu jauh dari tahun 2026; periksa lagi."),
    ],
)
def test_what_is_no_such_word_is_refused_with_what_may_be_written(notation, text, sentence):
    with pytest.raises(NotANumber) as refused:
        notation.read(text)
    assert refused.value.sentence == sentence


@given(st.sampled_from([OPINI, DOKUMEN, TANGGAL]), st.data())
def test_what_is_said_reads_back_as_the_same_number(notation, data):
    known = len(notation.choices) or 700
    first = 0 if notation is DOKUMEN else 1
    value = Decimal(data.draw(st.integers(first, known - 1 + first)))
    assert notation.read(notation.say(value)) == value
    assert notation.read(notation.typed(value)) == value


@pytest.mark.parametrize("text", ["", "WTP", "A < ", "A < a", "A, B < C"])
def test_levels_that_are_no_order_are_none(text):
    assert read_levels(text) == ()


def test_a_range_has_two_ends_and_is_written_with_both():
    target = read_target("70 s.d. 80,5", ANGKA, is_range=True)
    assert (target.value, target.upper) == (70, Decimal("80.5"))
    assert say_target(target.value, target.upper, ANGKA) == "70 s.d. 80,5"


@pytest.mark.parametrize(
    ("text", "is_range", "sentence"),
    [
        ("80 s.d. 70", True, "“80 s.d. 70”: batas atas lebih kecil daripada batas bawah."),
        ("70 s.d. 80", False, "memuat huruf atau tanda lain"),
        ("70 s.d. ", True, "Angka belum diisi."),
    ],
)
def test_a_range_that_is_none_is_refused(text, is_range, sentence):
    with pytest.raises(NotANumber) as refused:
        read_target(text, ANGKA, is_range=is_range)
    assert sentence in refused.value.sentence


def test_the_notes_under_a_table_say_how_words_were_counted():
    assert OPINI.note == ("Predikat dihitung menurut urutannya: TMP = 1, TW = 2, WDP = 3, WTP = 4.")
    assert TANGGAL.note == "Tanggal dihitung sebagai hari ke-n sejak 1 Januari 2026."
    assert ANGKA.note == ""
