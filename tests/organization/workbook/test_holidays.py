"""Lists of holidays: .xlsx and .ics, in whole or not at all, every problem at its row."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from organization.models import Holiday
from organization.services import HolidayEntry
from organization.workbook import export_holidays
from organization.workbook import read_holidays as read_in
from tests.factories.organization import GovernmentFactory

SKB = "SKB 3 Menteri 1497/2025"
TITLES = ("Tanggal", "Nama", "Jenis", "Dasar hukum")


def read_holidays(file, name, *, basis="", zone="Asia/Makassar"):
    return read_in(file, name, zone=zone, basis=basis)


def xlsx(*rows, titles=TITLES) -> BytesIO:
    book = Workbook()
    for row in (titles, *rows):
        book.worksheets[0].append(row)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def ics(*events: str) -> BytesIO:
    body = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return BytesIO(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode())


def told(file, name="libur.xlsx", basis="") -> list[str]:
    found = read_holidays(file, name, basis=basis)
    assert found.entries == ()
    return [str(each) for each in found.problems]


def test_rows_are_read_with_days_as_cells_and_as_people_write_them():
    found = read_holidays(
        xlsx(
            (date(2026, 3, 18), "Cuti  bersama Nyepi", "Cuti bersama", "Keppres 42/2025"),
            ("19-03-2026", "Nyepi", "LIBUR NASIONAL", ""),
            (None, None, None, None),
            ("20/03/2026", "Hari jadi", "libur daerah", "Perda 1/2001"),
        ),
        "libur.XLSX",
        basis=SKB,
    )
    assert found.problems == ()
    assert found.entries == (
        HolidayEntry(date(2026, 3, 18), "Cuti bersama Nyepi", "cuti bersama", "Keppres 42/2025"),
        HolidayEntry(date(2026, 3, 19), "Nyepi", "libur nasional", SKB),
        HolidayEntry(date(2026, 3, 20), "Hari jadi", "libur daerah", "Perda 1/2001"),
    )


def test_columns_may_stand_in_any_order_under_a_heading():
    rows = (("Nama", "Tanggal", "Jenis"), ("Nyepi", "2026-03-19", "libur nasional"))
    file = xlsx(*rows, titles=("Daftar hari libur",))
    found = read_holidays(file, "a.xlsx", basis=SKB)
    assert [each.day for each in found.entries] == [date(2026, 3, 19)]


def test_every_problem_is_told_at_its_row_and_nothing_is_taken():
    rows = (
        ("2026-03-19", "Nyepi", "libur nasional", SKB),
        ("", "Tanpa tanggal", "libur nasional", SKB),
        ("31 Maret", "", "libur", ""),
        ("2026-03-19", "Dua kali", "libur daerah", SKB),
        ("1999-01-01", "Dahulu", "libur daerah", SKB),
    )
    assert told(xlsx(*rows)) == [
        "Baris 3: Tanggal belum diisi.",
        "Baris 4: Tanggal “31 Maret” tidak terbaca; tulis seperti 2026-03-18.",
        "Baris 4: Nama hari libur belum diisi.",
        "Baris 4: Jenis “libur” tidak dikenal; isi salah satu: "
        "libur nasional, cuti bersama, libur daerah.",
        "Baris 4: Dasar hukum belum diisi, baik pada barisnya maupun pada formulir.",
        "Baris 5: Tanggal ini sudah ada pada Baris 2.",
        "Baris 6: Tahun 1999 tidak wajar untuk hari libur.",
    ]


@pytest.mark.parametrize(
    ("file", "name", "sentence"),
    [
        (BytesIO(b"Tanggal,Nama"), "a.xlsx", "Berkas ini bukan buku kerja Excel (.xlsx)."),
        (BytesIO(b"Tanggal"), "a.ics", "Berkas ini bukan kalender iCalendar (.ics) yang terbaca."),
        (xlsx(), "a.xlsx", "Tidak ada satu pun hari libur di dalam berkas ini."),
        (ics(), "a.ics", "Tidak ada satu pun hari libur di dalam berkas ini."),
        (
            xlsx(titles=("Hari", "Nama")),
            "a.xlsx",
            "Judul kolom tidak ditemukan; lembar pertama harus berkolom "
            "Tanggal, Nama, Jenis, Dasar hukum.",
        ),
        (BytesIO(b"x" * (1024 * 1024 + 1)), "a.ics", "Berkas terlalu besar; paling banyak 1 MB."),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(file, name, sentence):
    assert told(file, name) == [sentence]


def test_events_become_days_the_last_one_not_counted():
    found = read_holidays(
        ics(
            "DTSTART;VALUE=DATE:20260319\r\nSUMMARY:Nyepi",
            "DTSTART;VALUE=DATE:20260323\r\nDTEND;VALUE=DATE:20260325\r\n"
            "SUMMARY:Cuti Bersama Idul Fitri",
            "DTSTART:20260501T000000Z\r\nSUMMARY:Hari jadi\r\nCATEGORIES:Libur daerah",
        ),
        "skb.ics",
        basis=SKB,
    )
    assert found.problems == ()
    assert [(each.day, each.kind) for each in found.entries] == [
        (date(2026, 3, 19), "libur nasional"),
        (date(2026, 3, 23), "cuti bersama"),
        (date(2026, 3, 24), "cuti bersama"),
        (date(2026, 5, 1), "libur daerah"),
    ]
    assert {each.basis for each in found.entries} == {SKB}


def test_an_event_that_is_no_plain_day_is_told_by_its_number_and_name():
    events = (
        "SUMMARY:Tanpa tanggal",
        "DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Tahun baru",
        "DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260301\r\nSUMMARY:Panjang",
    )
    assert told(ics(*events), "a.ics", SKB) == [
        "Kegiatan ke-1 “Tanpa tanggal”: Kegiatan ini tidak mempunyai tanggal (DTSTART).",
        "Kegiatan ke-2 “Tahun baru”: Kegiatan ini berulang; tulis setiap tanggalnya sendiri.",
        "Kegiatan ke-3 “Panjang”: Kegiatan ini lebih dari 31 hari.",
    ]


@pytest.mark.django_db
def test_what_is_written_out_reads_back_the_same():
    government = GovernmentFactory()
    for day, kind in ((date(2026, 3, 19), "libur nasional"), (date(2026, 3, 20), "cuti bersama")):
        Holiday.objects.create(
            government=government, day=day, name="=Nyepi", kind=kind, basis="Keppres"
        )
    rows = list(Holiday.objects.order_by("day"))
    found = read_holidays(BytesIO(export_holidays(rows)), "a.xlsx")
    assert [(each.day, each.name, each.kind, each.basis) for each in found.entries] == [
        (row.day, row.name, row.kind, row.basis) for row in rows
    ]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("DTSTART:20260317T160000Z", [18]),
        ("DTSTART:20260317T160000Z\r\nDTEND:20260318T160000Z", [18]),
        ("DTSTART:20260317T160000Z\r\nDURATION:P2D", [18, 19]),
        ("DTSTART;TZID=Asia/Jayapura:20260318T003000", [17]),
        ("DTSTART:20260318T080000\r\nDTEND:20260319T160000", [18, 19]),
        ("DTSTART:20260318T080000\r\nDURATION:PT8H", [18]),
        ("DTSTART;VALUE=DATE:20260318\r\nDURATION:P3D", [18, 19, 20]),
        ("DTSTART;VALUE=DATE:20260318\r\nDTEND;VALUE=DATE:20260318", [18]),
        ("DTSTART;VALUE=DATE:20260318\r\nDTEND;VALUE=DATE:20260320", [18, 19]),
    ],
)
def test_an_event_falls_on_its_days_at_the_office(when, days):
    found = read_holidays(ics(f"{when}\r\nSUMMARY:Nyepi"), "a.ics", basis=SKB)
    assert found.problems == ()
    assert [each.day for each in found.entries] == [date(2026, 3, day) for day in days]


def test_the_same_moment_is_another_day_in_another_zone():
    file = ics("DTSTART:20260317T160000Z\r\nSUMMARY:Nyepi")
    found = read_holidays(file, "a.ics", basis=SKB, zone="Asia/Jakarta")
    assert [each.day for each in found.entries] == [date(2026, 3, 17)]


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART;VALUE=DATE:20260318\r\nDTEND;VALUE=DATE:20260317",
        "DTSTART:20260318T080000Z\r\nDTEND:20260318T070000Z",
        "DTSTART:20260318T080000Z\r\nDURATION:-PT1H",
    ],
)
def test_an_event_that_ends_before_it_begins_is_refused(when):
    assert told(ics(f"{when}\r\nSUMMARY:Nyepi"), "a.ics", SKB) == [
        "Kegiatan ke-1 “Nyepi”: Kegiatan ini berakhir sebelum mulai; periksa DTEND atau DURATION."
    ]


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART:00010101T000000Z",
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART:20260318T00Z",
        "DTSTART:20260318T000000Z\r\nDTEND:20260318T00Z",
        "DTSTART:20260318T000000Z\r\nDURATION:lama",
        "DTSTART:20260318T000000Z\r\nDTSTART:20260319T000000Z",
        "DTSTART:20260318T000000Z\r\nDTEND:20260319T000000Z\r\nDTEND:20260319T000000Z",
    ],
)
def test_an_impossible_moment_is_told(when):
    assert told(ics(f"{when}\r\nSUMMARY:Nyepi"), "a.ics", SKB)


def test_a_length_beyond_all_calendars_is_told():
    event = "DTSTART;VALUE=DATE:20260318\r\nDURATION:P999999999D\r\nSUMMARY:Nyepi"
    assert told(ics(event), "a.ics", SKB)


def test_a_calendar_of_too_many_events_is_refused_whole():
    events = ["DTSTART;VALUE=DATE:20260318\r\nSUMMARY:Nyepi"] * 1001
    assert told(ics(*events), "a.ics", SKB) == ["Berkas memuat lebih dari 1000 kegiatan."]
