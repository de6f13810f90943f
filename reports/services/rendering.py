"""Rendering in the worker: claimed by UPDATE, stored with its hash, retried when it failed."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from organization.access import Acting
from organization.language import in_office_language
from organization.models import Job
from organization.services import record_event
from reports.docx import render_docx
from reports.models import RENDER_KIND, Report, ReportFile
from reports.pdf import RENDERER, render_pdf
from reports.queries import approval_of, statement_of, versioned_title
from reports.services.claiming import (
    UNCLAIMED,
    ClaimLost,
    claim,
    give_back_lost,
    take_back,
    tell,
    unclaimed,
    working,
)
from reports.services.requesting import queue_rendering, send_render
from reports.states import INNER_KINDS, ReportState, watermark
from reports.xlsx import render_xlsx
from workflow.models import Notice
from workflow.services.notifying import notify_positions

ENDINGS = {
    ReportFile.Kind.PRINT: ".pdf",
    ReportFile.Kind.XLSX: ".xlsx",
    ReportFile.Kind.DOCX: ".docx",
}


@in_office_language
def render_report(*, job_id: int, now: datetime) -> bool:
    """Render the report of a waiting job; False when another worker has it or it is done.

    The files are written outside any transaction; the row points to them in a short one. Where the
    report's state changed meanwhile they are not its own any more, and it is asked for again.
    """
    job = claim(job_id=job_id, kind=RENDER_KIND, now=now)
    if job is None:
        return False
    try:
        with working(job, now):
            report = _printed(job, now)
    except ClaimLost:
        return False
    report.refresh_from_db(fields=["state", "pdf", "pdf_sha256"])
    queue_rendering(report=report, now=now)
    _tell_head(report, now)
    return True


def _printed(job: Job, now: datetime) -> Report:
    report = Report.objects.select_related(
        "snapshot", "agency__government", "lane", "approved_as__position", "approved_as__user"
    ).get(pk=job.subject_id)
    _write_files(report, job, now)
    return report


def _tell_head(report: Report, now: datetime) -> None:
    """A report that leaves the agency waits for its head once it can be read."""
    head = report.agency.signing_position
    if head is not None and report.state == ReportState.DRAFT and report.kind not in INNER_KINDS:
        notify_positions(
            positions=[head],
            kind=Notice.Kind.REPORT_READY,
            key=f"{Notice.Kind.REPORT_READY}:{report.pk}",
            agency=report.agency,
            now=now,
            title=versioned_title(report),
        )


def _write_files(report: Report, job: Job, now: datetime) -> None:
    data = json.loads(report.snapshot.content)
    word = watermark(report.state)
    said: dict[str, Any] = {
        "watermark": word,
        "code": report.code,
        "review": statement_of(report),
        "approval": approval_of(report),
    }
    tables = render_xlsx(data)
    content = render_pdf(data, figures=tables, **said)
    tell(job, 70)
    pdf = keep_file(report, ReportFile.Kind.PRINT, content, word=word, now=now)
    xlsx = keep_file(report, ReportFile.Kind.XLSX, tables, now=now)
    text = render_docx(data, **said)
    tell(job, 90)
    docx = keep_file(report, ReportFile.Kind.DOCX, text, word=word, now=now)
    alike = [state for state in ReportState if watermark(state) == word]
    Report.objects.filter(pk=report.pk, state__in=alike).update(
        pdf=pdf.file.name,
        pdf_sha256=pdf.sha256,
        xlsx=xlsx.file.name,
        xlsx_sha256=xlsx.sha256,
        docx=docx.file.name,
        docx_sha256=docx.sha256,
        renderer=RENDERER,
    )


def keep_file(
    report: Report, kind: ReportFile.Kind, content: bytes, *, now: datetime, word: str = ""
) -> ReportFile:
    """The report's file with these bytes: the one already there, else a new one beside it."""
    sha256 = hashlib.sha256(content).hexdigest()
    kept = _kept(report, sha256)
    if kept is not None:
        return kept
    stem = f"{report.kind}-{report.agency.key}-{report.year}-{report.pk}"
    name = "-".join(part for part in (stem, word.lower()) if part) + ENDINGS[kind]
    kept = ReportFile(report=report, kind=kind, word=word, sha256=sha256, created_at=now)
    kept.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:
        # another worker stored the same bytes in the same moment
        kept.file.delete(save=False)
        return _kept(report, sha256) or kept
    return kept


def _kept(report: Report, sha256: str) -> ReportFile | None:
    return ReportFile.objects.filter(report=report, sha256=sha256).first()


def retry_report(*, report: Report, acting: Acting, now: datetime) -> Job | None:
    """Ask again for a rendering that failed, or of which nothing is heard any more.

    None, and no event, where the file is there, or its rendering moves on.
    """
    with transaction.atomic():
        job = take_back(kind=RENDER_KIND, subject_id=report.pk, now=now)
        if job is not None:
            lost = job.pk
            transaction.on_commit(lambda: send_render(lost))
        else:
            job = queue_rendering(report=report, now=now)
        if job is None:
            return None
        record_event(
            agency=report.agency,
            subject_type=report.subject[0],
            subject_id=report.subject[1],
            action="report.retried",
            at=now,
            acting=acting,
            data={"report": report.pk},
        )
    return job


@in_office_language
def resend_lost_jobs(*, now: datetime) -> int:
    """Send again what nobody claimed, and give back what a dead worker held; returns how many."""
    give_back_lost(RENDER_KIND, now)
    for report in _forgotten(now):
        queue_rendering(report=report, now=now)
    ids = unclaimed(RENDER_KIND, now)
    for pk in ids:
        send_render(pk)
    return len(ids)


def _forgotten(now: datetime) -> list[Report]:
    """Reports without a file or a job: their state changed as the worker died."""
    spoken = Job.objects.filter(kind=RENDER_KIND).exclude(state=Job.State.DONE)
    return list(
        Report.objects.filter(pdf_sha256="", created_at__lt=now - UNCLAIMED)
        .exclude(pk__in=spoken.values("subject_id"))
        .select_related("agency")
    )
