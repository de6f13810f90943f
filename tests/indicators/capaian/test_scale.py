from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.capaian import (
    PERMENDAGRI_86_2017,
    Average,
    Capaian,
    Reason,
    average_capaian,
    category_of,
)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("1388.89", "Sangat Tinggi"),
        ("90.01", "Sangat Tinggi"),
        ("90", "Tinggi"),
        ("75.001", "Tinggi"),
        ("75", "Sedang"),
        ("65.5", "Sedang"),
        ("65", "Rendah"),
        ("50.4", "Rendah"),
        ("50", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-50", "Sangat Rendah"),
    ],
)
def test_category_of_has_no_gaps(value, label):
    assert category_of(Decimal(value)) == label


@given(st.decimals(min_value=-1000, max_value=10_000, places=6))
def test_every_value_has_a_category(value):
    assert category_of(value) in [step.label for step in PERMENDAGRI_86_2017]


def test_average_capaian_leaves_out_what_has_no_number():
    items = [Capaian(Decimal(0)), Capaian(Decimal(100)), Capaian(None, Reason.ZERO_TARGET)]
    assert average_capaian(items) == Average(Decimal(50), 2, 1)


def test_average_capaian_caps_each_value_before_the_mean():
    items = [Capaian(Decimal(300)), Capaian(Decimal(50))]
    assert average_capaian(items, cap=Decimal(120)).value == Decimal(85)
    assert average_capaian(items).value == Decimal(175)


def test_average_capaian_of_nothing_is_nothing():
    items = [Capaian(None, Reason.NOT_FILLED)]
    assert average_capaian(items) == Average(None, 0, 1)


def test_weights_count_only_where_every_figure_that_counts_has_one():
    items = [Capaian(Decimal(100)), Capaian(Decimal(50)), Capaian(None, Reason.NOT_FILLED)]
    whole = average_capaian(items, weights=[Decimal(3), Decimal(1), None])
    assert (whole.value, whole.is_weighted) == (Decimal("87.5"), True)
    partly = average_capaian(items, weights=[Decimal(3), None, Decimal(1)])
    assert (partly.value, partly.is_weighted) == (75, False)
