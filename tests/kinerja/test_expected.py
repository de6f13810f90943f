"""The simulated year against the same year reckoned from the papers (tests/data/expected)."""

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.architecture.source import ROOT
from tests.kinerja.conftest import YEAR, SimulatedYear
from tests.kinerja.test_simulate import AGENCIES, text_of

pytestmark = pytest.mark.simulation
EXPECTED = ROOT / "tests" / "data" / "expected"
ROOT_LANE = {"pusat": "akar"}


def table(name: str) -> list[dict[str, str]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def report(year: SimulatedYear, agency: str, ending: str) -> Path:
    """The newest laporan TW I of an agency."""
    return max((year.out / agency).glob(f"{YEAR}-TW1-laporan_triwulan-v*.{ending}"))


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_task_is_where_when_and_with_whom_the_paper_says(
    simulated_year: SimulatedYear, agency: str
) -> None:
    columns = ("year", "triwulan", "step", "round", "scope", "position", "state")
    found = {
        (*(row[name] for name in columns), ROOT_LANE.get(row["lane"], row["lane"])): (
            row["ready_at"],
            row["due_at"],
            row["finished_at"],
        )
        for row in simulated_year.steps(agency)
    }
    expected = {
        (*(row[name] for name in columns), row["lane"]): (row["ready"], row["due"], row["finished"])
        for row in table(agency)
    }
    assert found == expected


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_capaian_of_the_report_is_the_one_reckoned(
    simulated_year: SimulatedYear, agency: str
) -> None:
    sheet = openpyxl.load_workbook(report(simulated_year, agency, "xlsx")).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if str(row[0]).isdigit()]
    found = {row[1]: tuple(cell(value) for value in row[3:6]) for row in rows}
    expected = {
        row["name"]: (
            row["target"] or "belum jatuh tempo",
            row["realisasi"] or "belum diisi",
            row["capaian"],
        )
        for row in table(f"figures_{agency}")
    }
    assert {name: same(found[name], wanted) for name, wanted in expected.items()} == dict.fromkeys(
        expected, True
    )
    assert found.keys() == expected.keys()


def cell(value: object) -> str:
    return str(value)


def same(found: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    """Numbers to what the paper gives; words word for word, or as the end of the sentence."""
    return all(
        abs(Decimal(have) - Decimal(want)) <= Decimal("0.005")
        if want.replace(".", "").isdigit()
        else have.endswith(want)
        for have, want in zip(found, expected, strict=True)
    )


def test_the_totals_on_paper_are_the_ones_reckoned(simulated_year: SimulatedYear) -> None:
    for row in table("totals"):
        average = row["average"].replace(".", ",")
        sentence = f"Rata-rata capaian {average} % (Sangat Tinggi), dari {row['with_capaian']}"
        words = text_of(report(simulated_year, row["key"], "pdf")).replace("\u00a0", " ")
        assert f"{sentence} indikator" in words, row["key"]
