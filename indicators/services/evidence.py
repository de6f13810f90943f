"""Bukti dukung: files and links beside a figure that is still open."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from indicators.access import EvidenceRefused, FiguresLocked
from indicators.models import BuktiDukung, Indicator, Realisasi
from indicators.services.content import Content, detect_content
from indicators.services.saving import open_states
from organization.access import Acting
from organization.language import filled
from organization.services import record_event

TITLE_LENGTH = 200
URL_LENGTH = 500


def attach_bukti_dukung(
    *,
    indicator: Indicator,
    year: int,
    triwulan: int,
    acting: Acting,
    now: datetime,
    file: "UploadedFile[bytes] | None" = None,
    url: str = "",
    title: str = "",
    is_unmet: bool = False,
    copy_of: BuktiDukung | None = None,
    may_mend: bool = False,
) -> BuktiDukung:
    """Add evidence to a figure that lies open, or that its maker mends (`may_mend`).

    A file, a link, the title alone as a text, with `is_unmet` the reason why there can be none, or
    once more what this indicator showed earlier (`copy_of`). A file is judged by its content and
    stored under the ending that fits it, with its SHA-256. The same evidence a second time (a form
    sent twice) is the row that is there. Raises EvidenceRefused (kind, size,
    address, somebody else's evidence) and FiguresLocked.
    """
    bukti = (
        _once_more(copy_of, indicator)
        if copy_of is not None
        else _from_file(file, title)
        if file is not None
        else _from_url(url, title)
        if url
        else _from_text(title, is_unmet=is_unmet)
    )
    with transaction.atomic():
        figure, _created = Realisasi.objects.get_or_create(
            indicator=indicator, year=year, triwulan=triwulan
        )
        _expect_open(figure, may_mend=may_mend)
        kept = _kept_already(figure, bukti)
        if kept is not None:
            return kept
        bukti.realisasi = figure
        bukti.added_by = acting.user
        bukti.added_at = now
        bukti.save()
        _record(bukti, "evidence.attached", acting, now)
    return bukti


def remove_bukti_dukung(
    *, bukti: BuktiDukung, acting: Acting, now: datetime, may_mend: bool = False
) -> None:
    """Take evidence away from an open figure; the row and the file stay. Raises FiguresLocked."""
    with transaction.atomic():
        _expect_open(bukti.realisasi, may_mend=may_mend)
        removed = BuktiDukung.objects.filter(pk=bukti.pk, removed_at__isnull=True)
        if removed.update(removed_at=now):
            _record(bukti, "evidence.removed", acting, now)


def check_file(file: "UploadedFile[bytes]") -> Content:
    """The kind of an uploaded file, or EvidenceRefused with a sentence."""
    name = PurePath(file.name or "").name
    size = file.size or 0
    limit = settings.KINERJA_EVIDENCE_MAX_MB
    if size == 0:
        raise EvidenceRefused(
            filled(_("Berkas “%(name)s” kosong."), {"name": name}),
            help=_("Periksa berkasnya, lalu pilih kembali."),
        )
    if size > limit * 1024 * 1024:
        raise EvidenceRefused(
            filled(
                _("Berkas “%(name)s” melebihi batas %(limit)s MB."), {"name": name, "limit": limit}
            ),
            help=_("Perkecil berkasnya, atau unggah ke penyimpanan kantor dan isikan tautannya."),
        )
    content = detect_content(file)
    if content is None:
        raise EvidenceRefused(
            filled(
                _("Isi berkas “%(name)s” bukan PDF, PNG, JPG, Word, Excel, PowerPoint, atau CSV."),
                {"name": name},
            ),
            help=_("Simpan dokumennya sebagai PDF, lalu unggah kembali."),
        )
    return content


def check_url(url: str) -> str:
    """A link as it is stored, or EvidenceRefused: http or https with a host, at most 500 signs."""
    typed = url.strip()
    try:
        parts = urlsplit(typed)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    has_space = any(character.isspace() or ord(character) < 32 for character in typed)
    if parts.scheme not in ("http", "https") or not host or has_space:
        raise EvidenceRefused(
            filled(_("Tautan “%(url)s” tidak lengkap."), {"url": typed[:80]}),
            help=_("Tulis alamat lengkap yang diawali http:// atau https://."),
        )
    if len(typed) > URL_LENGTH:
        raise EvidenceRefused(
            filled(
                _("Tautan terlalu panjang: paling banyak %(limit)s karakter."),
                {"limit": URL_LENGTH},
            ),
            help=_("Gunakan tautan berbagi yang lebih pendek."),
        )
    return typed


def take_file(file: "UploadedFile[bytes]", prefix: str) -> tuple[Content, str]:
    """Judge an upload, give it a safe name that begins with `prefix`; its kind and its SHA-256."""
    content = check_file(file)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    stem = get_valid_filename(f"{prefix}-{PurePath(file.name or 'berkas').stem[:80]}")
    file.name = f"{stem}.{content.extension}"
    return content, digest.hexdigest()


def _from_file(file: "UploadedFile[bytes]", title: str) -> BuktiDukung:
    name = PurePath(file.name or "berkas").name
    content, sha256 = take_file(file, "bukti")
    return BuktiDukung(
        kind=BuktiDukung.Kind.FILE,
        title=(title.strip() or name)[:TITLE_LENGTH],
        file=file,
        content_type=content.content_type,
        size=file.size,
        sha256=sha256,
    )


def _from_url(url: str, title: str) -> BuktiDukung:
    typed = check_url(url)
    return BuktiDukung(
        kind=BuktiDukung.Kind.LINK, title=(title.strip() or typed)[:TITLE_LENGTH], url=typed
    )


def _from_text(title: str, *, is_unmet: bool) -> BuktiDukung:
    text = title.strip()
    if not text:
        raise EvidenceRefused(_("Bukti dukung ini kosong."), help=_("Isi keterangannya."))
    kind = BuktiDukung.Kind.UNMET if is_unmet else BuktiDukung.Kind.TEXT
    return BuktiDukung(kind=kind, title=text[:TITLE_LENGTH])


def _once_more(earlier: BuktiDukung, indicator: Indicator) -> BuktiDukung:
    """The same evidence for a later figure of the same indicator; a file is stored once."""
    if earlier.realisasi.indicator_id != indicator.pk or earlier.removed_at is not None:
        raise EvidenceRefused(_("Bukti dukung itu bukan milik indikator ini."))
    copied = ("kind", "title", "file", "content_type", "size", "sha256", "url")
    return BuktiDukung(**{name: getattr(earlier, name) for name in copied})


def _kept_already(figure: Realisasi, bukti: BuktiDukung) -> BuktiDukung | None:
    """The same file, link or text, where the figure has it already."""
    same = {"kind": bukti.kind, "sha256": bukti.sha256, "url": bukti.url}
    if bukti.kind in (BuktiDukung.Kind.TEXT, BuktiDukung.Kind.UNMET):
        same["title"] = bukti.title
    return BuktiDukung.objects.filter(realisasi=figure, removed_at__isnull=True, **same).first()


def _expect_open(figure: Realisasi, *, may_mend: bool) -> None:
    """Hold the figure's row, so that nobody hands it over in between."""
    still_open = Realisasi.objects.filter(pk=figure.pk, state__in=open_states(may_mend=may_mend))
    if not still_open.update(version=F("version")):
        raise FiguresLocked([figure.indicator.name])


def _record(bukti: BuktiDukung, action: str, acting: Acting, now: datetime) -> None:
    record_event(
        agency=bukti.realisasi.indicator.agency,
        subject_type="realisasi",
        subject_id=bukti.realisasi_id,
        action=action,
        at=now,
        acting=acting,
        data={"title": bukti.title, "kind": bukti.kind, "sha256": bukti.sha256},
    )
