"""What a file really is, by its content; its name decides nothing."""

import zipfile
from dataclasses import dataclass
from typing import IO

import filetype

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
CSV = "text/csv"
OFFICE = "application/vnd.openxmlformats-officedocument"

#: The part that only this kind of Office file has.
OFFICE_PARTS = {
    "word/document.xml": (f"{OFFICE}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": (f"{OFFICE}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": (f"{OFFICE}.presentationml.presentation", "pptx"),
}
PLAIN = {PDF: "pdf", PNG: "png", JPEG: "jpg"}
ENDINGS = {PDF: b"%%EOF", PNG: b"IEND", JPEG: b"\xff\xd9"}
TAIL = 2048
SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of file that is taken as evidence."""

    content_type: str
    extension: str


def detect_content(file: IO[bytes]) -> Content | None:
    """PDF, PNG, JPG, Word, Excel, PowerPoint (without macros) or CSV; None for anything else.

    A cut-off file of a known kind is None as well. The file is left at its beginning.
    """
    try:
        return _plain(file) or _office(file) or _csv(file)
    finally:
        file.seek(0)


def _plain(file: IO[bytes]) -> Content | None:
    file.seek(0)
    kind = filetype.guess(file.read(SAMPLE))
    if kind is None or kind.mime not in PLAIN:
        return None
    file.seek(0, 2)
    file.seek(max(0, file.tell() - TAIL))
    if ENDINGS[kind.mime] not in file.read():
        return None
    return Content(kind.mime, PLAIN[kind.mime])


def _office(file: IO[bytes]) -> Content | None:
    file.seek(0)
    if not zipfile.is_zipfile(file):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    for part, (content_type, extension) in OFFICE_PARTS.items():
        if part in names:
            return Content(content_type, extension)
    return None


def _csv(file: IO[bytes]) -> Content | None:
    """Text without control characters that separates something and is not markup."""
    file.seek(0)
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    body = text.strip()
    if not body or body.startswith(("<", "{", "%PDF", "#!")):
        return None
    if any(ord(character) < 32 and character not in "\t\r\n" for character in text):
        return None
    has_columns = any(separator in body.splitlines()[0] for separator in ",;\t")
    return Content(CSV, "csv") if has_columns else None
