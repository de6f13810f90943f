"""One's own form as .xlsx: pre-filled, locked but for the input cells, with a hidden token."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from indicators.measures import say_target
from indicators.models import Indicator, RealisasiRevision
from indicators.notation import ROMAN
from indicators.queries import FigureRow
from indicators.services import content_of
from indicators.workbook.cells import escaped, unescaped
from indicators.workbook.dressing import dress, fit_to_width
from indicators.workbook.layout import (
    COLUMNS,
    ENTRY_SHEET,
    FIRST_ROW,
    GUIDE_SHEET,
    HEAD_CELLS,
    HEADER_ROW,
    TITLE_LENGTH,
    TOKEN_CHUNK,
    TOKEN_SHEET,
    VALUE,
    Column,
    kind_of,
)
from indicators.workbook.token import (
    RowToken,
    SheetToken,
    Token,
    digest_of,
    digest_of_locked,
    sign_token,
)
from organization.models import Agency
from organization.signs import storable
from organization.workbook import set_height

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDE_WIDTH = 100
#: Beyond the number formats that the cells themselves take.
WHOLE_ID = 200
GUIDE = (
    "Isi hanya sel berwarna kuning. Pada berkas semua jalur, yang dimuat hanya angka Anda sendiri.",
    "Angka ditulis sebagai angka Excel, atau sebagai teks dengan titik untuk ribuan dan koma "
    "untuk desimal (1.234,5). Teks seperti 1.234 atau 1,234 dapat dibaca dua cara dan ditolak.",
    "Jangan memakai rumus, menggabungkan sel, menyisipkan atau menghapus baris dan kolom.",
    "Bila angkanya tidak ada, isi “ya” pada kolom Tidak tersedia beserta alasannya. "
    "Nol adalah angka; sel kosong berarti belum diisi.",
    "Angka sementara: isi “ya”, lalu perkiraan tanggal dan sumber angka tetapnya.",
    "Unggah kembali berkas ini melalui halaman tugas Anda. Perubahannya ditunjukkan dahulu; tidak "
    "ada yang tersimpan sebelum Anda menerapkannya.",
    "Bukti dukung diunggah melalui halaman tugas, bukan melalui berkas ini.",
)


def export_entry(
    rows: Sequence[FigureRow], *, agency: Agency, year: int, triwulan: int, now: datetime
) -> bytes:
    """The entry form of one holder and triwulan as an .xlsx file."""
    return export_lanes({ENTRY_SHEET: rows}, agency=agency, year=year, triwulan=triwulan, now=now)


def export_lanes(
    lanes: Mapping[str, Sequence[FigureRow]],
    *,
    agency: Agency,
    year: int,
    triwulan: int,
    now: datetime,
) -> bytes:
    """Entry forms as one .xlsx file, a sheet per lane (label → its figures).

    Text never becomes a formula. The token names agency, triwulan, sheets, indicators, their
    versions and digests, signed, so that a foreign, altered or outdated file is known when it
    comes back.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = dict(zip(_titles(lanes), lanes.values(), strict=True))
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        _write_head(sheet, agency, year, triwulan, now)
        for number, row in enumerate(rows, start=FIRST_ROW):
            _write_row(sheet, number, row)
        _add_validation(sheet, rows)
        _spare_commas(sheet, rows)
        dress(sheet, rows)
    _write_guide(book)
    _write_token(book, sheets, agency, year, triwulan)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _titles(labels: Iterable[str]) -> list[str]:
    """Labels as Excel takes them for sheets: 31 characters, no signs of its own, no two alike."""
    taken = {GUIDE_SHEET.lower(), TOKEN_SHEET.lower()}
    titles = []
    for label in labels:
        plain = re.sub(r"[\[\]:*?/\\'\n]", " ", storable(label)).strip()
        plain = plain[:TITLE_LENGTH] or ENTRY_SHEET
        title, number = plain, 1
        while title.lower() in taken:
            number += 1
            title = f"{plain[: TITLE_LENGTH - 4]} {number}"
        taken.add(title.lower())
        titles.append(title)
    return titles


def put_text(cell: "Cell", text: str) -> None:
    """Write text that stays text, also where it begins with = + - @ or looks like an error."""
    clean = escaped(storable(text))
    cell.value = clean or None
    if clean:
        cell.data_type = "s"
        cell.quotePrefix = clean.startswith(("=", "+", "-", "@"))


def _write_head(
    sheet: "Worksheet", agency: Agency, year: int, triwulan: int, now: datetime
) -> None:
    period = _("Triwulan %(triwulan)s Tahun %(year)d") % {"triwulan": ROMAN[triwulan], "year": year}
    put_text(sheet["A1"], _("Formulir data kinerja"))
    put_text(sheet["A2"], f"{agency.name} · {period}")
    local = now.astimezone(ZoneInfo(agency.time_zone))
    put_text(sheet["K2"], _("Diunduh %(at)s") % {"at": f"{local:%d-%m-%Y %H.%M %Z}"})
    for column in COLUMNS:
        put_text(sheet[f"{column.letter}{HEADER_ROW}"], column.title)


def _locked(row: FigureRow) -> dict[str, Any]:
    """What stands in the locked cells of a row, by letter."""
    judgement, notation = row.judgement, row.notation
    is_plain = not notation.is_worded and judgement.upper is None
    return {
        "A": row.indicator.code,
        "B": row.indicator.name,
        "C": row.indicator.unit,
        "D": judgement.target
        if is_plain
        else say_target(judgement.target, judgement.upper, notation),
        "E": notation.say(row.previous_outcome.value)
        if notation.is_worded
        else row.previous_outcome.value,
    }


