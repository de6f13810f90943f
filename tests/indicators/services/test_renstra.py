from decimal import Decimal

import pytest

from indicators.access import TableRefused
from indicators.capaian import Reason
from indicators.forms import read_renstra_rows
from indicators.models import Indicator, Renstra, RenstraTarget
from indicators.queries import indicator_story
from indicators.services import load_renstra
from tests.factories.indicators import HistoryFactory
from tests.indicators.offices import entry

HEADER = "renstra;code;year;target;source_document;page"


@pytest.fixture
def indicator(office):
    return office.indicator(code="uji", polarity="negatif")


def load(office, *lines):
    rows = read_renstra_rows("\n".join((HEADER, *lines)))
    return load_renstra(agency=office.agency, rows=rows)


YEARS = [f"2025-2029;uji;{year};{target};Renstra;50" for year, target in ((2025, 12), (2026, 10))]


def test_each_year_of_a_renstra_has_its_target(office, indicator):
    assert load(office, *YEARS).created == 2
    assert (load(office, *YEARS).unchanged, Renstra.objects.count()) == (2, 1)
    assert str(Renstra.objects.get()) == "Renstra 2025–2029"
    told = [(each.year, each.said, each.source_document) for each in RenstraTarget.objects.all()]
    assert told == [(2025, "12", "Renstra, hlm. 50"), (2026, "10", "Renstra, hlm. 50")]


def test_the_last_year_is_what_the_annual_report_compares_with(office, indicator):
    load(office, "2025-2029;uji;2029;4,5;;")
    indicator.refresh_from_db()
    assert (indicator.renstra_year, indicator.renstra_target) == (2029, Decimal("4.5"))
    Indicator.objects.update(renstra_target=Decimal(5))
    with pytest.raises(TableRefused) as refused:
        load(office, "2025-2029;uji;2029;4,6;;")
    (problem,) = refused.value.problems
    assert str(problem) == (
        "Baris 2, kolom target: berbeda dengan renstra_target pada tabel indikator (5)."
    )
    assert RenstraTarget.objects.get().value == Decimal("4.5")


def test_the_last_year_of_a_range_keeps_both_ends(office):
    indicator = office.indicator(code="uji", polarity="rentang")
    load(office, "2025-2029;uji;2029;70 s.d. 80;;")
    indicator.refresh_from_db()
    assert indicator.renstra_target_said == "70 s.d. 80"
    with pytest.raises(TableRefused):
        load(office, "2025-2029;uji;2029;70 s.d. 85;;")


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("2025;uji;2025;1;;", "renstra"),
        ("2029-2025;uji;2025;1;;", "renstra"),
        ("2025-2029;asing;2025;1;;", "code"),
        ("2025-2029;uji;2030;1;;", "year"),
        ("2025-2029;uji;2025;1.5;;", "target"),
        ("2025-2029;uji;2025;;;", "target"),
        (f"{YEARS[0]}\n{YEARS[0]}", "year"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_column(office, indicator, line, column):
    with pytest.raises(TableRefused) as refused:
        load(office, line)
    assert [problem.column for problem in refused.value.problems] == [column]
    assert not RenstraTarget.objects.exists()


def test_a_target_that_the_indicator_cannot_reach_is_refused(office, indicator):
    Indicator.objects.update(minimum=Decimal(0))
    with pytest.raises(TableRefused) as refused:
        load(office, "2025-2029;uji;2026;-4;;")
    assert [str(each) for each in refused.value.problems] == [
        "Baris 2, kolom target: Nilai terendah indikator ini 0."
    ]
    assert not RenstraTarget.objects.exists()


def test_the_story_of_an_indicator_holds_the_renstra_against_what_was_made(office, indicator):
    load(office, *YEARS, "2025-2029;uji;2027;9;;")
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(15))
    office.save(entry(indicator, Decimal(8)))
    *years, ahead = indicator_story(indicator, 2026).renstra
    assert (ahead.target.year, ahead.capaian.reason) == (2027, Reason.NOT_DUE)
    assert [(each.target.year, each.made.value, each.capaian.value) for each in years] == [
        (2025, 15, 75),
        (2026, 8, 120),
    ]
