"""The evaluation pack: asked for by a person, built by the worker, one at a time for a year."""

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from celery import current_app
from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from kombu.exceptions import OperationalError

from organization.access import Acting
from organization.language import in_office_language
from organization.models import Agency, Job
from organization.services import record_event
from reports.models import PACK_KIND, EvaluationPack
from reports.naming import paper_name
from reports.pack import (
    INDEX_NAME,
    MANIFEST_NAME,
    Entry,
    Piece,
    index_of,
    manifest_of,
    pieces_of,
    write_archive,
)
from reports.services.claiming import (
    ClaimLost,
    claim,
    give_back_lost,
    take_back,
    tell,
    unclaimed,
    working,
)
from reports.services.issuing import issue_paper

CHUNK = 256 * 1024
#: Progress when the pieces begin and when all of them are written, in percent.
FIRST, LAST = 10, 90


def request_pack(*, agency: Agency, year: int, acting: Acting, now: datetime) -> EvaluationPack:
    """The pack that waits to be built for this year, however many ask; a new one where none does.

    One that failed is tried again.
    """
    packs = EvaluationPack.objects.filter(agency=agency, year=year)
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        pack = packs.filter(sha256="").first()
        if pack is None:
            pack = packs.create(
                agency=agency,
                year=year,
                number=(packs.aggregate(last=Max("number"))["last"] or 0) + 1,
                asked_at=now,
                asked_by=acting.user,
                asked_as=acting.officeholder,
            )
            record_event(
                agency=agency,
                subject_type="pack",
                subject_id=pack.pk,
                action="pack.requested",
                at=now,
                acting=acting,
                data={"year": year, "number": pack.number},
            )
        _queue(pack, now)
    return pack


def _queue(pack: EvaluationPack, now: datetime) -> None:
    """One open job for a pack, asked again where its worker is silent; told on commit."""
    lost = take_back(kind=PACK_KIND, subject_id=pack.pk, now=now)
    if lost is not None:
        transaction.on_commit(lambda: _send(lost.pk))
        return
    try:
        with transaction.atomic():
            job = Job.objects.create(
                agency=pack.agency, kind=PACK_KIND, subject_id=pack.pk, created_at=now
            )
    except IntegrityError:
        return
    transaction.on_commit(lambda: _send(job.pk))


def _send(job_id: int) -> None:
    """Tell the worker by name; a broker that is away is made good by the sweep."""
    try:
        current_app.send_task("reports.pack", [job_id], retry=False)
    except OperationalError:
        return


@in_office_language
def build_pack(*, job_id: int, now: datetime) -> bool:
    """Build the pack of a waiting job; False when another worker has it or it is done.

    The ZIP is written to disk outside any transaction; of the pack that it replaces the file goes.
    """
    job = claim(job_id=job_id, kind=PACK_KIND, now=now)
    if job is None:
        return False
    with suppress(ClaimLost), working(job, now):
        pack = EvaluationPack.objects.select_related("agency__government").get(pk=job.subject_id)
        if not pack.sha256:
            _build(pack, job, now)
        return True
    return False


def _build(pack: EvaluationPack, job: Job, now: datetime) -> None:
    local = now.astimezone(ZoneInfo(pack.agency.time_zone))
    issue = partial(issue_paper, now=now)
    pieces = pieces_of(pack.agency, pack.year, local.date(), issue)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    # beside the files it will join: the system's own place for temporary files may be in memory
    with tempfile.TemporaryFile(dir=folder) as target:
        pack.index = [asdict(each) for each in _write(target, pack, pieces, job, local)]
        tell(job, LAST)
        pack.size, pack.sha256 = target.tell(), _hash(target)
        name = paper_name(
            f"Paket Evaluasi AKIP {pack.year}", pack.agency.name, str(pack.number), ending="zip"
        )
        target.seek(0)
        pack.file.save(name, File(target), save=False)
    _keep(pack, now)


def _write(
    target: IO[bytes], pack: EvaluationPack, pieces: Sequence[Piece], job: Job, local: datetime
) -> list[Entry]:
    told = FIRST

    def progressed(done: int) -> None:
        nonlocal told
        progress = FIRST + (LAST - FIRST) * done // len(pieces)
        if progress > told:
            told = progress
            tell(job, progress)

    issue = partial(issue_paper, now=local)

    def closing(entries: Sequence[Entry]) -> list[tuple[str, bytes]]:
        index = index_of(pack.agency, pack.year, entries, local.date(), issue)
        hashes = [(each.sha256, each.path) for each in entries if each.path]
        hashes.append((hashlib.sha256(index).hexdigest(), INDEX_NAME))
        return [(INDEX_NAME, index), (MANIFEST_NAME, manifest_of(hashes))]

    return write_archive(target, pieces, stamp=local, closing=closing, tell=progressed)


def _hash(target: IO[bytes]) -> str:
    target.seek(0)
    return hashlib.file_digest(target, "sha256").hexdigest()  # type: ignore[arg-type]  # a real file


def _keep(pack: EvaluationPack, now: datetime) -> None:
    """The pack is there, and the file of the one before goes with the commit."""
    older = EvaluationPack.objects.filter(agency=pack.agency, year=pack.year).exclude(pk=pack.pk)
    with transaction.atomic():
        pack.save(update_fields=["file", "size", "sha256", "index"])
        record_event(
            agency=pack.agency,
            subject_type="pack",
            subject_id=pack.pk,
            action="pack.built",
            at=now,
            data={"year": pack.year, "number": pack.number, "sha256": pack.sha256},
        )
        replaced = list(older.exclude(file="").values_list("file", flat=True))
        older.update(file="")
        transaction.on_commit(lambda: _forget(pack, replaced))


def _forget(pack: EvaluationPack, names: Sequence[str]) -> None:
    for name in names:
        pack.file.storage.delete(name)


def resend_lost_packs(*, now: datetime) -> int:
    """Send again what nobody claimed, and give back what a dead worker held; returns how many."""
    give_back_lost(PACK_KIND, now)
    ids = unclaimed(PACK_KIND, now)
    for pk in ids:
        _send(pk)
    return len(ids)
