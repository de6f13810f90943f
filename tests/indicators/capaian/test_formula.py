import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.capaian import (
    Capaian,
    Formula,
    Outcome,
    Polarity,
    Reason,
    Target,
    compute_capaian,
    ratio_of,
)

DATA = Path(__file__).parents[2] / "data"
POSITIVE = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(1_000_000), places=2)
TOLERANCE = {0: Decimal(1), 1: Decimal("0.05"), 2: Decimal("0.02"), 3: Decimal("0.02")}


def capaian(target, made, **rules):
    return compute_capaian(
        target=None if target is None else Target(Decimal(target)),
        realisasi=Outcome(Decimal(made)),
        **rules,
    )


def published(label):
    """The published rows that carry this hand-given label, with the digits they were printed to."""
    with (DATA / "capaian_published.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (DATA / "capaian_labels.csv").open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    assert [int(each["row"]) for each in labels] == list(range(1, len(rows) + 1))
    return [
        pytest.param(row, int(mark["printed_to"] or 0), id=f"row {mark['row']}")
        for row, mark in zip(rows, labels, strict=True)
        if mark["label"] == label
    ]


def recomputed(row):
    return capaian(row["target"], row["realisasi"], polarity=row["polarity"])


@pytest.mark.parametrize(("row", "printed_to"), published("right"))
def test_published_rows_that_are_right_are_reproduced(row, printed_to):
    difference = recomputed(row).value - Decimal(row["published_capaian_percent"])
    assert abs(difference) <= TOLERANCE[printed_to]


@pytest.mark.parametrize(("row", "printed_to"), published("misprint"))
def test_published_misprints_are_not_reproduced(row, printed_to):
    difference = recomputed(row).value - Decimal(row["published_capaian_percent"])
    assert abs(difference) > TOLERANCE[printed_to]


@pytest.mark.parametrize(("row", "printed_to"), published("zero target"))
def test_published_zero_targets_cannot_be_computed(row, printed_to):
    assert recomputed(row) == Capaian(None, Reason.ZERO_TARGET)


@pytest.mark.parametrize(("row", "printed_to"), published("capped"))
def test_published_cap_is_not_in_the_raw_value(row, printed_to):
    assert recomputed(row).value == Decimal("116.05")


@pytest.mark.parametrize(
    ("polarity", "formula", "target", "made", "value"),
    [
        (Polarity.POSITIVE, Formula.A, 50, 40, 80),
        (Polarity.POSITIVE, Formula.A, 50, 0, 0),
        (Polarity.POSITIVE, Formula.A, 50, -5, -10),
        (Polarity.NEGATIVE, Formula.A, 10, 8, 120),
        (Polarity.NEGATIVE, Formula.A, 10, 0, 200),
        (Polarity.NEGATIVE, Formula.A, 10, 25, -50),
        (Polarity.NEGATIVE, Formula.B, 10, 8, 125),
        (Polarity.RANGE, Formula.A, 80, 80, 100),
    ],
)
def test_compute_capaian_by_formula(polarity, formula, target, made, value):
    assert capaian(target, made, polarity=polarity, formula=formula).value == value


@pytest.mark.parametrize(
    ("made", "value"), [("70", "87.5"), ("80", "100"), ("85", "100"), ("90", "100"), ("99", "110")]
)
def test_a_range_target_uses_the_bound_that_was_missed(made, value):
    result = compute_capaian(
        target=Target(Decimal(80), Decimal(90)),
        realisasi=Outcome(Decimal(made)),
        polarity=Polarity.RANGE,
    )
    assert result.value == Decimal(value)


@pytest.mark.parametrize(
    ("lower", "upper", "made", "value", "reason"),
    [
        (0, 5, 3, 100, None),
        (0, 5, 0, 100, None),
        (0, 5, 10, 200, None),
        (0, 5, -1, None, Reason.ZERO_TARGET),
        (-5, 5, -2, 100, None),
        (-5, 5, -10, None, Reason.NEGATIVE_TARGET),
        (-5, 0, 2, None, Reason.ZERO_TARGET),
    ],
)
def test_a_range_that_begins_at_zero_or_below_is_judged_where_it_can_be(
    lower, upper, made, value, reason
):
    result = compute_capaian(
        target=Target(Decimal(lower), Decimal(upper)),
        realisasi=Outcome(Decimal(made)),
        polarity=Polarity.RANGE,
    )
    assert (result.value, result.reason) == (value, reason)


@pytest.mark.parametrize(
    ("target", "realisasi", "reason"),
    [
        (None, Outcome(Decimal(5)), Reason.NO_TARGET),
        (None, Outcome(None), Reason.NO_TARGET),
        (Target(Decimal(5)), Outcome(None), Reason.NOT_FILLED),
        (Target(Decimal(5)), Outcome(None, Reason.UNAVAILABLE), Reason.UNAVAILABLE),
        (Target(Decimal(0)), Outcome(None, Reason.UNAVAILABLE), Reason.UNAVAILABLE),
        (Target(Decimal(0)), Outcome(Decimal(0)), Reason.ZERO_TARGET),
        (Target(Decimal(-1)), Outcome(Decimal(1)), Reason.NEGATIVE_TARGET),
    ],
)
def test_what_cannot_be_computed_has_its_own_reason(target, realisasi, reason):
    assert compute_capaian(target=target, realisasi=realisasi) == Capaian(None, reason)


def test_formula_b_does_not_divide_by_a_zero_realisasi():
    result = capaian(5, 0, polarity=Polarity.NEGATIVE, formula=Formula.B)
    assert result == Capaian(None, Reason.ZERO_REALISASI)


def test_the_formula_used_is_named():
    used = [
        capaian(5, 4).formula,
        capaian(5, 4, polarity=Polarity.NEGATIVE).formula,
        capaian(5, 4, polarity=Polarity.NEGATIVE, formula=Formula.B).formula,
    ]
    assert used == ["R / T × 100", "(2T − R) / T × 100", "T / R × 100"]


def test_ratio_of_needs_a_denominator():
    assert ratio_of(Decimal(1), Decimal(0), is_percent=True) == Outcome(
        None, Reason.ZERO_DENOMINATOR
    )
    assert ratio_of(Decimal(1), Decimal(4), is_percent=True) == Outcome(Decimal(25))
    assert ratio_of(Decimal(1), Decimal(4), is_percent=False) == Outcome(Decimal("0.25"))


@given(POSITIVE)
def test_reaching_the_target_is_100_by_every_formula(target):
    for polarity in Polarity:
        for formula in Formula:
            assert capaian(target, target, polarity=polarity, formula=formula).value == 100


@given(POSITIVE, POSITIVE, POSITIVE)
def test_better_is_never_lower(target, one, other):
    low, high = sorted((one, other))
    assert capaian(target, low).value <= capaian(target, high).value
    for formula in Formula:
        better = capaian(target, low, polarity=Polarity.NEGATIVE, formula=formula).value
        assert better >= capaian(target, high, polarity=Polarity.NEGATIVE, formula=formula).value


@given(
    st.none() | st.decimals(min_value=-1000, max_value=1000, places=2),
    st.none() | st.decimals(min_value=-1000, max_value=1000, places=2),
    st.sampled_from(Polarity),
    st.sampled_from(Formula),
)
def test_there_is_either_a_number_or_a_reason(target, made, polarity, formula):
    result = compute_capaian(
        target=None if target is None else Target(target),
        realisasi=Outcome(made),
        polarity=polarity,
        formula=formula,
    )
    assert (result.value is None) == (result.reason is not None)
