"""Signed copies: signed outside (BSrE, wet ink) and brought back, or with a PKCS#12 of one's own.

The frozen file and the signed one are both kept. An approval in the application is not a
signature, and a scan is called a scan.
"""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.services.content import JPEG, PDF, PNG, detect_content
from organization.access import Acting
from organization.language import in_office_language
from organization.services import record_event
from reports.access import FileLost, NotRendered, SignatureRefused, expect_signable
from reports.models import Report, ReportFile, SignedCopy
from reports.services.moving import enter_station, hold, today_of
from reports.signatures import Examination, Signer, Unreadable, examine, page_count
from reports.states import ReportState

SCANS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}


def take_signed_copy(
    *, report: Report, content: bytes, acting: Acting, now: datetime
) -> SignedCopy:
    """Keep an electronically signed PDF of the frozen report; the first makes it ditandatangani.

    The day is that of the last signature, never before the approval: what was frozen then did not
    exist earlier, whatever the signer's clock said. Raises SignatureRefused where the file is not
    the frozen report, has no signature, or one that is not sound; NotAtThisStation, NotRendered.
    """
    frozen = _frozen(report)
    found = _examined(content, _read(frozen))
    zone = ZoneInfo(report.agency.time_zone)
    days = [each.signed_at.astimezone(zone).date() for each in found.signatures if each.signed_at]
    today = today_of(report, now)
    on = min(max([*days, _approved_on(report)]), today) if days else today
    findings = {
        "is_continued": found.is_continued,
        "signatures": [each.as_plain() for each in found.signatures],
    }
    kept = ReportFile(report=report, kind=ReportFile.Kind.SIGNED)
    return _keep(kept, content, ".pdf", frozen, findings, acting=acting, on=on, now=now)


def take_scan(
    *, report: Report, content: bytes, acting: Acting, on: date, now: datetime
) -> SignedCopy:
    """Keep the scan of a copy signed in ink on a day; it is accepted as what it is.

    Raises SignatureRefused for anything but a readable PDF, PNG or JPG; NotAtThisStation,
    NotRendered.
    """
    frozen = _frozen(report)
    kind = detect_content(ContentFile(content))
    ending = SCANS.get(kind.content_type) if kind else None
    if kind is not None and kind.content_type == PDF and not page_count(content):
        ending = None
    if ending is None:
        raise SignatureRefused(
            _("Berkas ini bukan pindaian yang utuh."),
            help=_("Unggah PDF yang terbaca dan berhalaman, PNG, atau JPG hasil pemindaian."),
        )
    kept = ReportFile(report=report, kind=ReportFile.Kind.SCAN)
    return _keep(kept, content, ending, frozen, {}, acting=acting, on=on, now=now)


@in_office_language
def sign_locally(*, report: Report, signer: Signer, acting: Acting, now: datetime) -> SignedCopy:
    """Sign the frozen report (or its last signed copy) here, and keep it like any signed copy.

    One certificate signs it once: who clicks twice gets the copy of the first.
    """
    reason = _("Menandatangani %(kind)s sebagai %(title)s") % {
        "kind": report.get_kind_display(),
        "title": acting.officeholder.title,
    }
    with transaction.atomic():
        hold(report)
        frozen = _frozen(report)
        _expect_valid(signer, report, now)
        last = SignedCopy.objects.filter(frozen=frozen, file__kind=ReportFile.Kind.SIGNED).last()
        unsigned = _read(last.file if last else frozen)
        try:
            if last is not None and signer.has_signed(unsigned):
                return last
            signed = signer.sign(unsigned, reason=reason)
        except Unreadable as error:
            raise SignatureRefused(_("Berkas laporan tidak dapat ditandatangani.")) from error
        return take_signed_copy(report=report, content=signed, acting=acting, now=now)


def _expect_valid(signer: Signer, report: Report, now: datetime) -> None:
    """Nobody signs with a certificate that is not in force."""
    start, end = signer.valid
    if start <= now <= end:
        return
    zone = ZoneInfo(report.agency.time_zone)
    words = {
        "start": date_format(start.astimezone(zone), "j F Y"),
        "end": date_format(end.astimezone(zone), "j F Y"),
    }
    raise SignatureRefused(
        _("Sertifikat ini hanya berlaku dari %(start)s sampai %(end)s.") % words,
        help=_("Pakai sertifikat yang masih berlaku, atau tandatangani di luar aplikasi."),
    )


