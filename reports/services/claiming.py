"""Jobs in the worker: claimed by one UPDATE, ended with why when they fail, given back if lost."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from organization.models import Job

MAX_ATTEMPTS = 3
REASON = 200
UNCLAIMED = timedelta(minutes=2)
UNFINISHED = timedelta(minutes=15)


def claim(*, job_id: int, kind: str, now: datetime) -> Job | None:
    """The waiting job, now this worker's; None when another has it or it is done."""
    claimed = Job.objects.filter(pk=job_id, kind=kind, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, claimed_at=now, progress=10, attempts=F("attempts") + 1
    )
    return Job.objects.get(pk=job_id) if claimed else None


@contextmanager
def working(job: Job, now: datetime) -> Iterator[None]:
    """The job is done when the block ends, and failed, saying why, where it raises."""
    try:
        yield
    except Exception as error:
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.FAILED, error=why(error), finished_at=now
        )
        raise
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.DONE, progress=100, error="", finished_at=now
    )


def give_back_lost(kind: str, now: datetime) -> None:
    """What a dead worker held waits again, until it has been tried often enough."""
    lost = Job.objects.filter(kind=kind, state=Job.State.RUNNING, claimed_at__lt=now - UNFINISHED)
    lost.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=now, error=_("Berkali-kali terhenti saat dibuat.")
    )
    lost.filter(attempts__lt=MAX_ATTEMPTS).update(state=Job.State.WAITING, claimed_at=None)


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
