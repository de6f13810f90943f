"""Workbooks of a small agency as an administrator fills them in."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from organization.workbook.staff.columns import SHEETS

NOW = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Makassar"))
UNITS = [
    ("sekretariat", "Sekretariat", "sekretariat", ""),
    ("subbag-perencanaan", "Subbagian Perencanaan", "subbagian", "sekretariat"),
    ("bidang-irigasi", "Bidang Irigasi", "bidang", ""),
    ("bidang-jalan", "Bidang Jalan", "bidang", ""),
]
POSTS = [
    ("kepala", "Kepala Dinas Contoh", "", "", "tidak", "ya"),
    ("sekretaris", "Sekretaris Dinas", "sekretariat", "kepala", "ya", ""),
    (
        "kasubag.perencanaan",
        "Kepala Subbagian Perencanaan",
        "subbag-perencanaan",
        "sekretaris",
        "ya",
        "",
    ),
    ("kabid.irigasi", "Kepala Bidang Irigasi", "bidang-irigasi", "kepala", "ya", ""),
    ("kabid.jalan", "Kepala Bidang Jalan", "bidang-jalan", "kepala", "ya", ""),
    ("penyusun", "Anggota Tim Penyusun", "subbag-perencanaan", "kasubag.perencanaan", "", ""),
]
PEOPLE = [
    (post, account, f"Pemegang {post}", "", "", None, None, "")
    for post, account in (
        ("kepala", "p.satu"),
        ("sekretaris", "p.dua"),
        ("kasubag.perencanaan", "p.tiga"),
        ("kabid.irigasi", "p.empat"),
        ("kabid.jalan", "p.lima"),
        ("penyusun", "p.enam"),
    )
]


def staff_book(units=UNITS, posts=POSTS, people=PEOPLE) -> BytesIO:
    """The three sheets; a sheet given as None is left out."""
    book = Workbook()
    for name, rows in (("Unit", units), ("Jabatan", posts), ("Pejabat", people)):
        if rows is None:
            continue
        sheet = book.create_sheet(name)
        sheet.append([each.title for each in SHEETS[name]])
        for row in rows:
            sheet.append(row)
    return saved(book)


def indicator_book() -> BytesIO:
    """Two indicators with a target for 2026, one for each bidang."""
    book = Workbook()
    sheet = book.worksheets[0]
    titles = ("code", "level", "sasaran", "name", "unit", "polarity", "aggregation")
    sheet.append((*titles, "responsible_unit", "year", "target"))
    for unit in ("bidang-irigasi", "bidang-jalan", "sekretariat"):
        name = f"Capaian {unit}"
        sheet.append((f"i-{unit}", "program", "", name, "%", "positif", "terakhir", unit, 2026, 90))
    return saved(book)


def saved(book: Workbook) -> BytesIO:
    if book.sheetnames[0] == "Sheet" and len(book.sheetnames) > 1:
        book.remove(book.worksheets[0])
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "susunan.xlsx"
    return stream
