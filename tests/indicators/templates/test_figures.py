"""The two fragments that other pages include: the grid to fill, and the table to review."""

import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from indicators.forms import FigureGrid
from indicators.queries import figure_rows
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import NOW, saved


def flat(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def grid_html(*indicators, data=None, editable=True, complete=False):
    ids = [indicator.pk for indicator in indicators]
    grid = FigureGrid(figure_rows(ids, 2026, 2), data, editable=ids if editable else ())
    if data is not None:
        grid.is_valid(complete=complete)
    return render_to_string("indicators/_figure_grid.html", {"grid": grid})


@pytest.fixture
def indicator(office):
    indicator = office.indicator(name="Uji berkala")
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(2250))
    saved(indicator, office, triwulan=1, value=Decimal("2187.5"))
    return indicator


def test_the_grid_shows_target_and_last_triwulan_beside_the_field(indicator):
    text = flat(grid_html(indicator))
    assert "Target 2.250" in text
    assert "Triwulan lalu 2.187,5" in text


def test_every_field_of_the_grid_has_a_label(office, indicator):
    pair = office.indicator(measure="rasio", unit="%")
    opini = office.indicator(measure="predikat", predikat_levels="WDP < WTP")
    html = grid_html(indicator, pair, opini)
    fields = set(re.findall(r'<(?:input|textarea|select)[^>]*? id="([^"]+)"', html))
    labels = set(re.findall(r'<label[^>]*? for="([^"]+)"', html))
    assert len(fields) == 52
    assert fields - labels == set()


def test_what_was_typed_stays_and_the_summary_leads_to_the_field(indicator):
    prefix = f"f{indicator.pk}"
    html = grid_html(indicator, data={f"{prefix}-value": "dua <b>", f"{prefix}-note": "Catatan"})
    assert f'href="#{prefix}-value"' in html
    assert f'id="{prefix}-value" value="dua &lt;b&gt;" aria-invalid="true"' in html
    assert ">Catatan</textarea>" in html


def test_a_figure_that_is_not_editable_has_no_field(office, indicator):
    saved(indicator, office, triwulan=2, value=Decimal(2000), note="Terkunci")
    html = grid_html(indicator, editable=False)
    assert "<input" not in html
    assert "Capaian 88,89 %" in flat(html)
    assert "Terkunci" in html


def test_an_empty_grid_says_so(db):
    assert "Tidak ada indikator" in grid_html()


def table_html(*indicators, **context):
    rows = figure_rows([indicator.pk for indicator in indicators], 2026, 2)
    return render_to_string("indicators/_figure_table.html", {"rows": rows, **context})


def test_the_table_shows_empty_zero_and_unavailable_apart(office, indicator):
    zero, gone = office.indicator(), office.indicator()
    saved(zero, office, triwulan=2, value=Decimal(0))
    saved(
        gone,
        office,
        triwulan=2,
        value=None,
        status="tidak tersedia",
        unavailable_reason="Menunggu BPS",
        created_at=NOW,
    )
    text = flat(table_html(indicator, zero, gone))
    assert "belum diisi" in text
    assert "tidak tersedia Menunggu BPS" in text
    assert " 0 " in text


def test_the_table_marks_figures_for_a_return(office, indicator):
    html = table_html(
        indicator,
        office.indicator(),
        selectable={indicator.pk: 77},
        checkbox_name="indikator",
        chosen={77},
        reasons_name="alasan",
        reasons={77: "Periksa lagi"},
    )
    assert html.count('type="checkbox"') == 1
    assert 'name="indikator" value="77" id="kembali-77" checked' in html
    assert 'name="alasan-77" id="alasan-77"' in html
    assert 'value="Periksa lagi"' in html


def test_the_table_without_choices_is_read_only(indicator):
    assert "<input" not in table_html(indicator)


def test_a_provisional_figure_is_marked(office, indicator):
    saved(indicator, office, triwulan=2, value=Decimal(1), is_sementara=True)
    assert "*)" in flat(table_html(indicator))


def test_formulas_and_odd_cases_are_told_with_the_table(office, indicator):
    low = office.indicator(polarity="negatif")
    nothing = office.indicator()
    TargetFactory(indicator=low, triwulan=2, value=Decimal(10))
    TargetFactory(indicator=nothing, triwulan=2, value=Decimal(0))
    saved(low, office, triwulan=2, value=Decimal(25))
    saved(nothing, office, triwulan=2, value=Decimal(3))
    text = flat(table_html(indicator, low, nothing))
    assert text.endswith("Rumus capaian: (2T − R) / T × 100")
    assert "rumus (2T − R) / T memberi angka di bawah nol, dicatat apa adanya." in text
    assert "Target nol tidak dapat menjadi pembagi;" in text
    assert "kosong bukan nol" not in text
