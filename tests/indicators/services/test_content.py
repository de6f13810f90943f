import io

import pytest

from indicators.services.content import detect_content
from tests.indicators.files import CSV, HTML, PDF, image, office_file


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (image("PNG"), "png"),
        (image("JPEG"), "jpg"),
        (office_file("word/document.xml"), "docx"),
        (office_file("xl/workbook.xml"), "xlsx"),
        (office_file("ppt/presentation.xml"), "pptx"),
        (CSV, "csv"),
        ("﻿nama,nilai\nKé,1\n".encode(), "csv"),
    ],
)
def test_detect_content_knows_what_is_allowed(content, extension):
    assert detect_content(io.BytesIO(content)).extension == extension


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 an executable",
        b"GIF89a\x01\x00\x01\x00",
        HTML,
        b'{"a": 1, "b": 2}',
        b"\x00\x01,\x02",
        "naïve,latin".encode("latin-1"),
        b"hanya teks tanpa kolom",
        office_file("xl/workbook.xml", "xl/vbaProject.bin"),
        office_file("sesuatu.xml"),
        PDF[:-7],
        image("PNG")[:-12],
        b"PK\x03\x04 half a zip",
    ],
    ids=[
        *("empty", "executable", "gif", "html", "json", "binary", "latin", "prose"),
        *("macros", "zip", "cut pdf", "cut png", "cut zip"),
    ],
)
def test_detect_content_refuses_the_rest(content):
    assert detect_content(io.BytesIO(content)) is None


def test_detect_content_leaves_the_file_at_its_beginning():
    file = io.BytesIO(PDF)
    detect_content(file)
    assert file.read() == PDF
