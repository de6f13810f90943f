"""Showing and saving a form of sixty indicators, beside the least that could do the same."""

from decimal import Decimal

import pytest
from django.template import engines
from django.template.loader import render_to_string

from indicators.forms import FigureGrid
from indicators.models import Realisasi, RealisasiRevision
from indicators.queries import figure_rows
from tests.bench.ratios import report, seconds_of
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import NOW, entry, saved

pytestmark = pytest.mark.django_db
ROWS = 60
#: Twice the time of the least is the budget.
BUDGET = 2.0


@pytest.fixture
def indicators(office):
    indicators = [office.indicator() for _number in range(ROWS)]
    for indicator in indicators:
        TargetFactory(indicator=indicator, triwulan=2, value=Decimal(10))
        saved(indicator, office, triwulan=1, value=Decimal(5))
        saved(indicator, office, triwulan=2, value=Decimal(6), note="Sesuai rencana.")
    return indicators


def test_showing(indicators):
    ids = [indicator.pk for indicator in indicators]

    def ours() -> str:
        grid = FigureGrid(figure_rows(ids, 2026, 2), editable=ids)
        return render_to_string("indicators/_figure_grid.html", {"grid": grid})

    page = ours()
    fields = page.count("<input") + page.count("<textarea") + page.count("<select")
    least = _least_form(ids, len(page), fields // ROWS)
    assert abs(len(least()) - len(page)) < len(page) / 50
    report("menampilkan 60 indikator", seconds_of(ours), seconds_of(least), BUDGET)


def _least_form(ids, size, fields):
    """The same rows from one query into a flat template of the same size and as many fields."""
    field = '<input name="f{{ row.pk }}-{{ forloop.counter }}" value="{{ row.current.value }}">'
    body = f"<p>{{{{ row.indicator.name }}}} {{{{ row.indicator.unit }}}}</p>{field * fields}"
    start = "{% for row in rows %}"

    def make(padding):
        text = f"{start}{body}{'x' * padding}{{% endfor %}}"
        template = engines["django"].from_string(text)

        def least() -> str:
            rows = Realisasi.objects.filter(indicator__in=ids, year=2026, triwulan=2)
            return template.render({"rows": rows.select_related("current", "indicator")})

        return least

    bare = len(make(0)())
    return make((size - bare) // ROWS)


@pytest.mark.parametrize("number", [1, ROWS])
def test_saving(office, indicators, number):
    some = indicators[:number]
    values = iter(range(1_000, 1_000_000))
    versions = iter(range(1, 1_000_000))

    def ours() -> None:
        value, version = Decimal(next(values)), next(versions)
        rows = Realisasi.objects.filter(indicator__in=some, year=2026, triwulan=2)
        # as the door of a form reads them, with what it reads to see who may write
        known = {row.indicator_id: row for row in rows.select_related("indicator", "current")}
        changed = (entry(each, value, version=version) for each in some)
        office.save(*changed, triwulan=2, known=known)

    def least() -> None:
        value = Decimal(next(values))
        rows = list(Realisasi.objects.filter(indicator__in=some, triwulan=2))
        revisions = RealisasiRevision.objects.bulk_create(
            RealisasiRevision(
                realisasi=row,
                number=row.version + 1,
                status="terisi",
                value=value,
                author=office.kabid.user,
                position=office.kabid.position,
                capacity="definitif",
                created_at=NOW,
            )
            for row in rows
        )
        for row, revision in zip(rows, revisions, strict=True):
            row.current, row.version = revision, row.version + 1
        Realisasi.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["indicator", "year", "triwulan"],
            update_fields=["current", "version"],
        )

    report(f"menyimpan {number} angka", seconds_of(ours), seconds_of(least), BUDGET)
