"""Published tables recomputed: rounding, truncation, caps, fractions, misprints, both notations."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.capaian import PrintedRow, Verdict, recompute
from indicators.capaian.printed import readings
from indicators.notation import format_number
from tests.architecture.source import ROOT

DATA = ROOT / "tests" / "data"
number = st.decimals(Decimal("0.01"), Decimal(99999), places=2)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("81,5", ["81.5"]),
        ("0.817", ["0.817"]),
        ("9.000", ["9.000", "9000"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.5", ["1234.5"]),
        ("233.33 %", ["233.33"]),
        ("WTP", []),
        ("27 org/bln", []),
        ("93.8-93.8", []),
        ("", []),
    ],
)
def test_a_printed_cell_may_mean(text, meanings):
    assert readings(text) == tuple(Decimal(each) for each in meanings)


@pytest.mark.parametrize(
    ("row", "verdict", "formula"),
    [
        (PrintedRow("81.49", "92.88", "113.98"), "benar", "R / T × 100"),
        (PrintedRow("3,36", "4,77", "141"), "benar", "R / T × 100"),
        (PrintedRow("0.372", "0.365", "101.88", "negatif"), "benar", "(2T − R) / T × 100"),
        (PrintedRow("4", "5", "80,00", "negatif"), "benar", "T / R × 100"),
        (PrintedRow("80", "92.84", "100"), "benar", "R / T × 100, dibatasi 100"),
        (PrintedRow("80", "86,4", "1,08"), "benar", "R / T × 100, sebagai pecahan"),
        (PrintedRow("80", "70", "87.5", "rentang", "90"), "benar", "R / T × 100"),
        (PrintedRow("80", "85", "100", "rentang", "90"), "benar", "dalam rentang = 100"),
        (PrintedRow("80", "99", "110", "rentang", "90"), "benar", "R / T atas × 100"),
        (PrintedRow("9.000", "8.100", "90"), "benar", "R / T × 100"),
        (PrintedRow("Tinggi", "Tinggi", "100"), "benar", "predikat sama = 100"),
        (PrintedRow("0", "1", "#DIV/0!"), "tidak dapat dihitung", ""),
        (PrintedRow("WTP", "WDP", "-"), "tidak dapat dihitung", ""),
        (PrintedRow("55", "n/a", "n/a"), "tidak dapat dihitung", ""),
    ],
)
def test_a_row_is_judged_by_the_formula_that_fits(row, verdict, formula):
    found = recompute(row)
    assert (found.verdict, found.formula) == (verdict, formula)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (PrintedRow("30", "89.52", "89.52"), "kolom capaian mengulang angka realisasi"),
        (
            PrintedRow("5,06", "9,8", "193,68", "negatif"),
            "dihitung dengan rumus polaritas sebaliknya: R / T × 100",
        ),
        (PrintedRow("0", "55", "100"), "target nol, tetapi tercetak 100"),
        (
            PrintedRow("80", "85", "106,25", "rentang", "90"),
            "target, realisasi, dan capaian tercetak tidak saling cocok",
        ),
        (PrintedRow("50", "40", "-"), "capaian tidak tercetak, padahal dapat dihitung"),
        (
            PrintedRow("50", "40", "98"),
            "target, realisasi, dan capaian tercetak tidak saling cocok",
        ),
    ],
)
def test_a_misprint_is_named_as_one_would_tell_its_author(row, sentence):
    found = recompute(row)
    assert (found.verdict, found.sentence) == (Verdict.MISPRINT, sentence)


@given(number, number)
def test_what_is_printed_rightly_is_always_found_right(target, realisasi):
    printed = f"{realisasi / target * 100:.2f}"
    assert recompute(PrintedRow(str(target), str(realisasi), printed)).verdict == Verdict.RIGHT


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_no_cell_breaks_it(target, realisasi, printed):
    assert recompute(PrintedRow(target, realisasi, printed)).verdict in Verdict


#: What a reader wrote beside each published row → what the recomputation must say.
VERDICTS = {
    "right": "benar",
    "capped": "benar",
    "predikat": "benar",
    "misprint": "salah cetak",
    "zero target": "tidak dapat dihitung",
}


def published() -> list[tuple[dict[str, str], str]]:
    """The published rows with the label that a reader gave each of them by hand."""
    found = []
    for name in ("capaian_published", "capaian_labels"):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as source:
            found.append(list(csv.DictReader(source)))
    return [(row, mark["label"]) for row, mark in zip(*found, strict=True)]


@pytest.mark.parametrize(("row", "label"), published())
def test_a_published_row_is_judged_as_a_reader_judged_it(row, label):
    found = recompute(
        PrintedRow(
            row["target"], row["realisasi"], row["published_capaian_percent"], row["polarity"]
        )
    )
    assert found.verdict == VERDICTS[label]
    assert ("dibatasi 100" in found.formula) == (label == "capped")


@pytest.mark.parametrize("text", ["9" * 30, "9" * 60, "0," + "0" * 30 + "1", "1" + ".000" * 9])
def test_a_number_longer_than_any_table_prints_is_none(text):
    assert readings(text) == ()
    assert recompute(PrintedRow("5", text, "1")).verdict == Verdict.MISPRINT


def test_the_longest_numbers_can_still_be_told():
    row = PrintedRow("0,00000000000001", "999999999999999", "1")  # fifteen digits each
    assert len(format_number(recompute(row).value, 2)) > 30
