"""What an unusual capaian means, as a sentence for who reads the table.

Published tables print such cases as "-", 0, 100 or #DIV/0!; here each has one outcome and says why.
"""

from decimal import Decimal

from indicators.capaian.formula import FORMULA_A, Reason
from organization.wording import gettext_noop
from organization.wording import say as _

SENTENCES = {
    Reason.NOT_FILLED: gettext_noop(
        "Realisasi belum diisi; kosong bukan nol, sehingga capaian belum dihitung."
    ),
    Reason.UNAVAILABLE: gettext_noop(
        "Realisasi dinyatakan tidak tersedia beserta alasannya; tidak ikut rata-rata."
    ),
    Reason.NO_TARGET: gettext_noop(
        "Tidak ada target yang dapat dibandingkan; tidak ikut rata-rata."
    ),
    Reason.NOT_DUE: gettext_noop("Targetnya belum jatuh tempo pada masa ini; bukan 0 %."),
    Reason.ZERO_TARGET: gettext_noop(
        "Target nol tidak dapat menjadi pembagi; capaian tidak dihitung dan tidak ikut rata-rata."
    ),
    Reason.NEGATIVE_TARGET: gettext_noop(
        "Target negatif tidak memberi persentase yang berarti; capaian tidak "
        "dihitung dan tidak ikut rata-rata."
    ),
    Reason.ZERO_REALISASI: gettext_noop(
        "Realisasi nol tidak dapat menjadi pembagi pada rumus T / R; capaian "
        "tidak dihitung dan tidak ikut rata-rata."
    ),
    Reason.ZERO_DENOMINATOR: gettext_noop(
        "Penyebutnya nol, sehingga realisasi dan capaian tidak dihitung."
    ),
}
FAR_OVER = gettext_noop(
    "Realisasi lebih dari dua kali target yang makin rendah makin baik; rumus (2T − R) / T memberi "
    "angka di bawah nol, dicatat apa adanya."
)
NOTHING_MADE = gettext_noop(
    "Realisasi nol pada indikator yang makin rendah makin baik; rumus (2T − R) / T memberi 200 %."
)
LESS_THAN_NOTHING = gettext_noop(
    "Realisasi negatif pada indikator yang makin rendah makin baik; rumus (2T − R) / T memberi "
    "lebih dari 200 %, dicatat apa adanya."
)
BELOW_ZERO = gettext_noop("Realisasi negatif memberi capaian di bawah nol, dicatat apa adanya.")
TWICE = Decimal(200)


def sentence_of(value: Decimal | None, reason: str | None, formula: str = "") -> str:
    """Why a capaian is missing or looks odd; empty where there is nothing to explain.

    `value` in percent, unrounded; `reason` where there is none.
    """
    if value is None:
        return _(SENTENCES[Reason(reason)]) if reason else ""
    if formula == FORMULA_A and value < 0:
        return _(FAR_OVER)
    if formula == FORMULA_A and value >= TWICE:
        return _(NOTHING_MADE if value == TWICE else LESS_THAN_NOTHING)
    return _(BELOW_ZERO) if value < 0 else ""
