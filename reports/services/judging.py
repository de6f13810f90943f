"""Approval of what stays inside the agency: by the judging step of the SOP itself."""

from datetime import datetime

from django.db.models import Q, QuerySet

from organization.access import Acting
from organization.services import record_event
from reports.models import Report, ReportAct
from reports.queries import judge_of
from reports.services.approving import supersede_earlier
from reports.services.moving import today_of
from reports.services.requesting import queue_rendering
from reports.snapshot import freeze
from reports.states import INNER_KINDS, ReportState
from workflow.models import Task
from workflow.queries.covering import lanes_beneath


def approve_judged(*, task: Task, acting: Acting, now: datetime) -> int:
    """Approve the inner reports whose last judge this task was; returns how many.

    The filing approves what no step approved before it. Called inside the transaction of the
    task's end; each report is frozen anew, so that it carries the decisions.
    """
    approved = 0
    for report in _drafts(task):
        is_judge = judge_of(task.run, report.lane).step == task.step
        if is_judge or task.step.kind == "document":
            approved += _approve(report, acting, now)
    return approved


def _drafts(task: Task) -> list[Report]:
    """The newest version of each inner report beneath the task, where it is a draft."""
    beneath = Q(lane__in=lanes_beneath(task.run, task.lane))
    if task.lane.parent_id is None:
        beneath |= Q(lane=None)
    rows = Report.objects.filter(beneath, run=task.run, kind__in=INNER_KINDS)
    newest = {(row.lane_id, row.kind): row for row in _with_relations(rows.order_by("number"))}
    return [row for row in newest.values() if row.state == ReportState.DRAFT]


def _with_relations(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("agency", "lane", "run")


def _approve(report: Report, acting: Acting, now: datetime) -> bool:
    if report.run is None:
        return False
    draft = report.pdf_sha256
    snapshot = freeze(
        kind=report.kind,
        run=report.run,
        lane=report.lane,
        now=now,
        signatory=acting.officeholder,
    )
    changed = Report.objects.filter(pk=report.pk, state=ReportState.DRAFT).update(
        state=ReportState.APPROVED,
        snapshot=snapshot,
        approved_at=now,
        approved_by=acting.user,
        approved_as=acting.officeholder,
        pdf="",
        pdf_sha256="",
    )
    if not changed:
        return False
    report.refresh_from_db()
    act = ReportAct.objects.create(
        report=report,
        state=ReportState.APPROVED,
        on=today_of(report, now),
        at=now,
        user=acting.user,
        officeholder=acting.officeholder,
    )
    record_event(
        agency=report.agency,
        subject_type="run",
        subject_id=report.run.pk,
        action="report.approved",
        at=now,
        acting=acting,
        data={
            "report": report.pk,
            "kind": report.kind,
            "on": act.on.isoformat(),
            "draft_sha256": draft,
            "sha256": snapshot.sha256,
        },
    )
    queue_rendering(report=report, now=now)
    supersede_earlier(report, now)
    return True
