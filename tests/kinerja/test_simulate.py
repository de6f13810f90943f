"""A whole year of the five agencies, through the services of the browser, to the last PDF."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from kinerja.simulation.walk import unfinished
from organization.models import Agency, Event
from organization.services import event_hash
from workflow.models import Return, Run, Task

pytestmark = [pytest.mark.simulation, pytest.mark.django_db(transaction=True)]
YEAR = 2026
AGENCIES = ("dishub", "dpkp", "dpmd", "inspektorat", "satpolpp")


def text_of(path: Path) -> str:
    """The words of a PDF; where a line breaks in a cell says nothing."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_year_runs_to_the_signed_off_reports(tmp_path: Path) -> None:
    """One walk, looked at from every side: it takes minutes, so it is walked once."""
    call_command("load_demo", stdout=StringIO())
    call_command("simulate", year=YEAR, out=tmp_path, stdout=StringIO())
    _every_run_has_ended()
    _every_sop_saw_a_return_and_the_year_a_plt()
    _the_papers_are_there(tmp_path)
    _the_numbers_on_paper_are_the_approved_ones(tmp_path)
    _the_event_chain_is_whole()
    _the_summary_counts(tmp_path)


def _every_run_has_ended() -> None:
    assert Run.objects.count() == 20
    assert unfinished(YEAR) == []
    assert not Task.objects.filter(state__in=("terbuka", "menunggu")).exists()


def _every_sop_saw_a_return_and_the_year_a_plt() -> None:
    returned = set(Return.objects.values_list("task__run__agency__key", flat=True))
    assert returned == set(AGENCIES)
    assert Event.objects.filter(capacity="plt").exists()


def _the_papers_are_there(out: Path) -> None:
    for agency in AGENCIES:
        names = {path.name for path in (out / agency).iterdir()}
        for triwulan in range(1, 5):
            assert any(name.startswith(f"{YEAR}-TW{triwulan}-laporan_triwulan") for name in names)
        annual = next(path for path in (out / agency).glob("*tahunan-lkjip*.pdf"))
        text = text_of(annual)
        assert "Bab III" in text
        assert "DRAF" not in text
        assert Agency.objects.get(key=agency).name in text


def _the_numbers_on_paper_are_the_approved_ones(out: Path) -> None:
    """V/C Ratio 0,372 against 0,375, lower is better: (2 × 0,375 − 0,372) / 0,375 = 100,80."""
    text = text_of(next((out / "dishub").glob(f"{YEAR}-TW3-laporan_triwulan-*.pdf")))
    assert "0,372" in text
    assert "100,80" in text
    assert "belum jatuh tempo" in text


def _the_event_chain_is_whole() -> None:
    for agency in Agency.objects.filter(key__in=AGENCIES):
        previous = ""
        for event in Event.objects.filter(agency=agency).order_by("sequence"):
            assert event.previous_hash == previous
            assert event.hash == event_hash(event)
            previous = event.hash


def _the_summary_counts(out: Path) -> None:
    counts = json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))
    assert len(counts) == 20
    assert all(each["steps"] and each["hops"] for each in counts)
    with (out / "langkah.csv").open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert {row["agency"] for row in rows} == set(AGENCIES)