def _write_row(sheet: "Worksheet", number: int, row: FigureRow) -> None:
    fixed = _locked(row)
    content = content_of(row.current)
    for column in COLUMNS:
        value = _shown(column, row, content) if column.field else fixed[column.letter]
        cell = sheet[f"{column.letter}{number}"]
        if isinstance(value, str):
            put_text(cell, value)
        else:
            cell.value = value
        kind = kind_of(column, row)
        if kind == "number":
            cell.number_format = "#,##0.####"
        elif kind == "date":
            cell.number_format = "DD-MM-YYYY"


def _shown(column: Column, row: FigureRow, content: dict[str, Any]) -> Any:
    """What stands in an input cell at download."""
    if column.field == "unavailable":
        return "ya" if content["status"] == RealisasiRevision.Status.UNAVAILABLE else ""
    if column.field == "sementara":
        return "ya" if content["is_sementara"] else ""
    if column.field == "value" and row.indicator.measure == Indicator.Measure.RATIO:
        return None
    if column.field == "value" and row.notation.is_day and content["value"] is not None:
        return row.notation.day_of(content["value"])
    if column.field == "value" and row.notation.is_worded:
        return content["code"]
    return content[column.field]


def _add_validation(sheet: "Worksheet", rows: Sequence[FigureRow]) -> None:
    """Excel's own checks; without showErrorMessage it would accept anything."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

    last = max(FIRST_ROW + len(rows) - 1, FIRST_ROW)
    number = DataValidation(
        type="decimal",
        operator="between",
        formula1="-99999999999999",
        formula2="99999999999999",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Bukan angka"),
        error=_("Isi angka saja, tanpa satuan dan tanpa rumus."),
    )
    yes = DataValidation(
        type="list",
        formula1='"ya"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Pilihan"),
        error=_("Isi “ya” atau kosongkan."),
    )
    day = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Bukan tanggal"),
        error=_("Isi tanggal, misalnya 31-12-2026."),
    )
    kinds = {"number": number, "yes": yes, "date": day}
    for column in COLUMNS:
        if column.field in {"value", ""} or column.kind not in kinds:
            continue
        kinds[column.kind].add(f"{column.letter}{FIRST_ROW}:{column.letter}{last}")
    levels: dict[tuple[str, ...], DataValidation] = {}
    for place, row in enumerate(rows, start=FIRST_ROW):
        kind = kind_of(VALUE, row)
        if kind == "level":
            checked = levels.setdefault(row.notation.choices, _levels(row.notation.choices))
        else:
            checked = kinds[kind]
        checked.add(f"{VALUE.letter}{place}")
    for validation in (*kinds.values(), *levels.values()):
        sheet.add_data_validation(validation)


def _spare_commas(sheet: "Worksheet", rows: Sequence[FigureRow]) -> None:
    """Whole numbers without the comma that the format of all numbers leaves behind them."""
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415 - slow to import
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415 - slow to import
    from openpyxl.styles.numbers import NumberFormat  # noqa: PLC0415 - slow to import

    whole = DifferentialStyle(numFmt=NumberFormat(numFmtId=WHOLE_ID, formatCode="#,##0"))
    for column in COLUMNS:
        place = FIRST_ROW
        for kind, group in groupby(rows, key=partial(kind_of, column)):
            first, place = f"{column.letter}{place}", place + len(list(group))
            if kind == "number":
                is_whole = [f"AND(ISNUMBER({first}),{first}=INT({first}))"]
                rule = Rule(type="expression", dxf=whole, formula=is_whole)
                sheet.conditional_formatting.add(f"{first}:{column.letter}{place - 1}", rule)


def _levels(choices: Sequence[str]) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

    return DataValidation(
        type="list",
        formula1='"{}"'.format(",".join(reversed(choices)).replace('"', '""')),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Pilihan"),
        error=_("Pilih salah satu dari daftar."),
    )


def _write_guide(book: "Workbook") -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - slow to import

    sheet = book.create_sheet(GUIDE_SHEET)
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    put_text(sheet["A1"], _("Petunjuk pengisian"))
    for number, sentence in enumerate(GUIDE, start=2):
        put_text(sheet[f"A{number}"], f"{number - 1}. {sentence}")
        sheet[f"A{number}"].alignment = Alignment(wrap_text=True, vertical="top")
        set_height(sheet, number, [(sentence, GUIDE_WIDTH)])
    fit_to_width(sheet)
    sheet.protection.sheet = True


def _write_token(
    book: "Workbook",
    sheets: Mapping[str, Sequence[FigureRow]],
    agency: Agency,
    year: int,
    triwulan: int,
) -> None:
    """The signed token in a very hidden sheet, cut to what a cell can hold."""
    marks = tuple(
        SheetToken(
            title,
            tuple(
                RowToken(
                    row.indicator.pk,
                    row.version,
                    digest_of(content_of(row.current)),
                    digest_of_locked(_locked(row).values()),
                )
                for row in rows
            ),
            digest_of_locked(unescaped(book[title][each].value) for each in HEAD_CELLS),
        )
        for title, rows in sheets.items()
    )
    text = sign_token(Token(agency.key, year, triwulan, marks))
    sheet = book.create_sheet(TOKEN_SHEET)
    for start in range(0, len(text), TOKEN_CHUNK):
        put_text(sheet.cell(start // TOKEN_CHUNK + 1, 1), text[start : start + TOKEN_CHUNK])
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
