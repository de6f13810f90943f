"""What stands under a printed table about a capaian that is missing or looks odd."""

from reports.tables.shape import edge_notes


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
