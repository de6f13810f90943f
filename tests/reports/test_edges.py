"""What stands under a printed table about a capaian that is missing or looks odd."""

import io
from decimal import Decimal

import openpyxl
import pytest

from reports.tables import (
    Column,
    Number,
    Table,
    history_table,
    national_table,
    renstra_table,
)
from reports.tables.gaps import gap_notes
from reports.tables.shape import edge_notes, formula_notes, realisasi
from reports.xlsx import write_workbook


def judged(capaian=None, reason=None, formula=""):
    return {"capaian": capaian, "capaian_reason": reason, "formula": formula}


def test_each_odd_case_of_a_table_is_told_once():
    notes = edge_notes(
        [
            judged(reason="target nol, tidak dapat dihitung"),
            judged(reason="target nol, tidak dapat dihitung"),
            judged("-50", formula="(2T − R) / T × 100"),
            judged("98.5", formula="R / T × 100"),
        ]
    )
    assert notes == (
        "Realisasi lebih dari dua kali target yang makin rendah makin baik; rumus (2T − R) / T "
        "memberi angka di bawah nol, dicatat apa adanya.",
        "Target nol tidak dapat menjadi pembagi; capaian tidak dihitung dan tidak ikut rata-rata.",
    )


def test_the_formulas_of_a_table_say_where_each_was_used():
    plain, a, b = "R / T × 100", "(2T − R) / T × 100", "T / R × 100"
    rows = [judged("1", formula=plain), judged("1", formula=b), judged("1", formula=a)]
    assert formula_notes([*rows, judged(), rows[1]], ["No 1", "No 2", "No 3", "No 4", "No 5"]) == (
        f"Rumus capaian: {a} untuk No 3; {plain}; {b} untuk No 2, No 5.",
    )
    assert formula_notes(rows[1:2], ["No 1"]) == (f"Rumus capaian: {b}.",)
    assert formula_notes([judged() | {"is_sementara": True}], ["No 1"]) == (
        "*) angka sementara; angka tetap menyusul.",
    )


def test_a_provisional_figure_is_marked_wherever_it_is_printed():
    made = {"realisasi": "5", "realisasi_reason": None, "is_sementara": True}
    assert str(realisasi(made, 1)) == "5,0 *)"
    assert realisasi(made | {"realisasi_said": "WTP"}, 0) == "WTP *)"
    figure = {
        "name": "Uji",
        "decimals": 0,
        "history": [],
        "national_standard": "",
        "annual": made,
        "polarity": "positif",
        "renstra": {"year": None, "target": None},
    }
    for table in (history_table([figure], 2026), national_table([figure]), renstra_table([figure])):
        assert "5 *)" in [str(cell) for cell in table.rows[0]]
        assert "*) angka sementara; angka tetap menyusul." in table.notes


def test_a_provisional_figure_keeps_its_mark_in_excel_and_stays_a_number():
    table = Table(
        "Uji", (Column("Angka", 100, is_number=True),), ((Number(Decimal(5), 1, " *)"),),)
    )
    book = openpyxl.load_workbook(io.BytesIO(write_workbook("Uji", [("Uji", table)])))
    cell = book.active.cell(5, 1)
    assert (cell.value, cell.number_format) == (5, '#,##0.0" *)"')


def quarter(triwulan, realisasi="5", reason="", revision=1, basis="triwulan ini"):
    return {
        "triwulan": triwulan,
        "realisasi": realisasi,
        "unavailable_reason": reason,
        "revision": revision,
        "basis": basis,
    }


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("jumlah", ("“Uji”: dihitung tanpa TW II (tidak tersedia), TW IV (belum diisi).",)),
        ("rasio", ("“Uji”: dihitung tanpa TW II (tidak tersedia), TW IV (belum diisi).",)),
        ("terakhir", ("“Uji”: angka terakhir dari TW III.",)),
        ("tahunan", ()),
    ],
)
def test_a_year_of_fewer_triwulan_says_which_are_missing(rule, told):
    quarters = [
        quarter(1, "0"),
        quarter(2, None, "Alat rusak."),
        quarter(3, basis="s.d. triwulan"),
        quarter(4, None, revision=None),
    ]
    figure = {"name": "Uji", "aggregation": rule, "quarters": quarters}
    year = {"realisasi": "10", "basis": "tahun"}
    assert gap_notes([figure], [year]) == told
    assert gap_notes([figure], [year | {"realisasi": None}]) == ()
    assert gap_notes([figure], [year | {"basis": "triwulan ini"}]) == ()
    assert gap_notes([figure | {"quarters": quarters[:1]}], [year]) == ()
