from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.capaian import Aggregation, Figure, Outcome, Reason, aggregate, realisasi_of

VALUES = st.decimals(min_value=0, max_value=10_000, places=2)
QUARTERS = st.dictionaries(st.integers(1, 4), VALUES.map(Figure), min_size=1)


def filled(**quarters):
    return {int(key[2:]): Figure(Decimal(value)) for key, value in quarters.items()}


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (Aggregation.SUM, "12"),
        (Aggregation.LAST, "5"),
        (Aggregation.AVERAGE, "4"),
    ],
)
def test_aggregate_joins_filled_quarters_by_rule(rule, value):
    figures = filled(tw1="3", tw2="4", tw4="5")
    assert aggregate(figures, rule=rule) == Outcome(Decimal(value))


@pytest.mark.parametrize(
    ("rule", "value"),
    [(Aggregation.SUM, "3"), (Aggregation.LAST, "0"), (Aggregation.AVERAGE, "1.5")],
)
def test_zero_counts_and_blank_does_not(rule, value):
    figures = filled(tw1="3", tw2="0") | {3: Figure()}
    assert aggregate(figures, rule=rule) == Outcome(Decimal(value))


def test_aggregate_stops_at_the_triwulan_asked_for():
    figures = filled(tw1="1", tw2="2", tw3="4")
    assert aggregate(figures, rule=Aggregation.SUM, up_to=2) == Outcome(Decimal(3))


def test_annual_exists_in_tw_iv_only():
    figures = filled(tw1="1", tw4="9")
    assert aggregate(figures, rule=Aggregation.ANNUAL, up_to=3) == Outcome(None, Reason.NOT_DUE)
    assert aggregate(figures, rule=Aggregation.ANNUAL) == Outcome(Decimal(9))


def test_ratio_divides_the_sums_and_does_not_average_the_ratios():
    figures = {
        1: Figure(numerator=Decimal(1), denominator=Decimal(10)),
        2: Figure(numerator=Decimal(9), denominator=Decimal(10)),
        3: Figure(numerator=Decimal(20), denominator=Decimal(80)),
    }
    assert aggregate(figures, rule=Aggregation.RATIO, is_percent=True) == Outcome(Decimal(30))


@pytest.mark.parametrize("rule", list(Aggregation))
def test_an_empty_year_is_not_filled_and_not_zero(rule):
    assert aggregate({}, rule=rule) == Outcome(None, Reason.NOT_FILLED)


@pytest.mark.parametrize("rule", list(Aggregation))
def test_an_unavailable_quarter_says_so(rule):
    figures = {4: Figure(is_unavailable=True)}
    assert aggregate(figures, rule=rule) == Outcome(None, Reason.UNAVAILABLE)


def test_a_zero_denominator_is_a_reason_of_its_own():
    figure = Figure(numerator=Decimal(1), denominator=Decimal(0))
    assert realisasi_of(figure) == Outcome(None, Reason.ZERO_DENOMINATOR)


@given(QUARTERS)
def test_average_lies_between_the_extremes(figures):
    values = [each.value for each in figures.values()]
    mean = aggregate(figures, rule=Aggregation.AVERAGE).value
    assert min(values) <= mean <= max(values)


@given(QUARTERS, st.sampled_from([Aggregation.SUM, Aggregation.LAST, Aggregation.AVERAGE]))
def test_blank_quarters_change_nothing(figures, rule):
    padded = {triwulan: figures.get(triwulan, Figure()) for triwulan in range(1, 5)}
    assert aggregate(padded, rule=rule) == aggregate(figures, rule=rule)


def test_a_ratio_of_sums_without_a_single_pair_is_not_filled():
    assert aggregate({1: Figure(value=Decimal(5))}, rule="rasio") == Outcome(
        None, Reason.NOT_FILLED
    )
