"""Asking for a report: freeze what it says now, and leave the rendering to the worker."""

from datetime import datetime

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from kombu.exceptions import OperationalError

from organization.language import in_office_language
from organization.models import Job
from organization.services import record_event
from reports.models import RENDER_KIND, Report, Snapshot
from reports.snapshot import freeze, says_the_same
from reports.states import FINAL, INNER_KINDS, ReportKind, ReportState
from workflow.models import Lane, Run


@in_office_language
def request_report(*, kind: str, run: Run, lane: Lane | None = None, now: datetime) -> Report:
    """The report of what stands now: a new version when the content has changed, else the last.

    Order: snapshot, report row, event, job; the worker is told on commit.
    """
    with transaction.atomic():
        snapshot = freeze(kind=kind, run=run, lane=lane, now=now)
        versions = Report.objects.filter(run=run, lane=lane, kind=kind)
        live = versions.exclude(state=ReportState.SUPERSEDED)
        same = live.filter(snapshot=snapshot).first() or _passed_on(live, kind, snapshot)
        if same is not None:
            queue_rendering(report=same, now=now)
            return same
        number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
        report = Report.objects.create(
            agency=run.agency,
            run=run,
            lane=lane,
            kind=kind,
            year=run.year,
            triwulan=None if kind == ReportKind.LKJIP else run.triwulan,
            number=number,
            snapshot=snapshot,
            created_at=now,
        )
        record_event(
            agency=run.agency,
            subject_type="run",
            subject_id=run.pk,
            action="report.requested",
            at=now,
            data={"report": report.pk, "kind": kind, "number": number, "sha256": snapshot.sha256},
        )
        queue_rendering(report=report, now=now)
    return report


def _passed_on(live: QuerySet[Report], kind: str, snapshot: Snapshot) -> Report | None:
    """An inner report that its judge approved, when a later step only hands it on."""
    newest = live.select_related("snapshot").order_by("-number").first()
    if newest is None or kind not in INNER_KINDS or newest.state not in FINAL:
        return None
    return newest if says_the_same(newest.snapshot, snapshot) else None


def queue_rendering(*, report: Report, now: datetime) -> Job | None:
    """One open job per report, however many ask: the new one; None where it is open or done."""
    if report.pdf and report.pdf_sha256:
        return None
    try:
        with transaction.atomic():
            job = Job.objects.create(
                agency=report.agency, kind=RENDER_KIND, subject_id=report.pk, created_at=now
            )
    except IntegrityError:
        return None
    transaction.on_commit(lambda: send_render(job.pk))
    return job


def send_render(job_id: int) -> None:
    """Tell the worker by name; a broker that is away is made good by the sweep."""
    try:
        current_app.send_task("reports.render", [job_id], retry=False)
    except OperationalError:
        return
