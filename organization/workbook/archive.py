"""Looking at an uploaded .xlsx before it is parsed: size, ratio and what does not belong there."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from html import unescape
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.workbook.sheets import CHUNK, fault_in_cells, title_of

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 2_000
#: Forty sheets of two hundred full rows have less than a third of this many.
MAX_TAGS = 3_000_000
#: What people put beside cells → where a workbook keeps it.
EXTRAS = {
    gettext_lazy("komentar sel"): ("xl/comments", "xl/threadedComments"),
    gettext_lazy("gambar"): ("xl/media/", "xl/diagrams/"),
    gettext_lazy("grafik"): ("xl/charts/",),
}
#: A text box, an arrow or another shape among the drawings of a sheet.
SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp)\b")
#: How a workbook begins that is not a zip: an old .xls, or an .xlsx behind a password.
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = 0x1
#: What reading a damaged zip raises.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError),
    *(ValueError, NotImplementedError, OSError, RuntimeError),
)
STRICT = b"http://purl.oclc.org/ooxml/"
#: Where a workbook keeps what it takes from elsewhere.
LINKS = (
    *("xl/externalLinks/", "xl/embeddings/", "xl/queryTables/", "xl/activeX/"),
    *("xl/connections.xml", "xl/ctrlProps/"),
)
SHEETS_WITHOUT_CELLS = ("xl/chartsheets/", "xl/dialogsheets/")
MERGED = b"mergeCell"
#: Longer than the tag of one merged range.
MARK = 200
RANGE = re.compile(rb"<(?:\w+:)?mergeCell[^>]*?\bref=\"([A-Z0-9:$]{1,40})\"")
DOCTYPE = b"<!DOCTYPE"


def find_fault(file: IO[bytes]) -> str:
    """Why this file is not read at all, as a sentence; empty when nothing is wrong."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > MAX_FILE:
        return _("Berkas terlalu besar; paling banyak 10 MB.")
    if file.read(len(OLD_OR_LOCKED)) == OLD_OR_LOCKED:
        return _(
            "Berkas ini dilindungi kata sandi, atau buku kerja Excel lama (.xls). Hapus kata "
            "sandinya, atau simpan sebagai .xlsx, lalu unggah kembali."
        )
    try:
        with zipfile.ZipFile(file) as archive:
            return _fault_in(archive, size)
    except BROKEN:
        return _("Berkas ini bukan buku kerja Excel (.xlsx).")
    finally:
        file.seek(0)


def find_extras(file: IO[bytes]) -> list[str]:
    """What a workbook that `find_fault` let pass holds beside its cells, as an office calls it."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        drawings = (name for name in names if name.startswith("xl/drawings/drawing"))
        has_shapes = any(SHAPE.search(archive.read(name)) for name in drawings)
    file.seek(0)
    found = [
        str(word) for word, roots in EXTRAS.items() if any(name.startswith(roots) for name in names)
    ]
    return [*found, _("kotak teks atau bentuk")] if has_shapes else found


def find_links(file: IO[bytes]) -> list[str]:
    """Where the cells of a workbook that `find_fault` let pass lead when they are clicked."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/_rels/")]
        texts = [archive.read(name).decode(errors="replace") for name in parts]
    file.seek(0)
    tags = [tag for text in texts for tag in re.findall(r"<Relationship\b[^>]*>", text)]
    return [
        unescape(found[1])
        for tag in tags
        if '/hyperlink"' in tag and (found := re.search(r'\bTarget="([^"]*)"', tag))
    ]


def _fault_in(archive: zipfile.ZipFile, size: int) -> str:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    is_whole = len(names) == len(parts) and {"xl/workbook.xml", "[Content_Types].xml"} <= names
    if not is_whole:
        return _("Berkas ini bukan buku kerja Excel (.xlsx).")
    if len(parts) > MAX_PARTS or unpacked > min(MAX_UNPACKED, max(size, 50_000) * MAX_RATIO):
        return _("Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        return _("Isi berkas disandikan. Hapus kata sandinya, lalu unggah kembali.")
    if any("vbaProject" in name or name.startswith("xl/macrosheets/") for name in names):
        return _("Berkas memuat makro. Simpan sebagai .xlsx biasa.")
    if any(name.startswith(LINKS) for name in names):
        return _("Berkas memuat tautan ke berkas lain. Hapus tautannya, lalu unggah kembali.")
    if any(name.startswith(SHEETS_WITHOUT_CELLS) for name in names):
        return _("Berkas memuat lembar grafik atau dialog. Hapus lembar itu, lalu unggah kembali.")
    if STRICT in archive.read("xl/workbook.xml"):
        return _(
            "Berkas ini berformat “Strict Open XML”. Simpan sebagai “Excel Workbook (*.xlsx)”, "
            "lalu unggah kembali."
        )
    if any(_has_entities(archive, part) for part in parts):
        return _("Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.")
    return _fault_in_sheets(archive, parts) or fault_in_cells(archive, parts)


def _fault_in_sheets(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> str:
    """Merged cells and cells without number, found before a parser gives each of them a place."""
    tags, is_merged, where = 0, False, ""
    for part in parts:
        if not part.filename.endswith(".xml"):
            continue
        with archive.open(part) as stream:
            rest = b""
            while chunk := stream.read(CHUNK):
                tags += chunk.count(b"<")
                if _is_sheet(part) and MERGED in rest + chunk:
                    is_merged = True
                    where = where or _merged_in(archive, part.filename, rest + chunk)
                rest = chunk[-MARK:]
        if tags > MAX_TAGS:
            return _("Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.")
    if where:
        return _(
            "Berkas memuat sel yang digabung: %(where)s. Pisahkan selnya, lalu unggah kembali."
        ) % {"where": where}
    if is_merged:
        return _("Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.")
    return ""


def _merged_in(archive: zipfile.ZipFile, part: str, text: bytes) -> str:
    """The first merged cells in a piece of a sheet, as Sheet!A1:B2; empty where there are none."""
    found = RANGE.search(text)
    if found is None:
        return ""
    title = title_of(archive, part)
    cells = found[1].decode()
    return f"{title}!{cells}" if title else cells


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
