"""The form of a holder with sixty indicators: few queries, however many rows and years."""

from decimal import Decimal

import pytest

from indicators.forms import FigureGrid
from indicators.models import RealisasiRevision
from indicators.queries import figure_rows
from tests.factories.indicators import HistoryFactory, TargetFactory
from tests.indicators.offices import entry, saved

pytestmark = pytest.mark.django_db
TO_SHOW, TO_SAVE, ROWS, YEARS = 12, 10, 60, 10


@pytest.fixture
def indicators(office):
    indicators = [office.indicator() for _number in range(ROWS)]
    for indicator in indicators:
        TargetFactory(indicator=indicator, triwulan=2, value=Decimal(10))
        saved(indicator, office, triwulan=1, value=Decimal(5))
    for year in range(YEARS):
        HistoryFactory(indicator=indicators[0], year=2016 + year, realisasi=Decimal(year))
        saved(indicators[0], office, year=2015 + year, triwulan=4, value=Decimal(year))
    return indicators


def test_sixty_indicators_with_last_triwulan_are_shown_in_few_queries(
    indicators, django_assert_max_num_queries
):
    ids = [indicator.pk for indicator in indicators]
    with django_assert_max_num_queries(TO_SHOW):
        grid = FigureGrid(figure_rows(ids, 2026, 2), editable=ids)
        shown = [(line.typed, line.doubts, line.row.previous_outcome) for line in grid.lines]
    assert len(shown) == ROWS


@pytest.mark.parametrize("number", [1, ROWS])
def test_one_figure_or_all_sixty_are_saved_in_few_queries(
    office, indicators, number, django_assert_max_num_queries
):
    entries = [entry(indicator, Decimal(99)) for indicator in indicators[:number]]
    with django_assert_max_num_queries(TO_SAVE):
        assert office.save(*entries, triwulan=2) == number
    assert RealisasiRevision.objects.filter(value=99).count() == number
