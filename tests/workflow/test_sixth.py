"""A sixth SOP (other actors, three lane levels) runs to its report without a line of code."""

from datetime import UTC, datetime

import pytest

from organization.models import Officeholder, User
from reports.models import Report
from sop.models import LaneBinding
from tests.factories.indicators import IndicatorFactory
from tests.sop.offices import LIVE_FROM, sixth
from tests.workflow.offices import Office
from workflow.period import period_opened_on
from workflow.services import give_back, open_run, plan_opening
from workflow.states import RunState

pytestmark = pytest.mark.django_db
OPENED = datetime(2026, 4, 10, 1, tzinfo=UTC)


@pytest.fixture
def office(sent_tasks) -> Office:
    document = sixth()
    agency = document.agency
    for position in agency.positions.all():
        user = User.objects.create(username=f"{position.key}@{agency.key}", name=position.name)
        Officeholder.objects.create(user=user, position=position, starts_on=LIVE_FROM)
    for lane in LaneBinding.objects.filter(document=document, position__isnull=False):
        IndicatorFactory(agency=agency, code=lane.key, responsible_position=lane.position)
    agency.signing_position = agency.positions.get(key="kepala")
    agency.save()
    plan = plan_opening(document=document, on=OPENED.date())
    assert (plan.problems, plan.warnings) == ([], [])
    run, is_new = open_run(plan=plan, period=period_opened_on(OPENED.date()), now=OPENED)
    assert is_new
    return Office(agency, run)


def finish_everything(office: Office) -> None:
    while todo := office.tasks():
        office.finish(todo[0], now=OPENED)


def test_it_runs_to_the_report(office: Office) -> None:
    finish_everything(office)
    office.run.refresh_from_db()
    assert office.run.state == RunState.DONE
    assert Report.objects.filter(run=office.run, kind="laporan_triwulan").count() == 1
    assert {figure.state for figure in _figures(office)} == {"disetujui"}


def test_a_return_goes_to_the_lane_it_names_only(office: Office) -> None:
    judged = next(task for task in _until_return(office))
    acting = office.acting(judged)
    row = office.run.run_indicators.order_by("pk")[0]
    lane = row.lane
    while lane.level != (judged.step.return_to.level.key if judged.step.return_to.level else ""):
        lane = lane.parent
    give_back(
        task=judged,
        acting=acting,
        lanes=[lane],
        reasons={row.pk: "Periksa kembali."},
        reason="Periksa kembali.",
        now=OPENED,
    )
    lane.refresh_from_db()
    assert lane.round == 2
    others = office.run.lanes.filter(level=lane.level).exclude(pk=lane.pk)
    assert set(others.values_list("round", flat=True)) <= {1}


def _until_return(office: Office):
    """Finish what lies open until somebody judges; then that task."""
    while todo := office.tasks():
        judged = [task for task in todo if task.step.return_to_id and task.step.kind != "compile"]
        if judged:
            yield judged[0]
            return
        office.finish(todo[0], now=OPENED)


def _figures(office: Office):
    return [office.figure(row.indicator) for row in office.run.run_indicators.all()]
