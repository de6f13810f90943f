"""Small real files of every kind that matters, made here so that nothing binary is stored."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CSV = b"tanggal;jumlah\n2026-01-02;5\n"
HTML = b"<html><script>alert(1)</script></html>"


def image(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(stream, kind)
    return stream.getvalue()


def office_file(part: str, *more: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return stream.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
