"""Two SOPs of one agency: a figure of a triwulan is collected by one of their runs."""

import pytest

from sop.models import SopDocument
from tests.workflow.offices import NOW, open_office
from workflow.models import RunIndicator
from workflow.period import period_opened_on
from workflow.services import open_run, plan_opening

pytestmark = pytest.mark.django_db


def test_what_one_run_collects_is_left_out_of_another_with_a_warning():
    office = open_office("dpkp")
    [first, *rest] = RunIndicator.objects.filter(run=office.run).order_by("pk")
    first.delete()
    plan = plan_opening(document=office.run.document, on=NOW.date())
    plan.document = SopDocument.objects.create(
        agency=office.agency, key="sop-kedua", name="SOP kedua"
    )
    run, _is_new = open_run(plan=plan, period=period_opened_on(NOW.date().replace(day=10)), now=NOW)
    carried = RunIndicator.objects.filter(run=run)
    assert [row.indicator_id for row in carried] == [first.indicator_id]
    told = [
        f"Indikator “{row.indicator.name}” sudah dikumpulkan melalui SOP "
        f"“{office.run.document.name}”."
        for row in rest
    ]
    assert sorted(plan.warnings) == sorted(told)
