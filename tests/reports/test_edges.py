"""What stands under a printed table about a capaian that is missing or looks odd."""

from reports.tables.shape import edge_notes, formula_notes


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
