import io
import zipfile

import pytest

from organization.workbook import find_fault
from tests.indicators.files import office_file

#: Longer than what a parser reads at once.
LONG_COMMENT = b"<!--" + b"".join(b"%d " % n for n in range(400_000)) + b"-->"


def archive(**parts: bytes) -> io.BytesIO:
    stream = io.BytesIO(office_file("xl/workbook.xml"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/"), content)
    return stream


def test_a_plain_workbook_has_no_fault():
    assert find_fault(archive()) == ""


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(b"a,b"), "Berkas ini bukan buku kerja Excel (.xlsx)."),
        (
            io.BytesIO(office_file("word/document.xml")),
            "Berkas ini bukan buku kerja Excel (.xlsx).",
        ),
        (
            archive(xl__bomb=b"0" * 30_000_000),
            "Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.",
        ),
        (
            archive(xl__vbaProject=b"x"),
            "Berkas memuat makro. Simpan sebagai .xlsx biasa.",
        ),
        (
            archive(xl__externalLinks__link=b"x"),
            "Berkas memuat tautan ke berkas lain. Hapus tautannya, lalu unggah kembali.",
        ),
        (
            archive(**{"xl__styles.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'}),
            "Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.",
        ),
        (
            archive(
                **{
                    "xl__worksheets__sheet1.xml": LONG_COMMENT
                    + b'--><!DOCTYPE a [<!ENTITY b "c">]>'
                }
            ),
            "Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.",
        ),
        (
            archive(**{"xl__lain.bin": '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")}),
            "Berkas memuat definisi yang tidak dikenal Excel, sehingga tidak dibaca.",
        ),
        (
            archive(**{"xl__worksheets__sheet1.xml": b'<mergeCell ref="A1:XFD1048576"/>'}),
            "Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.",
        ),
        (
            archive(**{"xl__worksheets__sheet1.xml": b"<c/>" * 3_000_001}),
            "Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.",
        ),
        (
            io.BytesIO(b"PK" + b"0" * (10 * 1024 * 1024)),
            "Berkas terlalu besar; paling banyak 10 MB.",
        ),
    ],
    ids=[
        "text",
        "word",
        "bomb",
        "macros",
        "links",
        "entities",
        "late entities",
        "wide entities",
        "merged",
        "cells",
        "large",
    ],
)
def test_what_does_not_belong_in_a_form_is_refused(file, sentence):
    assert find_fault(file) == sentence
