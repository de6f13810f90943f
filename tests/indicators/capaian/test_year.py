from decimal import Decimal

import pytest

from indicators.capaian import (
    Aggregation,
    Basis,
    Capaian,
    Figure,
    Judgement,
    Outcome,
    Polarity,
    Quarter,
    Reason,
    Rules,
    YearPlan,
    judge_triwulan,
    judge_year,
)

SUM = Rules(Aggregation.SUM)


def figures(*values):
    return {
        triwulan: Figure(Decimal(value))
        for triwulan, value in enumerate(values, start=1)
        if value is not None
    }


def own(*values, annual=None, basis=Basis.OWN):
    return YearPlan(
        None if annual is None else Decimal(annual),
        {
            triwulan: Quarter(Decimal(value), basis)
            for triwulan, value in enumerate(values, start=1)
            if value is not None
        },
    )


def test_a_target_of_the_quarter_is_held_against_the_quarter():
    found = judge_triwulan(own(10, 20, annual=100), figures(5, 30), 2, SUM)
    assert found == Judgement(
        Decimal(20),
        Outcome(Decimal(30)),
        Basis.OWN,
        Capaian(Decimal(150), formula="R / T × 100"),
    )


def test_a_target_to_date_is_held_against_the_year_so_far():
    plan = own(10, 20, basis=Basis.TO_DATE)
    found = judge_triwulan(plan, figures(5, 10), 2, SUM)
    assert (found.target, found.realisasi.value, found.capaian.value) == (20, 15, 75)


@pytest.mark.parametrize("triwulan", [1, 2, 3])
def test_an_annual_target_is_not_due_before_tw_iv(triwulan):
    found = judge_triwulan(YearPlan(Decimal(90)), figures(80, 80, 80), triwulan, Rules())
    assert found.capaian == Capaian(None, Reason.NOT_DUE)
    assert found.realisasi == Outcome(Decimal(80))


@pytest.mark.parametrize("rule", [Aggregation.LAST, Aggregation.ANNUAL])
def test_an_annual_target_is_due_in_tw_iv(rule):
    found = judge_triwulan(YearPlan(Decimal(90)), {4: Figure(Decimal(45))}, 4, Rules(rule))
    assert (found.basis, found.capaian.value) == (Basis.YEAR, 50)


def test_a_quarter_without_target_in_a_planned_year_is_not_due():
    found = judge_triwulan(own(None, 5, None, 5), figures(0), 1, SUM)
    assert found.capaian == Capaian(None, Reason.NOT_DUE)


def test_a_year_without_any_target_has_no_target():
    assert judge_triwulan(YearPlan(), figures(1), 1, SUM).capaian.reason == Reason.NO_TARGET
    assert judge_year(YearPlan(), figures(1), SUM).capaian.reason == Reason.NO_TARGET


def test_zero_unavailable_and_blank_stay_apart():
    plan = own(10, 10, 10)
    found = [
        judge_triwulan(plan, {1: Figure(Decimal(0)), 2: Figure(is_unavailable=True)}, each, SUM)
        for each in (1, 2, 3)
    ]
    assert [each.capaian.value for each in found] == [0, None, None]
    assert [each.capaian.reason for each in found] == [
        None,
        Reason.UNAVAILABLE,
        Reason.NOT_FILLED,
    ]


@pytest.mark.parametrize(
    ("rule", "plan", "target"),
    [
        (Aggregation.SUM, own(1, 2, 3, 4), 10),
        (Aggregation.AVERAGE, own(1, 2, 3, 4), "2.5"),
        (Aggregation.LAST, own(1, 2, 3, 4), 4),
        (Aggregation.SUM, own(1, 3, 6, 10, basis=Basis.TO_DATE), 10),
        (Aggregation.SUM, own(1, 2, 3, 4, annual=12), 12),
    ],
)
def test_the_annual_target_follows_from_the_quarters_where_none_is_printed(rule, plan, target):
    assert judge_year(plan, {}, Rules(rule)).target == Decimal(target)


def test_judge_year_uses_polarity_and_aggregation():
    rules = Rules(Aggregation.SUM, Polarity.NEGATIVE)
    found = judge_year(YearPlan(Decimal(10)), figures(2, 2, 2, 2), rules)
    assert (found.realisasi.value, found.capaian.value) == (8, 120)
