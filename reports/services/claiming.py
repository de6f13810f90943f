"""Jobs in the worker: claimed by one UPDATE, ended with why when they fail, given back if lost.

A claim is known by its number (`attempts`): who was overtaken changes nothing any more.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from organization.models import Job
from reports.queries import silent_jobs

MAX_ATTEMPTS = 3
REASON = 200
UNCLAIMED = timedelta(minutes=2)


class ClaimLost(Exception):
    """The job was given to another worker meanwhile; whatever this one made is dropped."""


def claim(*, job_id: int, kind: str, now: datetime) -> Job | None:
    """The waiting job, now this worker's; None when another has it or it is done."""
    claimed = Job.objects.filter(pk=job_id, kind=kind, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        claimed_at=now,
        heard_at=now,
        progress=10,
        attempts=F("attempts") + 1,
    )
    return Job.objects.get(pk=job_id) if claimed else None


@contextmanager
def working(job: Job, now: datetime) -> Iterator[None]:
    """The job is done when the block ends, and failed, saying why, where it raises."""
    try:
        yield
    except Exception as error:
        _held(job).update(state=Job.State.FAILED, error=why(error), finished_at=now)
        raise
    _held(job).update(state=Job.State.DONE, progress=100, error="", finished_at=now)


def tell(job: Job, progress: int) -> None:
    """How far the work is, in percent. Raises ClaimLost."""
    if not _held(job).update(progress=progress):
        raise ClaimLost


def _held(job: Job) -> QuerySet[Job]:
    """The job, as long as it is this claim's."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def hear_of(*, job_id: int, now: datetime) -> None:
    """The worker of a job lives."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(heard_at=now)


def take_back(*, kind: str, subject_id: int, now: datetime) -> Job | None:
    """The open job of a subject, waiting again, where nothing was heard of it; else None.

    However many ask: the first is heard of, so the others find nothing.
    """
    silent = silent_jobs(kind, now).filter(subject_id=subject_id)
    if not silent.update(**_waiting(now)):
        return None
    return Job.objects.get(kind=kind, subject_id=subject_id, state=Job.State.WAITING)


def _waiting(now: datetime) -> dict[str, Any]:
    return {"state": Job.State.WAITING, "claimed_at": None, "heard_at": now, "progress": 0}


def give_back_lost(kind: str, now: datetime) -> None:
    """What a dead worker held waits again, until it has been tried often enough."""
    lost = silent_jobs(kind, now).filter(state=Job.State.RUNNING)
    lost.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=now, error=_("Berkali-kali terhenti saat dibuat.")
    )
    lost.filter(attempts__lt=MAX_ATTEMPTS).update(**_waiting(now))


def unclaimed(kind: str, now: datetime) -> list[int]:
    """The jobs that nobody has claimed for a while."""
    waiting = Job.objects.filter(kind=kind, state=Job.State.WAITING, created_at__lt=now - UNCLAIMED)
    return list(waiting.values_list("pk", flat=True))


def why(error: Exception) -> str:
    """Why a rendering failed, and what helps, for the page that waits for it."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Ruang penyimpanan server penuh. Administrator perlu menambah ruang.")
    if isinstance(error, OSError):
        return _(
            "Berkas tidak dapat ditulis atau dibaca (%(reason)s). Beri tahu administrator."
        ) % {"reason": error.strerror or type(error).__name__}
    if isinstance(error, MemoryError):
        return _("Memori server tidak cukup. Coba lagi saat server tidak sibuk.")
    return _(
        "Isi laporan tidak dapat dicetak (%(kind)s: %(reason)s). Coba sekali lagi; bila berulang, "
        "sampaikan kalimat ini kepada administrator."
    ) % {"kind": type(error).__name__, "reason": str(error)[:REASON]}
