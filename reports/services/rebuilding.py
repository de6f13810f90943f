"""Another version of a report, because a person asks for it."""

from datetime import datetime

from django.db import transaction

from organization.access import Acting
from organization.services import record_event
from reports.access import NotAtThisStation
from reports.models import Report
from reports.services.consolidating import request_overview
from reports.services.requesting import request_report
from reports.states import ENDED


def rebuild_report(*, report: Report, acting: Acting, now: datetime) -> Report:
    """A version of what stands now, asked for by a person after texts or figures were mended.

    Raises NotAtThisStation for what is published or superseded.
    """
    if report.state in ENDED:
        raise NotAtThisStation(report.state, None)
    with transaction.atomic():
        record_event(
            agency=report.agency,
            subject_type=report.subject[0],
            subject_id=report.subject[1],
            action="report.rebuilt",
            at=now,
            acting=acting,
            data={"report": report.pk, "kind": report.kind},
        )
        if report.run is None:
            return request_overview(
                agency=report.agency, year=report.year, triwulan=report.triwulan, now=now
            )
        return request_report(kind=report.kind, run=report.run, lane=report.lane, now=now)
