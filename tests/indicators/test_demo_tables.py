"""The demo's tables load through the operator's commands and stand up to the form's own rules."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from indicators.capaian import Reason
from indicators.forms import FigureGrid
from indicators.models import (
    WORDS,
    BudgetLine,
    History,
    Indicator,
    RenstraTarget,
    TargetRevision,
)
from indicators.notation import format_number
from indicators.queries import figure_rows, year_rows
from organization.models import Agency
from sop.definition import parse_bindings
from sop.models import SopDocument
from tests.indicators.offices import NOW
from workflow.services.planning import plan_opening

DEMO = settings.BASE_DIR / "kinerja" / "demo"
AGENCIES = ("dishub", "dpkp", "dpmd", "inspektorat", "satpolpp")


@pytest.fixture
def demo(db):
    organization = sorted((DEMO / "organization").glob("*.yaml"))
    call_command("organization_load", *organization, verbosity=0)
    for agency in AGENCIES:
        for folder in ("indicators", "renstra", "budget", "history"):
            path = DEMO / folder / f"{agency}.csv"
            if path.exists():  # no Renstra of one agency was published year by year
                call_command(f"{folder}_load", path, verbosity=0)


def test_the_tables_load_twice_without_a_change(demo):
    tables = (Indicator, TargetRevision, BudgetLine, History, RenstraTarget)
    before = [table.objects.count() for table in tables]
    for agency in AGENCIES:
        for folder in ("indicators", "renstra", "budget", "history"):
            path = DEMO / folder / f"{agency}.csv"
            if path.exists():  # no Renstra of one agency was published year by year
                call_command(f"{folder}_load", path, verbosity=0)
    assert [table.objects.count() for table in tables] == before
    assert {each.agency.key for each in Indicator.objects.select_related("agency")} == set(AGENCIES)


def test_every_figure_is_marked_as_an_example_with_its_source(demo):
    assert not Indicator.objects.exclude(is_example=True).exists()
    for table in (Indicator, History, BudgetLine, RenstraTarget):
        assert not table.objects.filter(source_document="").exists()


def bindings() -> list[Path]:
    return sorted((DEMO / "bindings").glob("*.yaml"))


@pytest.mark.parametrize("path", bindings(), ids=lambda path: path.stem)
def test_every_leaf_lane_has_indicators_and_every_indicator_a_lane(demo, path):
    bound = parse_bindings(path.read_text(encoding="utf-8"), path.name)
    definition = settings.BASE_DIR / "sop" / "definitions" / f"{bound.document}.yaml"
    call_command("sop_load", definition, agency=bound.agency, verbosity=0)
    call_command("sop_bind", path, verbosity=0)
    plan = plan_opening(document=SopDocument.objects.get(), on=NOW.date())
    assert (plan.problems, plan.warnings) == ([], [])
    carried = {lane.label: len(lane.indicators) for lane in plan.lanes if lane.is_leaf}
    assert [label for label, count in carried.items() if count < 2] == []
    assert all(position for lane in plan.lanes for _indicator, position in lane.indicators)


def examples(agency: str) -> list[dict[str, str]]:
    with (DEMO / "realisasi" / f"{agency}-2026.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(row: dict[str, str], prefix: str) -> dict[str, str]:
    numbers = {
        f"{prefix}-{name}": format_number(Decimal(row[name]))
        for name in ("value", "numerator", "denominator")
        if row[name]
    }
    texts = (*WORDS, "rtl_pic", "rtl_due_on", "expected_on", "expected_source")
    return numbers | {
        **{f"{prefix}-{name}": row[name] for name in texts},
        f"{prefix}-unavailable": "1" if row["status"] == "tidak tersedia" else "",
        f"{prefix}-unavailable_reason": row["reason"],
        f"{prefix}-sementara": "1" if row["sementara"] == "ya" else "",
        f"{prefix}-url": "https://contoh.go.id/bukti",
    }


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_example_figures_are_complete_and_pass_the_form(demo, agency):
    rows = examples(agency)
    codes = dict(Indicator.objects.filter(agency__key=agency).values_list("code", "pk"))
    for triwulan in range(1, 5):
        of_triwulan = [row for row in rows if row["triwulan"] == str(triwulan)]
        data: dict[str, str] = {}
        for row in of_triwulan:
            data |= typed(row, f"f{codes[row['code']]}")
        ids = list(codes.values())
        grid = FigureGrid(figure_rows(ids, 2026, triwulan), data, editable=ids)
        grid.is_valid(complete=True)
        assert [(problem.indicator, problem.sentence) for problem in grid.errors] == []


def test_the_examples_show_what_a_year_brings(demo):
    rows = [row for agency in AGENCIES for row in examples(agency)]
    assert any(row["value"] == "0" for row in rows)
    assert any(row["status"] == "tidak tersedia" for row in rows)
    assert any(row["sementara"] == "ya" for row in rows)
    assert any(row["denominator"] for row in rows)
    assert Indicator.objects.filter(polarity="negatif").count() >= 3


def test_a_printed_target_of_zero_cannot_be_computed(demo):
    agency = Agency.objects.get(key="inspektorat")
    (row,) = [
        row for row in year_rows(agency, 2026) if row.indicator.code == "tl-akuntabilitas-keuangan"
    ]
    assert row.annual.target == 0
    assert row.annual.capaian.reason == Reason.NOT_FILLED
