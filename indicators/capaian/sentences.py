"""What an unusual capaian means, as a sentence for who reads the table.

Published tables print such cases as "-", 0, 100 or #DIV/0!; here each has one outcome and says why.
"""

from decimal import Decimal

from indicators.capaian.formula import FORMULA_A, Reason

SENTENCES = {
    Reason.NOT_FILLED: "Realisasi belum diisi; kosong bukan nol, sehingga capaian belum dihitung.",
    Reason.UNAVAILABLE: "Realisasi dinyatakan tidak tersedia beserta alasannya; tidak ikut "
    "rata-rata.",
    Reason.NO_TARGET: "Tidak ada target yang dapat dibandingkan; tidak ikut rata-rata.",
    Reason.NOT_DUE: "Targetnya belum jatuh tempo pada masa ini; bukan 0 %.",
    Reason.ZERO_TARGET: "Target nol tidak dapat menjadi pembagi; capaian tidak dihitung dan tidak "
    "ikut rata-rata.",
    Reason.NEGATIVE_TARGET: "Target negatif tidak memberi persentase yang berarti; capaian tidak "
    "dihitung dan tidak ikut rata-rata.",
    Reason.ZERO_REALISASI: "Realisasi nol tidak dapat menjadi pembagi pada rumus T / R; capaian "
    "tidak dihitung dan tidak ikut rata-rata.",
    Reason.ZERO_DENOMINATOR: "Penyebutnya nol, sehingga realisasi dan capaian tidak dihitung.",
}
FAR_OVER = (
    "Realisasi lebih dari dua kali target yang makin rendah makin baik; rumus (2T − R) / T memberi "
    "angka di bawah nol, dicatat apa adanya."
)
NOTHING_MADE = (
    "Realisasi nol pada indikator yang makin rendah makin baik; rumus (2T − R) / T memberi 200 %."
)
BELOW_ZERO = "Realisasi negatif memberi capaian di bawah nol, dicatat apa adanya."
TWICE = Decimal(200)


def sentence_of(value: Decimal | None, reason: str | None, formula: str = "") -> str:
    """Why a capaian is missing or looks odd; empty where there is nothing to explain.

    `value` in percent, unrounded; `reason` where there is none.
    """
    if value is None:
        return SENTENCES[Reason(reason)] if reason else ""
    if formula == FORMULA_A and value < 0:
        return FAR_OVER
    if formula == FORMULA_A and value == TWICE:
        return NOTHING_MADE
    return BELOW_ZERO if value < 0 else ""
