"""Earlier years: published ones stand, others are made of what was approved in them."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.queries import indicator_story, past_years
from tests.factories.indicators import HistoryFactory, TargetFactory
from tests.indicators.offices import saved


def approved(indicator, office, **content):
    row = saved(indicator, office, **content)
    row.state, row.approved = "disetujui", row.current
    row.save()


def told(rows):
    return [(each.year, each.target, each.realisasi) for each in rows]


def test_a_year_is_what_was_published_else_what_was_approved(office):
    indicator = office.indicator(aggregation="jumlah")
    day = date(2025, 1, 2)
    TargetFactory(indicator=indicator, year=2025, value=Decimal(40), effective_on=day)
    for triwulan in (1, 4):
        approved(indicator, office, year=2025, triwulan=triwulan, value=Decimal(15))
    saved(indicator, office, year=2025, triwulan=2, value=Decimal(900))  # a draft counts nowhere
    approved(indicator, office, year=2024, triwulan=4, value=Decimal(3))
    HistoryFactory(indicator=indicator, year=2024, target=Decimal(8), realisasi=Decimal(7))
    approved(indicator, office, year=2026, triwulan=1, value=Decimal(5))
    found = past_years([indicator], before=2026)[indicator.pk]
    assert told(found) == [(2024, 8, 7), (2025, 40, 30)]
    assert found[1].source_document == "Angka yang disetujui tahun 2025"
    assert told(past_years([indicator], before=2026, first=2025)[indicator.pk]) == [(2025, 40, 30)]
    assert told(indicator_story(indicator, 2026).history) == told(found)


def test_a_year_made_by_dividing_has_the_decimals_of_a_loaded_one(office):
    indicator = office.indicator(aggregation="rata-rata")
    for triwulan, value in ((1, 1), (2, 1), (3, 2)):
        TargetFactory(
            indicator=indicator,
            year=2025,
            triwulan=triwulan,
            value=Decimal(value),
            upper=Decimal(value + 1),
            effective_on=date(2025, 1, 2),
        )
        approved(indicator, office, year=2025, triwulan=triwulan, value=Decimal(value))
    [made] = past_years([indicator], before=2026)[indicator.pk]
    assert (made.realisasi_said, made.target_said) == ("1,3333", "1,3333 s.d. 2,3333")


def test_a_year_without_an_approved_figure_is_none(office):
    indicator = office.indicator()
    saved(indicator, office, year=2025, triwulan=4, value=Decimal(9))
    assert past_years([indicator], before=2026) == {}


def test_a_year_whose_last_figure_is_still_owed_is_none(office):
    owed, whole = office.indicator(), office.indicator()
    for indicator, triwulan in ((owed, 4), (whole, 3)):
        day = date(2025, 1, 2)
        TargetFactory(indicator=indicator, year=2025, triwulan=triwulan, effective_on=day)
        approved(indicator, office, year=2025, triwulan=3, value=Decimal(9))
    assert list(past_years([owed, whole], before=2026)) == [whole.pk]


def test_past_years_take_three_queries_whatever_their_number(office):
    counts = []
    for number in (1, 3):
        rows = [office.indicator() for _each in range(number)]
        for row in rows:
            for year in range(2020, 2020 + number):
                approved(row, office, year=year, triwulan=4, value=Decimal(1))
        with CaptureQueriesContext(connection) as captured:
            past_years(rows, before=2026)
        counts.append(len(captured))
    assert counts == [3, 3]
