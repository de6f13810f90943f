"""Where everything stands in the entry workbook; writing and reading share it."""

from dataclasses import dataclass

from indicators.models import Indicator
from indicators.queries import FigureRow

ENTRY_SHEET = "Isian"
GUIDE_SHEET = "Petunjuk"
TOKEN_SHEET = "_kinerja"  # noqa: S105 - the name of a sheet
HEADER_ROW = 4
FIRST_ROW = 5
TOKEN_CHUNK = 30_000
TITLE_LENGTH = 31
#: What stands above the titles: the form's name, whose it is, and when it was downloaded.
HEAD_CELLS = ("A1", "A2", "K2")
#: What a cell holds in which nothing was written.
EMPTY = (None, "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the entry sheet; `field` is the grid's name of an input column."""

    letter: str
    title: str
    width: int
    field: str = ""
    kind: str = "text"


COLUMNS = (
    Column("A", "Kode", 16),
    Column("B", "Indikator", 46),
    Column("C", "Satuan", 12),
    Column("D", "Target", 14, kind="number"),
    Column("E", "Triwulan lalu", 14, kind="number"),
    Column("F", "Realisasi", 16, "value", "number"),
    Column("G", "Pembilang", 14, "numerator", "number"),
    Column("H", "Penyebut", 14, "denominator", "number"),
    Column("I", "Tidak tersedia", 11, "unavailable", "yes"),
    Column("J", "Alasan tidak tersedia", 30, "unavailable_reason"),
    Column("K", "Catatan", 40, "note"),
    Column("L", "Faktor pendukung", 34, "pendukung"),
    Column("M", "Kendala", 34, "kendala"),
    Column("N", "Solusi", 34, "solusi"),
    Column("O", "Rencana tindak lanjut", 34, "rencana_tindak_lanjut"),
    Column("P", "Penanggung jawab rencana", 24, "rtl_pic"),
    Column("Q", "Batas waktu rencana", 14, "rtl_due_on", "date"),
    Column("R", "Tindak lanjut rencana triwulan lalu", 34, "rtl_followup"),
    Column("S", "Angka sementara", 11, "sementara", "yes"),
    Column("T", "Angka tetap diperkirakan", 14, "expected_on", "date"),
    Column("U", "Sumber angka tetap", 24, "expected_source"),
)
INPUTS = tuple(column for column in COLUMNS if column.field)
OF_PAIR = tuple(column for column in INPUTS if column.field != "value")
OF_NUMBER = tuple(column for column in INPUTS if column.field not in ("numerator", "denominator"))
#: So many columns at the left are not for input.
LOCKED = len(COLUMNS) - len(INPUTS)
LETTER_OF = {column.field: column.letter for column in INPUTS}
VALUE = next(column for column in COLUMNS if column.field == "value")


def kind_of(column: Column, row: FigureRow) -> str:
    """What a cell of this row holds: the realisasi of a predikat is a level, of a day a date."""
    if column.field == VALUE.field and row.notation.is_day:
        return "date"
    if column.field == VALUE.field and row.notation.choices:
        return "level"
    return column.kind


def inputs_of(row: FigureRow) -> tuple[Column, ...]:
    """The input columns of an indicator: one number, or numerator and denominator."""
    return OF_PAIR if row.indicator.measure == Indicator.Measure.RATIO else OF_NUMBER


def column_letter(place: int) -> str:
    """The letter of a column by its place from 0: A … Z, AA …"""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
