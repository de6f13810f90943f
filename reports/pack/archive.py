"""Pieces in, ZIP out: read in parts, hashed while they are written, never a file in memory."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import IO

from reports.pack.pieces import ABSENT, Content, Entry, Piece

GONE = f"{ABSENT}: berkas tidak ditemukan di penyimpanan"
ALTERED = "SHA-256 berbeda dari yang dicatat saat berkas diterima"
Closing = Callable[[Sequence[Entry]], Iterable[tuple[str, bytes]]]


def write_archive(
    target: IO[bytes],
    pieces: Sequence[Piece],
    *,
    stamp: datetime,
    closing: Closing,
    tell: Callable[[int], None],
) -> list[Entry]:
    """Write every piece, then what `closing` makes of the entries; `tell` hears how many are done.

    `stamp`: the local moment on every file inside. A stored file that is gone becomes an entry
    that says so.
    """
    entries = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for place, piece in enumerate(pieces, start=1):
            entries.append(_entry(archive, piece, stamp))
            tell(place)
        for path, content in closing(entries):
            archive.writestr(_info(path, stamp), content)
    return entries


def _entry(archive: zipfile.ZipFile, piece: Piece, stamp: datetime) -> Entry:
    name = piece.component.name
    if piece.content is None:
        return Entry(name, piece.title, note=piece.note)
    path = f"{piece.component.folder}/{piece.path}"
    try:
        size, sha256 = _copy(archive, path, piece.content, stamp)
    except FileNotFoundError:
        return Entry(name, piece.title, note=GONE)
    note = ALTERED if piece.recorded and piece.recorded != sha256 else piece.note
    return Entry(name, piece.title, path, size, sha256, note)


def _copy(
    archive: zipfile.ZipFile, path: str, content: Content, stamp: datetime
) -> tuple[int, str]:
    """Size and SHA-256 of what was written."""
    chunks = content()
    # the first part before its place is made: a file that is gone leaves nothing behind
    chunk = next(chunks, b"")
    digest, size = hashlib.sha256(), 0
    with archive.open(_info(path, stamp), "w", force_zip64=True) as place:
        while chunk:
            place.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            chunk = next(chunks, b"")
    return size, digest.hexdigest()


def _info(path: str, stamp: datetime) -> zipfile.ZipInfo:
    # papers, pictures and workbooks are compressed already
    return zipfile.ZipInfo(path, stamp.timetuple()[:6])
