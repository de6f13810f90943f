from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from indicators.capaian import PERMENDAGRI_86_2017
from indicators.models import Realisasi
from indicators.queries import figure_rows
from organization.models import CategoryStep
from tests.factories.indicators import HistoryFactory, TargetFactory
from tests.indicators.offices import saved

JUNE = date(2026, 6, 1)


def sticks(*indicators):
    rows = figure_rows([each.pk for each in indicators], 2026, 1)
    return rows[0].book.yardsticks


def test_the_targets_of_the_year_stand_oldest_first_with_their_range(office):
    indicator = office.indicator()
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(5), effective_on=JUNE)
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(4), upper=Decimal("4.5"))
    TargetFactory(indicator=indicator, year=2025, value=Decimal(9))
    rows = sticks(indicator).targets[indicator.pk]
    assert [(each.triwulan, each.value, each.upper) for each in rows] == [
        (1, 4, Decimal("4.5")),
        (1, 5, None),
    ]
    assert rows[1].effective_on == JUNE


def test_earlier_years_stand_oldest_first_each_with_its_own_indicator(office):
    first, second = office.indicator(), office.indicator()
    for year, figure in ((2024, "2.5"), (2022, "9"), (2023, None), (2026, "8")):
        HistoryFactory(indicator=first, year=year, realisasi=figure and Decimal(figure))
    HistoryFactory(indicator=second, year=2021, realisasi=Decimal(7))
    years = sticks(first, second).years
    assert years == {first.pk: [Decimal(9), Decimal("2.5")], second.pk: [Decimal(7)]}


def test_what_was_approved_in_the_last_years_stands_beside_by_triwulan(office):
    indicator = office.indicator()
    for year, triwulan, value in ((2025, 4, 9), (2025, 1, 7), (2021, 4, 5), (2020, 4, 3)):
        saved(indicator, office, year=year, triwulan=triwulan, value=Decimal(value))
    Realisasi.objects.update(approved=F("current"))
    saved(indicator, office, year=2025, triwulan=2, value=Decimal(8))
    assert sticks(indicator).quarters == {indicator.pk: [5, 7, 9]}


@pytest.mark.parametrize("is_own", [True, False])
def test_the_scale_is_the_kabupatens_own_or_else_the_legal_one(office, is_own):
    indicator = office.indicator()
    for above, label in ((60, "Cukup"), (None, "Kurang"), (100, "Istimewa")) if is_own else ():
        CategoryStep.objects.create(government=office.agency.government, above=above, label=label)
    steps = [(each.above, each.label) for each in sticks(indicator).scale]
    legal = [(each.above, each.label) for each in PERMENDAGRI_86_2017]
    assert steps == ([(100, "Istimewa"), (60, "Cukup"), (None, "Kurang")] if is_own else legal)
