"""Reports of a lane are approved by their own SOP, in the name of the post that judged them."""

import json

import pytest
from django.urls import reverse

from organization.models import Event
from reports.models import Report, ReportAct
from reports.queries import approval_of, awaiting, judge_of
from reports.services import approve_report, request_report
from reports.tables import decisions_table
from tests.memory import load_once
from tests.reports.conftest import render_now
from tests.reports.test_services import head
from tests.workflow.offices import NOW, Office, fill, open_office
from workflow.models import Run
from workflow.services import give_back

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def inner(office, lane=None, kind="laporan_lane") -> list[Report]:
    rows = Report.objects.filter(run=office.run, kind=kind, lane__key=lane)
    return list(rows.order_by("number"))


def content(report) -> dict:
    return json.loads(report.snapshot.content)


@pytest.fixture
def dishub(sent_tasks):
    """All lanes beneath the Kabid handed over, and not yet judged."""
    return open_office("dishub", until="periksa")


@pytest.fixture
def judged(sent_tasks):
    """All lanes of the Bidang Lalu Lintas handed over, and approved by its Kabid."""
    load_once("dinilai", _judge)
    run = Run.objects.get()
    return Office(run.agency, run)


def _judge():
    office = open_office("dishub", until="periksa")
    for task in office.tasks(step__key="periksa"):
        office.finish(task)


def test_a_lane_is_a_draft_in_the_name_of_its_judge_until_he_approves(dishub):
    task = dishub.task("periksa")
    lane = task.lane.children.first()
    (report,) = inner(dishub, lane.key)
    assert (report.state, approval_of(report)) == ("disusun", {})
    assert content(report)["signature"]["position"] == dishub.acting(task).position.name
    assert content(report)["decisions"] == []


def test_the_judging_step_approves_the_lanes_beneath_it_with_its_own_decisions(judged):
    task = judged.task("periksa")
    lane = task.lane.children.first()
    (report,) = inner(judged, lane.key)
    position = judge_of(judged.run, lane).position
    assert (report.state, report.number, report.approved_as.position) == ("disetujui", 1, position)
    said = content(report)
    assert said["signature"]["position"] == position.name
    assert [(row["position"], row["kegiatan"]) for row in said["decisions"]] == [
        (position.name, task.step.kegiatan)
    ]
    printed = decisions_table(said, approval_of(report)).rows[-1]
    assert printed[1:] == (position.name, lane.label)
    acts = ReportAct.objects.filter(report=report)
    assert [(act.state, act.officeholder.position) for act in acts] == [("disetujui", position)]
    approvals = Event.objects.filter(action="report.approved")
    assert set(approvals.values_list("data__kind", flat=True)) == {"laporan_lane"}


def test_a_later_step_that_hands_the_report_on_makes_no_draft_of_it(judged):
    for task in judged.tasks(step__key="serahkan-laporan"):
        judged.finish(task)
    lane = judged.task("periksa").lane.children.first()
    assert [report.state for report in inner(judged, lane.key)] == ["disetujui"]


def test_what_came_back_after_the_approval_is_judged_again_and_replaces_it(judged):
    for task in judged.tasks(step__key="serahkan-laporan"):
        judged.finish(task)
    last = judged.task("dokumentasikan")
    row = judged.run.run_indicators.first()
    give_back(
        task=last,
        acting=judged.acting(last),
        lanes=[row.lane],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    lane = row.lane.key
    task = judged.task("buat-laporan", lane)
    fill(task, judged.acting(task))
    judged.run_until("periksa")
    assert [report.state for report in inner(judged, lane)] == ["disetujui", "disusun"]
    judged.run_until("dokumentasikan")
    assert [report.state for report in inner(judged, lane)] == ["digantikan", "disetujui"]


@pytest.mark.parametrize("key", ["satpolpp", "dpmd", "inspektorat"])
def test_no_inner_report_of_any_sop_stays_a_draft(sent_tasks, key):
    """SOP 003 has no judging step: there the filing approves."""
    office = open_office(key, until="")
    kinds = ("laporan_lane", "rekap")
    found = Report.objects.filter(run=office.run, kind__in=kinds).exclude(state="digantikan")
    assert found.exists()
    assert {report.state for report in found} == {"disetujui"}
    steps = {judge_of(office.run, report.lane).step.kind for report in found}
    assert steps == {{"satpolpp": "sign", "dpmd": "document", "inspektorat": "review"}[key]}


def test_its_page_refuses_to_approve_return_or_rebuild_it(dishub, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    task = dishub.task("periksa")
    (report,) = inner(dishub, task.lane.children.first().key)
    render_now(report)
    client.force_login(dishub.user("kepala"), backend=BACKEND)
    page = client.get(reverse("reports:report-detail", args=[report.pk])).content.decode()
    assert "langkah pemeriksaan SOP-nya" in page
    for name in ("approve", "return", "rebuild"):
        address = reverse(f"reports:report-{name}", args=[report.pk])
        assert address not in page
        answer = client.post(address, {"alasan": "Cek."})
        assert answer.status_code == 409
        assert "langkah pemeriksaan SOP-nya" in answer.content.decode()
    assert awaiting(dishub.user("kepala"), [report], NOW.date()) == []


def test_the_approval_of_the_head_is_printed_in_what_he_approved(report):
    draft = render_now(report)
    assert approval_of(draft) == {}
    approve_report(report=draft, acting=head(report), now=NOW)
    rows = decisions_table(content(report), approval_of(report)).rows
    assert rows[-2:] == (
        ("", "Persetujuan laporan ini", ""),
        ("10 April 2026", report.agency.signing_position.name, "Seluruh laporan"),
    )


def test_the_same_judged_content_is_asked_for_once(judged):
    lane = judged.task("periksa").lane.children.first()
    (report,) = inner(judged, lane.key)
    assert request_report(kind="laporan_lane", run=judged.run, lane=lane, now=NOW) == report
