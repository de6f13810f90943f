"""What a predikat, a document, a day and a range come to, from the form to the capaian."""

from decimal import Decimal

import pytest

from indicators.forms import FigureGrid
from indicators.queries import figure_rows, year_rows
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import figure

LEVELS = "TMP < TW < WDP < WTP"


@pytest.fixture
def fill(office):
    """Type one figure into the grid of TW I and save it; returns the errors, if any."""

    def fill(indicator, text):
        grid = FigureGrid(
            figure_rows([indicator.pk], 2026, 1),
            {f"f{indicator.pk}-value": text},
            editable=[indicator.pk],
        )
        if not grid.is_valid(complete=False):
            return [problem.sentence for problem in grid.errors]
        office.save(*grid.entries)
        return []

    return fill


@pytest.mark.parametrize(
    ("measure", "options", "target", "text", "said", "capaian"),
    [
        ("predikat", {"predikat_levels": LEVELS}, 4, "WDP", "WDP", Decimal(75)),
        ("predikat", {"predikat_levels": LEVELS}, 4, "WTP", "WTP", Decimal(100)),
        ("dokumen", {}, 1, "Tidak ada", "Tidak ada", Decimal(0)),
        ("dokumen", {}, 1, "Ada", "Ada", Decimal(100)),
        ("tanggal", {"polarity": "negatif"}, 50, "2026-02-19", "19-02-2026", Decimal(100)),
        ("tanggal", {"polarity": "negatif"}, 50, "24-02-2026", "24-02-2026", Decimal(90)),
    ],
)
def test_a_word_is_kept_as_it_was_said_and_judged_as_a_number(
    office, fill, measure, options, target, text, said, capaian
):
    indicator = office.indicator(measure=measure, aggregation="terakhir", **options)
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(target))
    assert fill(indicator, text) == []
    assert figure(indicator).current.code == said
    (row,) = figure_rows([indicator.pk], 2026, 1)
    assert (row.capaian.value, row.doubts) == (capaian, ())


def test_an_unknown_level_is_refused_at_its_field(office, fill):
    indicator = office.indicator(measure="predikat", predikat_levels=LEVELS, aggregation="terakhir")
    assert fill(indicator, "AA") == ["“AA” tidak ada pada pilihan: WTP, WDP, TW, TMP."]


@pytest.mark.parametrize(
    ("made", "capaian"),
    [
        ("70", Decimal(100)),
        ("80", Decimal(100)),
        ("35", Decimal(50)),
        ("100", Decimal(125)),
    ],
)
def test_a_range_is_met_between_its_two_ends(office, fill, made, capaian):
    indicator = office.indicator(polarity="rentang", aggregation="terakhir")
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(70), upper=Decimal(80))
    assert fill(indicator, made) == []
    (row,) = figure_rows([indicator.pk], 2026, 1)
    assert row.capaian.value == capaian


def test_the_years_range_follows_from_its_quarters(office):
    indicator = office.indicator(polarity="rentang", aggregation="rata-rata")
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(70), upper=Decimal(80))
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(80))
    (row,) = year_rows(office.agency, 2026)
    assert (row.annual.target, row.annual.upper) == (75, 80)
