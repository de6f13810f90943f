"""An entry workbook coming back: every cell is read as if it had been typed, nothing is skipped."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.forms import FigureGrid
from indicators.notation import format_number
from indicators.queries import FigureRow
from indicators.services import FigureEntry, content_of
from indicators.workbook.archive import find_fault
from indicators.workbook.layout import (
    COLUMNS,
    ENTRY_SHEET,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    INPUTS,
    LETTER_OF,
    TOKEN_SHEET,
    kind_of,
)
from indicators.workbook.token import Token, comparable, digest_of, read_token
from organization.models import Agency

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

YES = frozenset({"ya", "y", "x", "v", "✓"})
NO = frozenset({"", "tidak", "t", "-"})
MAX_TOKEN_ROWS = 100
MAX_ROWS_BELOW = 1_000


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong, and where; `cell` is empty where it concerns the whole file."""

    sheet: str
    cell: str
    sentence: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else _("Berkas")


@dataclass(frozen=True, slots=True)
class EntryWorkbook:
    """What a file changes, and what stands in the way; with a problem nothing is saved."""

    entries: tuple[FigureEntry, ...] = ()
    problems: tuple[CellProblem, ...] = ()


def read_entry(
    file: IO[bytes],
    *,
    rows: Sequence[FigureRow],
    editable: Collection[int],
    agency: Agency,
    year: int,
    triwulan: int,
) -> EntryWorkbook:
    """Read an uploaded entry form against the figures as they are now (`rows`: the holder's own).

    Entries are only those that differ from what stood in the file at download. A figure that is
    locked now, or was changed here as well since then, is a problem at its cell, with both values.
    Refused as a whole: no .xlsx, too large unpacked, macros, links, a foreign or altered token,
    another agency or triwulan, moved rows, merged cells, added sheets.
    """
    fault = find_fault(file)
    if fault:
        return _refused(fault)
    book = _open(file)
    if book is None:
        return _refused(_("Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."))
    token = _token_in(book)
    fault = _fault_of(book, token, agency, year, triwulan)
    if fault or token is None:
        return _refused(fault)
    sheet = book[ENTRY_SHEET]
    known = {row.indicator.pk: row for row in rows}
    mine = [known[mark.indicator_id] for mark in token.rows if mark.indicator_id in known]
    if len(mine) != len(token.rows) or not _rows_in_place(sheet, mine):
        return _refused(
            _("Baris pada berkas tidak sesuai dengan formulir ini. Unduh formulir yang baru.")
        )
    return _read_rows(sheet, mine, token, editable)


def _refused(sentence: str) -> EntryWorkbook:
    return EntryWorkbook(problems=(CellProblem("", "", sentence),))


def _open(file: IO[bytes]) -> "Workbook | None":
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        return load_workbook(file, data_only=False, keep_links=False)
    except Exception:  # openpyxl raises whatever a broken part makes it raise
        return None


def _token_in(book: "Workbook") -> Token | None:
    if TOKEN_SHEET not in book.sheetnames:
        return None
    cells = book[TOKEN_SHEET].iter_rows(max_col=1, max_row=MAX_TOKEN_ROWS, values_only=True)
    return read_token("".join(str(value or "") for (value,) in cells))


def _fault_of(
    book: "Workbook", token: Token | None, agency: Agency, year: int, triwulan: int
) -> str:
    """Why the file as a whole is refused; empty when it is this form."""
    if token is None:
        return _("Berkas ini bukan formulir yang diunduh dari sini, atau telah diubah susunannya.")
    if token.agency != agency.key:
        return _("Berkas ini formulir perangkat daerah lain.")
    if (token.year, token.triwulan) != (year, triwulan):
        return _("Berkas ini formulir triwulan %(triwulan)d tahun %(year)d.") % {
            "triwulan": token.triwulan,
            "year": token.year,
        }
    expected = {ENTRY_SHEET, GUIDE_SHEET, TOKEN_SHEET}
    added = sorted(set(book.sheetnames) - expected)
    if added:
        return _("Berkas memuat lembar tambahan: %(names)s. Hapus lembar itu.") % {
            "names": ", ".join(added)
        }
    if ENTRY_SHEET not in book.sheetnames:
        return _("Lembar “%(name)s” tidak ada pada berkas.") % {"name": ENTRY_SHEET}
    if book[ENTRY_SHEET].merged_cells.ranges:
        return _("Berkas memuat sel yang digabung. Pisahkan selnya, lalu unggah kembali.")
    return ""


def _rows_in_place(sheet: "Worksheet", rows: Sequence[FigureRow]) -> bool:
    """Titles and codes stand where they were written, and nothing stands below them."""
    titles = [sheet[f"{column.letter}{HEADER_ROW}"].value for column in COLUMNS]
    if titles != [column.title for column in COLUMNS]:
        return False
    codes = [sheet[f"A{number}"].value for number in range(FIRST_ROW, FIRST_ROW + len(rows))]
    if codes != [row.indicator.code for row in rows]:
        return False
    if sheet.max_row > FIRST_ROW + len(rows) + MAX_ROWS_BELOW:
        return False
    below = sheet.iter_rows(min_row=FIRST_ROW + len(rows), max_col=len(COLUMNS), values_only=True)
    return not any(value not in (None, "") for values in below for value in values)


