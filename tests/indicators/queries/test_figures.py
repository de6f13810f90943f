from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from indicators.capaian import Reason
from indicators.models import FigureState, Realisasi
from indicators.quality import Kind
from indicators.queries import figure_rows
from indicators.services import approve_figures, hand_over_figures
from tests.factories.indicators import HistoryFactory, TargetFactory
from tests.indicators.offices import NOW, entry, saved


def row_of(indicator, triwulan=1):
    (row,) = figure_rows([indicator.pk], 2026, triwulan)
    return row


def test_figure_rows_keep_the_order_asked_for(office):
    first, second = office.indicator(), office.indicator()
    rows = figure_rows([second.pk, first.pk, second.pk], 2026, 1)
    assert [row.indicator for row in rows] == [second, first]


def test_a_row_without_figure_is_empty_and_not_zero(office):
    indicator = office.indicator()
    TargetFactory(indicator=indicator, triwulan=1)
    row = row_of(indicator)
    assert (row.realisasi, row.version, row.state) == (None, 0, FigureState.DRAFT)
    assert row.capaian.reason == Reason.NOT_FILLED


def test_a_row_holds_target_figure_capaian_and_the_triwulan_before(office):
    indicator = office.indicator()
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(8))
    saved(indicator, office, triwulan=1, value=Decimal(3))
    saved(indicator, office, triwulan=2, value=Decimal(4))
    row = row_of(indicator, 2)
    assert (row.current.value, row.previous.value, row.judgement.target) == (4, 3, 8)
    assert row.capaian.value == 50


def test_before_tw_i_stands_tw_iv_of_the_year_before(office):
    indicator = office.indicator()
    saved(indicator, office, triwulan=4, year=2025, value=Decimal(7))
    row = row_of(indicator)
    assert row.previous.value == 7
    assert row.figures == {}


def test_a_target_counts_from_the_triwulan_in_which_it_took_effect(office):
    indicator = office.indicator()
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(10))
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(10))
    for triwulan in (1, 2):
        TargetFactory(
            indicator=indicator,
            triwulan=triwulan,
            value=Decimal(5),
            effective_on=date(2026, 5, 1),
        )
    assert [row_of(indicator, each).judgement.target for each in (1, 2)] == [10, 5]


def test_an_approved_figure_keeps_the_target_it_was_judged_by(office):
    indicator = office.indicator()
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(10))
    office.save(entry(indicator, Decimal(5)))
    hand_over_figures(indicator_ids=[indicator.pk], year=2026, triwulan=1, now=NOW)
    approve_figures(realisasi_ids=[Realisasi.objects.get().pk], now=NOW)
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(2), effective_on=date(2026, 3, 31))
    assert row_of(indicator).judgement.target == 10


@pytest.mark.parametrize(
    ("aggregation", "triwulan", "is_owed"),
    [
        ("jumlah", 1, False),
        ("terakhir", 1, False),
        ("tahunan", 3, False),
        ("jumlah", 4, True),
        ("tahunan", 4, True),
    ],
)
def test_what_is_planned_for_the_year_only_is_not_owed_before_its_end(
    office, aggregation, triwulan, is_owed
):
    indicator = office.indicator(aggregation=aggregation)
    TargetFactory(indicator=indicator)
    assert row_of(indicator, triwulan).must_be_filled is is_owed


@pytest.mark.parametrize("aggregation", ["jumlah", "terakhir", "tahunan"])
def test_a_figure_is_owed_in_the_triwulan_that_has_a_target(office, aggregation):
    indicator = office.indicator(aggregation=aggregation)
    TargetFactory(indicator=indicator, triwulan=2)
    assert [row_of(indicator, each).must_be_filled for each in (1, 2)] == [False, True]


@pytest.mark.parametrize(
    ("aggregation", "owed"), [("jumlah", [True, True]), ("tahunan", [False, True])]
)
def test_a_figure_without_any_target_is_collected_where_it_exists(office, aggregation, owed):
    indicator = office.indicator(aggregation=aggregation)
    assert [row_of(indicator, each).must_be_filled for each in (1, 4)] == owed


def test_a_figure_is_held_against_what_was_approved_in_earlier_years(office):
    indicator = office.indicator(aggregation="jumlah")
    for triwulan in (1, 2, 3):
        saved(indicator, office, year=2025, triwulan=triwulan, value=Decimal(10))
    Realisasi.objects.update(approved=F("current"))
    saved(indicator, office, value=Decimal(100))
    assert [each.kind for each in row_of(indicator).doubts] == [Kind.JUMP]


def queries_for(count, office):
    ids = []
    for _each in range(count):
        indicator = office.indicator()
        TargetFactory(indicator=indicator, triwulan=1)
        saved(indicator, office)
        saved(indicator, office, triwulan=4, year=2025)
        for year in range(2015, 2025):
            HistoryFactory(indicator=indicator, year=year)
        ids.append(indicator.pk)
    with CaptureQueriesContext(connection) as captured:
        rows = figure_rows(ids, 2026, 1)
        assert all(row.capaian.value == 50 and row.scale for row in rows)
        assert [row.bukti_dukung for row in rows] == [()] * count
        assert len([row.doubts for row in rows]) == count
    return len(captured)


def test_figure_rows_take_four_queries_whatever_the_number_and_history(office):
    assert [queries_for(1, office), queries_for(3, office)] == [4, 4]
