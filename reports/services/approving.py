"""Approval by the signing position: from then on the report carries no DRAF."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from organization.access import Acting
from organization.language import in_office_language
from reports.access import expect_not_own
from reports.models import Report
from reports.queries import versions_of
from reports.services.moving import enter_station
from reports.services.requesting import queue_rendering
from reports.states import ReportState
from workflow.models import Run


def approve_report(*, report: Report, acting: Acting, now: datetime) -> Report:
    """Record the head's approval (persetujuan tercatat, no electronic signature) and print anew.

    Only a rendered draft whose review, where it needs one, is done. Earlier versions of the report
    are superseded. Raises NotAtThisStation, NotNewest, NotRendered, and OwnReportFigures for a Plt
    or Plh who wrote or handed over one of its figures himself, or wrote one of its texts; the
    definitif head may, since a small office has nobody else.
    """
    expect_not_own(report, acting)
    draft = report.pdf_sha256
    with transaction.atomic():
        enter_station(
            report=report,
            to=ReportState.APPROVED,
            acting=acting,
            now=now,
            changes={
                "approved_at": now,
                "approved_by": acting.user,
                "approved_as": acting.officeholder,
                "pdf": "",
                "pdf_sha256": "",
            },
            data={"draft_sha256": draft},
        )
        queue_rendering(report=report, now=now)
        supersede_earlier(report, now)
    return report


@in_office_language
def supersede_earlier(report: Report, now: datetime) -> None:
    """Mark the versions before this one as superseded by it."""
    reason = _("Digantikan versi %(number)d.") % {"number": report.number}
    for earlier in versions_of(report).filter(number__lt=report.number):
        _supersede(earlier, reason, now)


def supersede_reports(*, run: Run, reason: str, now: datetime) -> int:
    """Mark every report printed from a run as superseded and print it anew with that word."""
    return sum(_supersede(report, reason, now) for report in Report.objects.filter(run=run))


def _supersede(report: Report, reason: str, now: datetime) -> bool:
    changed = (
        Report.objects.filter(pk=report.pk)
        .exclude(state=ReportState.SUPERSEDED)
        .update(
            state=ReportState.SUPERSEDED,
            superseded_at=now,
            superseded_reason=reason,
            pdf="",
            pdf_sha256="",
        )
    )
    if changed:
        report.refresh_from_db()
        queue_rendering(report=report, now=now)
    return bool(changed)