def _read_rows(
    sheet: "Worksheet", rows: Sequence[FigureRow], token: Token, editable: Collection[int]
) -> EntryWorkbook:
    problems: list[CellProblem] = []
    data: dict[str, str] = {}
    numbers = {row.indicator.pk: number for number, row in enumerate(rows, start=FIRST_ROW)}
    for row, mark in zip(rows, token.rows, strict=True):
        prefix = f"f{row.indicator.pk}"
        data[f"{prefix}-version"] = str(mark.version)
        for column in INPUTS:
            cell = sheet[f"{column.letter}{numbers[row.indicator.pk]}"]
            text, sentence = _typed(cell, kind_of(column, row))
            data[f"{prefix}-{column.field}"] = text
            if sentence:
                problems.append(CellProblem(ENTRY_SHEET, cell.coordinate, sentence))
    grid = FigureGrid(rows, data, editable=numbers)
    grid.is_valid()
    marked = {problem.cell for problem in problems}
    for line in grid.lines:
        for field, sentence in line.errors.items():
            address = f"{LETTER_OF.get(field, 'F')}{numbers[line.row.indicator.pk]}"
            if address not in marked:
                problems.append(CellProblem(ENTRY_SHEET, address, sentence))
    changed = list(_changed(grid.entries, token))
    current = {row.indicator.pk: row for row in rows}
    for entry in changed:
        number = numbers[entry.indicator_id]
        if entry.indicator_id not in editable:
            problems.append(CellProblem(ENTRY_SHEET, f"A{number}", _("Angka ini terkunci.")))
        problems.extend(_conflicts(entry, current[entry.indicator_id], number))
    return EntryWorkbook(tuple(changed), tuple(problems))


def _changed(entries: Sequence[FigureEntry], token: Token) -> Iterator[FigureEntry]:
    digests = {mark.indicator_id: mark.digest for mark in token.rows}
    for entry in entries:
        if digest_of(_content(entry)) != digests[entry.indicator_id]:
            yield entry


def _content(entry: FigureEntry) -> dict[str, Any]:
    return comparable({name: getattr(entry, name) for name in content_of(None)})


def _conflicts(entry: FigureEntry, row: FigureRow, number: int) -> Iterator[CellProblem]:
    """Where the web has changed since the download and says something else than the file."""
    if entry.version == row.version:
        return
    saved, typed = comparable(content_of(row.current)), _content(entry)
    for name, letter in LETTER_OF.items():
        if name in typed and saved[name] != typed[name]:
            yield CellProblem(
                ENTRY_SHEET,
                f"{letter}{number}",
                _(
                    "Sudah diubah di aplikasi sejak berkas diunduh: di aplikasi %(saved)s, "
                    "di berkas %(typed)s. Unduh formulir yang baru."
                )
                % {"saved": _said(saved, name), "typed": _said(typed, name)},
            )


def _said(content: dict[str, Any], name: str) -> str:
    value = content[name]
    if name == "value" and content["code"]:
        value = content["code"]
    if isinstance(value, Decimal):
        return format_number(value)
    return f"“{value}”" if value else _("(kosong)")


def _typed(cell: "Cell", kind: str) -> tuple[str, str]:
    """A cell as text in the grid's notation, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("Berisi rumus; ketik angkanya atau teksnya saja.")
    if cell.data_type == "e":
        return "", _("Berisi kesalahan Excel (%(value)s).") % {"value": value}
    if kind == "yes":
        return _yes(value)
    if isinstance(value, date | time | timedelta):
        return _day(value, kind)
    if isinstance(value, bool):
        return "", _("Berisi TRUE/FALSE; ketik angkanya atau teksnya.")
    if isinstance(value, int | float):
        return _number(value, kind)
    return str(value), ""


def _yes(value: object) -> tuple[str, str]:
    text = str(value).strip().lower()
    if text in YES or value is True:
        return "1", ""
    if text in NO or value is False:
        return "", ""
    return "", _("Isi “ya” atau kosongkan.")


def _day(value: date | time | timedelta, kind: str) -> tuple[str, str]:
    day = value.date() if isinstance(value, datetime) else value
    if kind == "date" and isinstance(day, date):
        return day.isoformat(), ""
    if kind == "number":
        return "", _(
            "Berisi tanggal; Excel mungkin mengubah angka Anda menjadi tanggal. Ketik ulang."
        )
    return (f"{day:%d-%m-%Y}" if isinstance(day, date) else str(day)), ""


def _number(value: float, kind: str) -> tuple[str, str]:
    """A number as Excel shows it: 15 significant digits, no noise of binary fractions."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if kind == "date":
        return "", _("Isi tanggal, misalnya 31-12-2026.")
    if not exact.is_finite():
        return "", _("Angka ini tidak dapat dibaca; ketik ulang.")
    return format_number(exact), ""
