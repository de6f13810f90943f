"""A whole year of the five agencies, through the services of the browser, to the last PDF."""

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.kinerja.conftest import YEAR, SimulatedYear

pytestmark = pytest.mark.simulation
AGENCIES = ("dishub", "dpkp", "dpmd", "inspektorat", "satpolpp")
LOOK = """
import json
import django; django.setup()
from organization.models import Event
from workflow.models import Return, Run, Task
print(json.dumps({
    "ended": Run.objects.exclude(ended_at=None).count(),
    "open": Task.objects.filter(state__in=("terbuka", "menunggu")).count(),
    "returned": sorted(set(Return.objects.values_list("task__run__agency__key", flat=True))),
    "plt": Event.objects.filter(capacity="plt").exists(),
}))
"""


def text_of(path: Path) -> str:
    """The words of a PDF; where a line breaks in a cell says nothing."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_every_run_ends_with_a_return_each_and_a_plt_in_office(
    simulated_year: SimulatedYear,
) -> None:
    found = json.loads(simulated_year.place.manage("-c", LOOK))
    assert found == {"ended": 20, "open": 0, "returned": list(AGENCIES), "plt": True}


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_papers_of_an_agency_are_there_and_final(
    simulated_year: SimulatedYear, agency: str
) -> None:
    folder = simulated_year.out / agency
    names = {path.name for path in folder.iterdir()}
    for triwulan in range(1, 5):
        assert any(name.startswith(f"{YEAR}-TW{triwulan}-laporan_triwulan") for name in names)
    text = text_of(next(folder.glob("*tahunan-lkjip*.pdf")))
    assert "Bab III" in text
    assert "DRAF" not in text
    assert "Belum ada uraian" not in text
    assert "Contoh uraian ikhtisar eksekutif" in text


def test_the_numbers_on_paper_are_the_approved_ones(simulated_year: SimulatedYear) -> None:
    """V/C Ratio 0,372 against 0,375, lower is better: (2 × 0,375 − 0,372) / 0,375 = 100,80."""
    folder = simulated_year.out / "dishub"
    text = text_of(next(folder.glob(f"{YEAR}-TW3-laporan_triwulan-*.pdf")))
    assert "0,372" in text
    assert "100,80" in text
    assert "belum jatuh tempo" in text


def test_the_event_chains_are_whole(simulated_year: SimulatedYear) -> None:
    assert "utuh" in simulated_year.place.manage("manage.py", "check_events")


def test_the_summary_counts_every_run(simulated_year: SimulatedYear) -> None:
    counts = json.loads((simulated_year.out / "ringkasan.json").read_text(encoding="utf-8"))
    assert len(counts) == 20
    assert all(each["steps"] and each["hops"] for each in counts)
    with (simulated_year.out / "langkah.csv").open(encoding="utf-8") as source:
        assert {row["agency"] for row in csv.DictReader(source)} == set(AGENCIES)
