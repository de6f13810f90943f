"""Doors for the worker: ids in, one service call, and signs of life while it lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from celery import shared_task
from django.db import DatabaseError, connection

from organization import clock
from reports import services

EVERY_SECONDS = 10.0


@shared_task(name="reports.render")
def render(job_id: int) -> bool:
    """Render the report of a job."""
    with beating(job_id):
        return services.render_report(job_id=job_id, now=clock.now())


@shared_task(name="reports.pack")
def pack(job_id: int) -> bool:
    """Build the evaluation pack of a job."""
    with beating(job_id):
        return services.build_pack(job_id=job_id, now=clock.now())


@shared_task(name="reports.sweep")
def sweep() -> int:
    """Send again what was lost."""
    now = clock.now()
    return services.resend_lost_jobs(now=now) + services.resend_lost_packs(now=now)


@contextmanager
def beating(job_id: int, every: float = EVERY_SECONDS) -> Iterator[None]:
    """Let it be heard every few seconds that the worker of a job lives, beside its work."""
    ended = threading.Event()

    def beat() -> None:
        try:
            while not ended.wait(every):
                # a sign that does not arrive is made good by the next
                with suppress(DatabaseError):
                    services.hear_of(job_id=job_id, now=clock.now())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"job-{job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
