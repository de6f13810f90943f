"""The office's books: the agenda entry of a sheet and the scan of its wet paraf.

Source: practice of a secretariat (buku agenda, lembar disposisi); tata naskah dinas daerah.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from indicators.access import EvidenceRefused
from indicators.services import take_file
from organization.access import Acting
from organization.services import record_event
from workflow.models import Disposisi, DisposisiScan

#: A scan is paper: what a scanner or a phone makes.
SCAN_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """What the keeper of the books writes; the nomor agenda stays as it was given."""

    surat_dari: str
    nomor_surat: str
    tanggal_surat: date | None
    diterima_on: date


def edit_agenda(*, sheet: Disposisi, acting: Acting, entry: AgendaEntry, now: datetime) -> bool:
    """Write the agenda entry anew; the event keeps the words before. False when nothing differs."""
    new = asdict(entry)
    old = {name: getattr(sheet, name) for name in new}
    changed = {name: value for name, value in new.items() if value != old[name]}
    if not changed:
        return False
    words = {name: [str(old[name] or ""), str(value or "")] for name, value in changed.items()}
    with transaction.atomic():
        Disposisi.objects.filter(pk=sheet.pk).update(**changed)
        record_event(
            agency=sheet.agency,
            subject_type="run",
            subject_id=sheet.run_id,
            action="disposisi.entered",
            at=now,
            acting=acting,
            data=words,
        )
    return True


def attach_scan(
    *, sheet: Disposisi, acting: Acting, file: "UploadedFile[bytes]", now: datetime
) -> DisposisiScan:
    """Add a scan (PDF, PNG, JPG by content); older ones stay. Raises EvidenceRefused."""
    content, sha256 = take_file(file, "lembar-disposisi")
    if content.content_type not in SCAN_TYPES:
        raise EvidenceRefused(
            _("Pindaian lembar disposisi harus PDF, PNG, atau JPG."),
            help=_("Pindai atau foto lembarnya, lalu unggah kembali."),
        )
    try:
        with transaction.atomic():
            scan = DisposisiScan.objects.create(
                disposisi=sheet,
                file=file,
                content_type=content.content_type,
                size=file.size or 0,
                sha256=sha256,
                added_by=acting.user,
                added_at=now,
            )
            record_event(
                agency=sheet.agency,
                subject_type="run",
                subject_id=sheet.run_id,
                action="disposisi.scanned",
                at=now,
                acting=acting,
                data={"sha256": sha256, "size": scan.size},
            )
    except IntegrityError as again:
        raise EvidenceRefused(
            _("Pindaian ini sudah terlampir pada lembar yang sama."),
            help=_("Tidak ada yang perlu diunggah lagi."),
        ) from again
    return scan