def _approved_on(report: Report) -> date:
    """The day of the approval at the agency's place."""
    return today_of(report, report.approved_at or report.created_at)


def _frozen(report: Report) -> ReportFile:
    """The approved printing. Raises NotAtThisStation, NotRendered."""
    expect_signable(report)
    frozen = report.files.filter(kind=ReportFile.Kind.PRINT, sha256=report.pdf_sha256).first()
    if frozen is None:
        raise NotRendered
    return frozen


def _read(kept: ReportFile) -> bytes:
    """The stored file. Raises FileLost."""
    try:
        with kept.file.open("rb") as stored:
            return bytes(stored.read())
    except OSError as lost:
        raise FileLost from lost


def _examined(content: bytes, frozen: bytes) -> Examination:
    try:
        found = examine(content, frozen, Path(settings.KINERJA_TRUST))
    except Unreadable:
        raise SignatureRefused(
            _("Berkas ini bukan PDF yang utuh, atau PDF yang bersandi."),
            help=_("Unggah PDF yang dihasilkan aplikasi penanda tangan, tanpa mengubahnya."),
        ) from None
    if not found.is_the_document:
        raise SignatureRefused(
            _("PDF ini bukan laporan yang dibekukan: isinya berbeda."),
            help=_("Unduh PDF yang disetujui dari halaman laporan, lalu tandatangani berkas itu."),
        )
    if not found.signatures:
        raise SignatureRefused(
            _("PDF ini belum memuat tanda tangan elektronik."),
            help=_("Bila ditandatangani dengan tinta, unggah sebagai pindaian."),
        )
    if not all(each.is_sound for each in found.signatures):
        raise SignatureRefused(
            _("Tanda tangan elektronik pada PDF ini tidak utuh: isinya diubah sesudahnya."),
            help=_("Minta penanda tangan mengirim ulang berkas yang dihasilkan aplikasinya."),
        )
    return found


def _keep(
    kept: ReportFile,
    content: bytes,
    ending: str,
    frozen: ReportFile,
    findings: dict[str, Any],
    *,
    acting: Acting,
    on: date,
    now: datetime,
) -> SignedCopy:
    """The file and what was found, the station, the event; the same file sent twice is one copy."""
    report = kept.report
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        hold(report)
        expect_signable(report)
        if report.pdf_sha256 != frozen.sha256:
            raise NotRendered
        same = report.files.filter(sha256=sha256).first()
        if same is not None:
            return _same_copy(same, kept, frozen, on)
        kept.sha256, kept.created_at = sha256, now
        stem = f"{report.kind}-{report.agency.key}-{report.year}-{report.pk}-{kept.kind}"
        kept.file.save(f"{stem}{ending}", ContentFile(content), save=False)
        kept.save(force_insert=True)
        copy = SignedCopy.objects.create(
            file=kept,
            frozen=frozen,
            on=on,
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
            findings=findings,
        )
        data = {"sha256": sha256, "frozen_sha256": frozen.sha256, "copy": str(kept.kind)}
        if report.state == ReportState.APPROVED:
            enter_station(
                report=report, to=ReportState.SIGNED, acting=acting, now=now, on=on, data=data
            )
        else:
            record_event(
                agency=report.agency,
                subject_type=report.subject[0],
                subject_id=report.subject[1],
                action="report.signed_copy",
                at=now,
                acting=acting,
                data={"report": report.pk} | data,
            )
    return copy


def _same_copy(same: ReportFile, kept: ReportFile, frozen: ReportFile, on: date) -> SignedCopy:
    """The copy that is there already, asked for again. Raises SignatureRefused if it is another."""
    copy = SignedCopy.objects.filter(file=same).first()
    if copy is not None and (same.kind, copy.frozen, copy.on) == (kept.kind, frozen, on):
        return copy
    words = {"kind": same.get_kind_display(), "day": date_format(copy.on) if copy else ""}
    raise SignatureRefused(
        _("Berkas yang sama sudah ada pada laporan ini sebagai %(kind)s bertanggal %(day)s.")
        % words
        if copy
        else _("Berkas ini sudah ada pada laporan ini sebagai %(kind)s, tanpa tanda tangan.")
        % words
    )
