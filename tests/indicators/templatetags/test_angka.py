from decimal import Decimal

import pytest
from django.template import Context, Template

from indicators.capaian import PERMENDAGRI_86_2017, Capaian, Outcome, Reason


def rendered(text, **context):
    source = "{% load angka %}{{ " + text + " }}"
    return Template(source).render(Context(context)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("x|angka", Decimal("1234.50"), "1.234,5"),
        ("x|angka:2", Decimal("1234.5"), "1.234,50"),
        ("x|angka", 1200, "1.200"),
        ("x|angka", Decimal(0), "0"),
        ("x|angka", None, "–"),
        ("x|persen", Decimal("98.254"), "98,25 %"),
        ("x|persen", None, "–"),
        ("x|rupiah", Decimal("1234567.50"), "Rp1.234.568"),
        ("x|rupiah", None, "–"),
        ("x|triwulan", 4, "TW IV"),
        ("x|hasil", Outcome(Decimal(0)), "0"),
        ("x|hasil", Outcome(Decimal("0.3611")), "0,3611"),
        ("x|hasil", Outcome(Decimal(200) / 3), "66,67"),
        ("x|hasil:3", Outcome(Decimal(200) / 3), "66,667"),
        ("x|hasil", Outcome(None, Reason.UNAVAILABLE), "realisasi tidak tersedia"),
        ("x|kategori:scale", Capaian(Decimal("90.5")), "Sangat Tinggi"),
        ("x|kategori:scale", Capaian(None, Reason.NOT_DUE), ""),
        ("x|of_key:1", {1: "a"}, "a"),
        ("x|of_key:2", {1: "a"}, "None"),
        ("missing|of_key:2", {}, "None"),
    ],
)
def test_filters_write_indonesian_notation(text, value, shown):
    assert rendered(text, x=value, scale=PERMENDAGRI_86_2017) == shown
