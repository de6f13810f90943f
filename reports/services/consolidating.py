"""Asking for a report of the whole kabupaten: what its agencies have approved by now, frozen."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from organization.access import Acting
from organization.language import in_office_language
from organization.models import Agency
from organization.services import record_event
from reports.consolidation import collect_overview
from reports.models import Report
from reports.services.requesting import queue_rendering
from reports.snapshot import store
from reports.states import ReportKind, ReportState


@in_office_language
def request_overview(
    *,
    agency: Agency,
    year: int,
    triwulan: int | None,
    now: datetime,
    acting: Acting | None = None,
) -> Report:
    """The overview of a triwulan, or (None) the consolidated LKjIP of a year.

    `agency`: the Sekretariat Daerah, which keeps the kabupaten's reports and whose signing position
    approves them. A new version when the content has changed, else the last.
    """
    kind = ReportKind.GOVERNMENT_TRIWULAN if triwulan else ReportKind.GOVERNMENT_LKJIP
    with transaction.atomic():
        # who asks at the same moment waits, and is then given the same report
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        data, revisions = collect_overview(agency=agency, year=year, triwulan=triwulan, now=now)
        snapshot = store(agency=agency, kind=kind, data=data, revisions=revisions, now=now)
        versions = Report.objects.filter(
            agency=agency, run=None, kind=kind, year=year, triwulan=triwulan
        )
        same = versions.filter(snapshot=snapshot).exclude(state=ReportState.SUPERSEDED).first()
        if same is not None:
            queue_rendering(report=same, now=now)
            return same
        report = Report.objects.create(
            agency=agency,
            kind=kind,
            year=year,
            triwulan=triwulan,
            number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
            snapshot=snapshot,
            created_at=now,
        )
        record_event(
            agency=agency,
            subject_type="report",
            subject_id=report.pk,
            action="report.requested",
            at=now,
            acting=acting,
            data={
                "report": report.pk,
                "kind": kind,
                "number": report.number,
                "sha256": snapshot.sha256,
            },
        )
        queue_rendering(report=report, now=now)
    return report
