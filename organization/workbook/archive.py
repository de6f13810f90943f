"""Looking at an uploaded .xlsx before it is parsed: size, ratio and what does not belong there."""

import zipfile
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 2_000
#: Forty sheets of two hundred full rows have less than a third of this many.
MAX_TAGS = 3_000_000
CHUNK = 1024 * 1024
#: What people put beside cells → where a workbook keeps it.
EXTRAS = {
    gettext_lazy("komentar sel"): ("xl/comments", "xl/threadedComments"),
    gettext_lazy("gambar"): ("xl/media/",),
    gettext_lazy("grafik"): ("xl/charts/",),
}
MERGED = b"mergeCell"
DOCTYPE = b"<!DOCTYPE"


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


def find_extras(file: IO[bytes]) -> list[str]:
    """What a workbook that `find_fault` let pass holds beside its cells, as an office calls it."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    file.seek(0)
    return [
        str(word) for word, roots in EXTRAS.items() if any(name.startswith(roots) for name in names)
    ]


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
    if any(_has_entities(archive, part) for part in parts):
        return _("Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.")
    return _fault_in_sheets(archive, parts)


def _fault_in_sheets(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> str:
    """Merged cells and cells without number, found before a parser gives each of them a place."""
    tags, is_merged = 0, False
    for part in parts:
        if not part.filename.endswith(".xml"):
            continue
        with archive.open(part) as stream:
            rest = b""
            while chunk := stream.read(CHUNK):
                tags += chunk.count(b"<")
                is_merged = is_merged or (_is_sheet(part) and MERGED in rest + chunk)
                rest = chunk[-len(MERGED) :]
        if tags > MAX_TAGS:
            return _("Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.")
    if is_merged:
        return _("Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.")
    return ""


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/")


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A document type has no place in an Office file; it is how entity bombs begin.

    Looked for in the whole part, without the zeros that UTF-16 puts between the letters.
    """
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(CHUNK):
            letters = rest + chunk.replace(b"\0", b"")
            if DOCTYPE in letters:
                return True
            rest = letters[-len(DOCTYPE) :]
    return False
