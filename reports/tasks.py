"""Doors for the worker: ids in, one service call."""

from celery import shared_task

from organization import clock
from reports import services


@shared_task(name="reports.render")
def render(job_id: int) -> bool:
    """Render the report of a job."""
    return services.render_report(job_id=job_id, now=clock.now())


@shared_task(name="reports.pack")
def pack(job_id: int) -> bool:
    """Build the evaluation pack of a job."""
    return services.build_pack(job_id=job_id, now=clock.now())


@shared_task(name="reports.sweep")
def sweep() -> int:
    """Send again what was lost."""
    now = clock.now()
    return services.resend_lost_jobs(now=now) + services.resend_lost_packs(now=now)
