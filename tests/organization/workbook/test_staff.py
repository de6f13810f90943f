"""Units, posts and people as .xlsx: in whole or not at all, every problem at its cell, no NIP."""

from datetime import date
from io import BytesIO

import pytest

from organization.services import import_staff
from organization.workbook import (
    Unreadable,
    cells_from_text,
    check_staff,
    export_staff,
    read_cells,
    text_of_cells,
)
from tests.factories.organization import AgencyFactory, UserFactory
from tests.indicators.files import office_file
from tests.workflow.views.preparing.books import NOW, PEOPLE, POSTS, UNITS, staff_book

pytestmark = pytest.mark.django_db


def told(**sheets) -> list[str]:
    agency = AgencyFactory(key="dpu")
    file = check_staff(read_cells(staff_book(**sheets), agency), agency)
    return [str(each) for each in file.problems]


def test_a_whole_book_is_read_without_a_problem():
    agency = AgencyFactory(key="dpu")
    file = check_staff(read_cells(staff_book(), agency), agency)
    assert file.problems == ()
    assert [each.key for each in file.rows.units] == [unit[0] for unit in UNITS]
    assert file.rows.signer == "kepala"
    assert file.rows.people[0].account == "p.satu@dpu"


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        (
            {"units": [("Bidang Satu", "Bidang Satu", "bidang", "")]},
            "Unit, sel A2: Kode: hanya huruf kecil, angka, dan tanda hubung.",
        ),
        (
            {"units": [*UNITS, UNITS[0]]},
            "Unit, sel A6: Kode: sudah ada pada baris 2.",
        ),
        (
            {"units": [*UNITS, ("seksi", "Seksi", "kantor", "")]},
            "Unit, sel C6: Jenis: tidak dikenal; isi salah satu: sekretariat, bidang, bagian, "
            "subbagian, seksi, wilayah, tim.",
        ),
        (
            {"units": [*UNITS, ("seksi", "Seksi", "seksi", "nanti")]},
            "Unit, sel D6: Kode unit induk: “nanti” harus ditulis pada baris sebelumnya.",
        ),
        (
            {"posts": [*POSTS, ("staf", "", "", "kepala", "", "")]},
            "Jabatan, sel B8: Nama jabatan: belum diisi.",
        ),
        (
            {"posts": [*POSTS, ("staf", "Staf", "gudang", "kepala", "", "")]},
            "Jabatan, sel C8: Kode unit: “gudang” tidak ada.",
        ),
        (
            {"posts": [*POSTS, ("staf", "Staf", "", "staf", "", "")]},
            "Jabatan, sel D8: Kode jabatan atasan: jabatan menjadi atasan bagi dirinya.",
        ),
        (
            {"posts": [*POSTS, ("staf", "Staf", "bidang-jalan", "kepala", "ya", "")]},
            "Jabatan, sel E8: Memimpin unit: unit ini sudah dipimpin jabatan pada baris 6.",
        ),
        (
            {"posts": [*POSTS, ("staf", "Staf", "", "kepala", "", "ya")]},
            "Jabatan, sel F8: Penanda tangan: hanya satu jabatan yang menandatangani.",
        ),
        (
            {"people": [("nanti", "a", "A", "", "", None, None, "")]},
            "Pejabat, sel A2: Kode jabatan: “nanti” tidak ada.",
        ),
        (
            {"people": [("kepala", "a@lain", "A", "", "", None, None, "")]},
            "Pejabat, sel B2: Nama akun: akun ini bukan akun perangkat daerah ini (@dpu).",
        ),
        (
            {"people": [*PEOPLE, ("penyusun", "p.satu", "Orang lain", "", "", None, None, "")]},
            "Pejabat, sel C8: Nama: berbeda dari nama akun yang sama pada baris 2.",
        ),
        (
            {"people": [("kepala", "a", "A", "bukan surel", "", None, None, "")]},
            "Pejabat, sel D2: Surel: bukan alamat surel.",
        ),
        (
            {"people": [("kepala", "a", "A", "", "", "besok", None, "")]},
            "Pejabat, sel F2: Mulai: tanggal tidak terbaca; tulis seperti 2026-01-31.",
        ),
        (
            {
                "people": [
                    ("kepala", "a", "A", "", "", date(2026, 2, 1), date(2026, 1, 1), ""),
                ]
            },
            "Pejabat, sel G2: Sampai: mendahului tanggal mulai.",
        ),
    ],
)
def test_a_problem_names_its_cell(sheets, sentence):
    whole = {"people": []} if "people" not in sheets else {}
    assert sentence in told(**{**whole, **sheets})


def test_a_nip_is_refused_and_not_repeated():
    number = "1" * 8 + " " + "2" * 6 + " 1 001"
    [sentence] = told(people=[("kepala", "a", f"A NIP {number}", "", "", None, None, "")])
    assert sentence == "Berkas memuat NIP. NIP tidak dimuat dari berkas; hapus dahulu."


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (office_file("word/document.xml"), "Berkas ini bukan buku kerja Excel (.xlsx)."),
        (b"kode;nama", "Berkas ini bukan buku kerja Excel (.xlsx)."),
        (
            staff_book(None, None, None).getvalue(),
            "Berkas ini tidak memuat lembar Unit, Jabatan, Pejabat; pakai templatnya.",
        ),
    ],
)
def test_what_is_no_such_book_says_so(file, sentence):
    with pytest.raises(Unreadable) as refused:
        read_cells(BytesIO(file), AgencyFactory(key="dpu"))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["", "[]", "{", '{"Unit": [[1]]}', '{"Unit": 3}', "[" * 9_000])
def test_a_preview_that_was_tampered_with_says_so(text):
    with pytest.raises(Unreadable):
        cells_from_text(text, AgencyFactory(key="dpu"))


def test_what_is_exported_reads_back_and_changes_nothing():
    agency, by = AgencyFactory(key="dpu"), UserFactory()
    file = check_staff(read_cells(staff_book(), agency), agency)
    import_staff(agency=agency, rows=file.rows, by=by, now=NOW)
    cells = read_cells(BytesIO(export_staff(agency, NOW.date())), agency)
    again = check_staff(cells_from_text(text_of_cells(cells, agency), agency), agency)
    assert again.problems == ()
    tally = import_staff(agency=agency, rows=again.rows, by=by, now=NOW)
    assert (tally.created, tally.changed) == (0, 0)
