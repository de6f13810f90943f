"""Approval by the signing position: from then on the report carries no DRAF."""

from datetime import datetime

from django.db import transaction

from organization.access import Acting, OwnFigures
from organization.models import Capacity
from organization.services import record_event
from reports.access import NotReadyToApprove
from reports.models import Report
from reports.services.requesting import queue_rendering
from reports.states import ReportState
from workflow.models import Run
from workflow.queries.covering import is_author


def approve_report(*, report: Report, acting: Acting, now: datetime) -> Report:
    """Record the head's approval (persetujuan tercatat, no electronic signature) and print anew.

    Only a rendered draft can be approved, once (NotReadyToApprove); a Plt or Plh does not approve
    a report of figures that he himself wrote (OwnFigures).
    """
    if acting.capacity != Capacity.DEFINITIF:
        printed = report.snapshot.revisions.values_list("realisasi_id", flat=True)
        if is_author(acting.user, printed):
            raise OwnFigures
    with transaction.atomic():
        changed = (
            Report.objects.filter(pk=report.pk, state=ReportState.DRAFT)
            .exclude(pdf_sha256="")
            .update(
                state=ReportState.APPROVED,
                approved_at=now,
                approved_by=acting.user,
                approved_as=acting.officeholder,
                pdf="",
                pdf_sha256="",
            )
        )
        if not changed:
            raise NotReadyToApprove
        record_event(
            agency=report.agency,
            subject_type="run",
            subject_id=report.run_id,
            action="report.approved",
            at=now,
            acting=acting,
            data={"report": report.pk, "kind": report.kind, "draft_sha256": report.pdf_sha256},
        )
        report.refresh_from_db()
        queue_rendering(report=report, now=now)
    return report


def supersede_reports(*, run: Run, reason: str, now: datetime) -> int:
    """Mark every report printed from a run as superseded and print it anew with that word."""
    reports = list(Report.objects.filter(run=run).exclude(state=ReportState.SUPERSEDED))
    for report in reports:
        Report.objects.filter(pk=report.pk).update(
            state=ReportState.SUPERSEDED,
            superseded_at=now,
            superseded_reason=reason,
            pdf="",
            pdf_sha256="",
        )
        report.refresh_from_db()
        queue_rendering(report=report, now=now)
    return len(reports)
