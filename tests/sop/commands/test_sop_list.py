"""manage.py sop_list: what every SOP says, for people and for machines."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.sop.offices import DEFINITIONS, agency, load

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("sop_list", *arguments, stdout=out)
    return out.getvalue()


def test_json_names_steps_actors_kinds_lanes_and_standard_times() -> None:
    load(DEFINITIONS / "dpmd-jeneponto.yaml", agency("dpmd", "Dinas PMD"))
    (sop,) = json.loads(run("--json"))
    assert (sop["key"], sop["agency"], sop["version"]) == ("dpmd-jeneponto", "dpmd", 1)
    assert sop["trigger"] == {"day": 10, "months": [1, 4, 7, 10], "shift": "tetap"}
    assert [actor["label"] for actor in sop["actors"]][3] == "Irbn"
    assert [(lane["key"], lane["inside"]) for lane in sop["lanes"]] == [
        ("kasubbag", None),
        ("irban", "kasubbag"),
    ]
    assert [(step["kind"], step["lane"], step["actor"]) for step in sop["steps"]] == [
        ("assign", None, "kasubbag-perencanaan"),
        ("prepare", None, "penyusun-bahan"),
        ("assign", "kasubbag", "ka-subbag"),
        ("collect", "irban", "irban"),
        ("compile", "kasubbag", "ka-subbag"),
        ("compile", None, "penyusun-bahan"),
        ("document", None, "kasubbag-perencanaan"),
    ]
    assert sop["steps"][3]["window"] == {"value": 480, "unit": "menit"}
    assert sop["steps"][4]["waktu"] == [
        {"text": "480", "value": 480, "unit": "menit", "period": ""}
    ]
    assert sop["steps"][4]["return_to"] == "isi-format"


def test_the_plain_list_reads_line_by_line() -> None:
    load(DEFINITIONS / "inspektorat-jeneponto.yaml", agency())
    assert run().splitlines()[:2] == [
        "inspektorat-jeneponto: PENGUMPULAN DATA KINERJA (versi 1)",
        "  1. Sekretaris [assign] 15 menit",
    ]


def test_nothing_loaded_is_an_empty_list() -> None:
    assert json.loads(run("--json")) == []
