import io
import zipfile

import pytest
from openpyxl import Workbook

from organization.workbook import find_fault, find_links
from tests.indicators.files import office_file

#: Longer than what a parser reads at once.
LONG_COMMENT = b"<!--" + b"".join(b"%d " % n for n in range(400_000)) + b"-->"


def archive(**parts: bytes) -> io.BytesIO:
    stream = io.BytesIO(office_file("xl/workbook.xml"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/"), content)
    return stream


def stored(book) -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    return stream


def merged() -> io.BytesIO:
    book = Workbook()
    book.create_sheet("Isi & saran").merge_cells("K5:L5")
    return stored(book)


def encrypted() -> io.BytesIO:
    """Every part under a password, as a zip program leaves it."""
    content = bytearray(archive().getvalue())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags] |= 1
    return io.BytesIO(content)


def strict() -> io.BytesIO:
    stream = io.BytesIO(office_file("xl/styles.xml"))
    with zipfile.ZipFile(stream, "a") as book:
        book.writestr("xl/workbook.xml", '<workbook xmlns="http://purl.oclc.org/ooxml/x"/>')
    return stream


def test_a_part_that_stands_twice_is_refused():
    """Which of both would be read is nobody's choice."""
    with pytest.warns(UserWarning, match="Duplicate"):
        file = archive(**{"xl__workbook.xml": b"<x/>"})
    assert find_fault(file) == "Berkas ini bukan buku kerja Excel (.xlsx)."


def test_damaged_contents_are_refused():
    content = bytearray(archive(**{"xl__lain.xml": b"panjang sekali" * 400}).getvalue())
    at = content.index(b"xl/lain.xml") + 20
    content[at : at + 8] = b"\xff" * 8
    assert find_fault(io.BytesIO(content)) == "Berkas ini bukan buku kerja Excel (.xlsx)."


def test_links_of_cells_are_found():
    book = Workbook()
    book.worksheets[0]["A1"].hyperlink = "https://bps.go.id/a?b=1&c=2"
    assert find_links(stored(book)) == ["https://bps.go.id/a?b=1&c=2"]


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
            archive(**{"xl__worksheets__sheet1.xml": b"<mergeCell/>"}),
            "Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.",
        ),
        (
            merged(),
            "Berkas memuat sel yang digabung: Isi & saran!K5:L5. Pisahkan selnya, lalu unggah "
            "kembali.",
        ),
        (
            archive(xl__queryTables__queryTable1=b"x"),
            "Berkas memuat tautan ke berkas lain. Hapus tautannya, lalu unggah kembali.",
        ),
        (
            archive(xl__chartsheets__sheet1=b"x"),
            "Berkas memuat lembar grafik atau dialog. Hapus lembar itu, lalu unggah kembali.",
        ),
        (
            io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600),
            "Berkas ini dilindungi kata sandi, atau buku kerja Excel lama (.xls). Hapus kata "
            "sandinya, atau simpan sebagai .xlsx, lalu unggah kembali.",
        ),
        (encrypted(), "Isi berkas disandikan. Hapus kata sandinya, lalu unggah kembali."),
        (
            strict(),
            "Berkas ini berformat “Strict Open XML”. Simpan sebagai “Excel Workbook (*.xlsx)”, "
            "lalu unggah kembali.",
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
        *(
            "merged with its place",
            "data from elsewhere",
            "chart sheet",
            "old or locked",
            "encrypted",
            "strict",
        ),
        "cells",
        "large",
    ],
)
def test_what_does_not_belong_in_a_form_is_refused(file, sentence):
    assert find_fault(file) == sentence
