from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.capaian import Reason
from indicators.queries import by_sasaran, year_rows
from tests.factories.indicators import SasaranFactory, TargetFactory
from tests.indicators.offices import open_office, saved


def planned(office, **values):
    indicator = office.indicator(**values)
    for triwulan in range(1, 5):
        TargetFactory(indicator=indicator, triwulan=triwulan, value=Decimal(10))
    TargetFactory(indicator=indicator, value=Decimal(40))
    saved(indicator, office, triwulan=1, value=Decimal(10))
    saved(indicator, office, triwulan=2, value=Decimal(0))
    return indicator


def test_year_rows_judge_each_triwulan_and_the_year(office):
    planned(office)
    (row,) = year_rows(office.agency, 2026)
    assert [row.quarters[each].capaian.value for each in (1, 2, 3)] == [100, 0, None]
    assert row.quarters[3].capaian.reason == Reason.NOT_FILLED
    assert (row.annual.target, row.annual.realisasi.value) == (40, 10)


def test_year_rows_are_those_of_one_agency_and_active(office):
    planned(open_office("dinas-b"))
    planned(office, is_active=False)
    assert year_rows(office.agency, 2026) == []


def test_by_sasaran_names_each_sasaran_once(office):
    first, second = (SasaranFactory(agency=office.agency, name=name) for name in ("A", "B"))
    for sasaran in (second, None, first, second):
        office.indicator(sasaran=sasaran)
    groups = by_sasaran(year_rows(office.agency, 2026))
    assert [(sasaran, len(rows)) for sasaran, rows in groups] == [
        (second, 2),
        (None, 1),
        (first, 1),
    ]


def test_year_rows_take_four_queries_whatever_their_number(office):
    counts = []
    for _each in range(2):
        planned(office)
        with CaptureQueriesContext(connection) as captured:
            rows = year_rows(office.agency, 2026)
            assert {str(row.indicator.responsible_unit) for row in rows} == {"Bidang A"}
        counts.append(len(captured))
    assert counts == [4, 4]


def test_a_year_has_ended_once_its_last_triwulan_is_filled(office):
    indicator = planned(office)
    assert not year_rows(office.agency, 2026)[0].has_ended
    saved(indicator, office, triwulan=4, value=Decimal(10))
    assert year_rows(office.agency, 2026)[0].has_ended


@pytest.mark.parametrize(
    ("rule", "marks", "provisional"),
    [
        ("terakhir", {1: True, 2: False}, {1}),
        ("terakhir", {1: False, 2: True}, {2, 0, 3}),
        ("jumlah", {1: True, 2: False}, {1, 3, 0}),
        ("tahunan", {1: True, 4: False}, {1}),
        ("tahunan", {4: True}, {4, 0}),
        ("jumlah", {1: False}, set()),
    ],
)
def test_what_rests_on_a_provisional_figure_is_known(office, rule, marks, provisional):
    indicator = office.indicator(aggregation=rule)
    TargetFactory(indicator=indicator, triwulan=3, basis="s.d. triwulan")
    for triwulan, mark in marks.items():
        saved(indicator, office, triwulan=triwulan, is_sementara=mark)
    (row,) = year_rows(office.agency, 2026)
    assert row.provisional == provisional
