"""Kelengkapan: found by the system where it holds the thing, else left to the holder."""

import pytest
from django.db.models import prefetch_related_objects

from tests.workflow.offices import NOW, open_office
from workflow.queries.board import board_of
from workflow.queries.checklist import checklist
from workflow.services import give_back

pytestmark = pytest.mark.django_db


def lines(office, task) -> list[tuple[str, str]]:
    prefetch_related_objects([task.run.version], "actors", "lane_levels", "steps__goods")
    return [(each.text, each.found.value) for each in checklist(task, board_of(task.run))]


def test_disposisi_and_indicators_are_found():
    office = open_office("dishub")
    assert lines(office, office.task("tugaskan", "bidang-angkutan")) == [
        ("Indikator Sasaran", "ada")
    ]
    assert lines(office, office.task("perintahkan-analis", "kasi-angkutan")) == [
        ("Disposisi", "ada")
    ]


def test_what_no_step_files_is_looked_at_by_the_holder():
    office = open_office("satpolpp")
    assert lines(office, office.task("tugaskan-sekretaris")) == [
        ("Perjanjian kinerja", "sendiri"),
        ("Rencana aksi", "sendiri"),
    ]


def test_a_join_says_that_lanes_are_missing():
    office = open_office("dpkp", until="isi-format")
    office.finish(office.task("isi-format", "bidang-pangan"))
    assert lines(office, office.task("terima-data")) == [
        ("Format Data Kinerja yang telah diisi", "belum")
    ]
    office.run_until("terima-data")
    assert lines(office, office.task("terima-data")) == [
        ("Format Data Kinerja yang telah diisi", "ada")
    ]


def test_bahan_of_an_earlier_round_still_stands_when_only_the_report_came_back():
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-angkutan")
    row = office.run.run_indicators.get(lane__key="kasi-angkutan")
    give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-angkutan")],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    assert lines(office, office.task("buat-laporan", "kasi-angkutan")) == [("Bahan Laporan", "ada")]
