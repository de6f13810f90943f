"""Jobs in the worker: the latest of a report, and since when nothing has been heard of one."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from organization.models import Job
from reports.models import RENDER_KIND, Report

#: A worker gives a sign every ten seconds; after six missed ones it counts as dead.
SILENT = timedelta(minutes=1)
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def job_of(report: Report) -> Job | None:
    """The latest rendering job of a report."""
    jobs = Job.objects.filter(kind=RENDER_KIND, subject_id=report.pk)
    return jobs.order_by("-pk").first()


def silent_since(job: Job | None, now: datetime) -> datetime | None:
    """When an open job was last heard of, if that is too long ago; None while it moves or ended."""
    if job is None or job.state not in OPEN:
        return None
    last: datetime = job.heard_at or job.claimed_at or job.created_at
    return last if last < now - SILENT else None


def silent_jobs(kind: str, now: datetime) -> QuerySet[Job]:
    """The open jobs of which nothing was heard for too long."""
    last = Coalesce("heard_at", "claimed_at", "created_at")
    return Job.objects.alias(last=last).filter(kind=kind, state__in=OPEN, last__lt=now - SILENT)
