"""Looking at an uploaded .xlsx before it is parsed: size, ratio and what does not belong there."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 2_000


def find_fault(file: IO[bytes]) -> str:
    """Why this file is not read at all, as a sentence; empty when nothing is wrong."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > MAX_FILE:
        return _("Berkas terlalu besar; paling banyak 10 MB.")
    try:
        with zipfile.ZipFile(file) as archive:
            return _fault_in(archive, size)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return _("Berkas ini bukan buku kerja Excel (.xlsx).")
    finally:
        file.seek(0)


def _fault_in(archive: zipfile.ZipFile, size: int) -> str:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        return _("Berkas ini bukan buku kerja Excel (.xlsx).")
    if len(parts) > MAX_PARTS or unpacked > min(MAX_UNPACKED, max(size, 50_000) * MAX_RATIO):
        return _("Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.")
    if any("vbaProject" in name or name.startswith("xl/macrosheets/") for name in names):
        return _("Berkas memuat makro. Simpan sebagai .xlsx biasa.")
    if any(name.startswith(("xl/externalLinks/", "xl/embeddings/")) for name in names):
        return _("Berkas memuat tautan ke berkas lain. Hapus tautannya, lalu unggah kembali.")
    if any(_has_entities(archive, part) for part in parts if part.filename.endswith(".xml")):
        return _("Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.")
    return ""


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A document type has no place in an Office file; it is how entity bombs begin."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(2_048).upper()
