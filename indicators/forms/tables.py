"""CSV tables as an operator writes them: comma or semicolon, numbers in Indonesian notation.

Every cell is checked before anything is loaded; all problems are told at once, by row and column.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.measures import Notation, TargetValue, read_day, read_target
from indicators.notation import NotANumber, parse_number
from organization.forms import FAR_DAY, is_near, sign_refusal

Cleaned = TypeVar("Cleaned")
YES = {"ya": True, "tidak": False, "": False}
MAX_CELL = 5_000
#: Blanks that look like one: what is pasted from elsewhere would be another name for the same.
BLANKS = re.compile("[ \\t\u00a0\u2007\u202f]+")
#: What a column of money keeps behind the comma.
CENTS = Decimal("0.01")


class Line:
    """One row of a table; a cell that cannot be read adds a problem and gives its empty value."""

    def __init__(self, row: int, cells: Mapping[str, str], problems: list[TableProblem]) -> None:
        self.number_of_row = row
        self._cells = cells
        self._problems = problems

    def refuse(self, column: str, sentence: str) -> None:
        self._problems.append(TableProblem(self.number_of_row, column, sentence))

    def text(self, column: str, *, required: bool = False, limit: int = MAX_CELL) -> str:
        cell = BLANKS.sub(" ", self._cells.get(column, "")).strip()
        if required and not cell:
            self.refuse(column, _("wajib diisi."))
        if len(cell) > limit:
            self.refuse(column, _("paling banyak %(limit)d karakter.") % {"limit": limit})
        if refusal := sign_refusal(cell):
            self.refuse(column, refusal)
        return cell

    def choice(self, column: str, choices: Sequence[str], default: str = "") -> str:
        cell = self.text(column).lower() or default.lower()
        for choice in choices:
            if choice.lower() == cell:
                return choice
        self.refuse(column, _("isi salah satu dari: %(list)s.") % {"list": ", ".join(choices)})
        return default

    def number(self, column: str, *, required: bool = False) -> Decimal | None:
        cell = self.text(column, required=required)
        if not cell:
            return None
        try:
            return parse_number(cell)
        except NotANumber as refusal:
            self.refuse(column, refusal.sentence)
            return None

    def money(self, column: str, *, required: bool = False) -> Decimal | None:
        """Rupiah; what the column would round is refused."""
        amount = self.number(column, required=required)
        if amount is not None and amount % CENTS:
            self.refuse(column, _("rupiah paling banyak 2 angka di belakang koma."))
        return amount

    def target(self, column: str, notation: Notation, *, is_range: bool) -> TargetValue | None:
        """A target in the indicator's own writing; `70 s.d. 80` where it is a range."""
        cell = self.text(column, limit=60)
        if not cell:
            return None
        try:
            return read_target(cell, notation, is_range=is_range)
        except NotANumber as refusal:
            self.refuse(column, refusal.sentence)
            return None

    def integer(self, column: str, *, lowest: int, highest: int, default: int) -> int:
        cell = self.text(column)
        if not cell:
            return default
        if cell.isascii() and cell.isdigit() and lowest <= int(cell[:9]) <= highest:
            return int(cell)
        self.refuse(
            column,
            _("tulis bilangan bulat %(lowest)d sampai %(highest)d.")
            % {"lowest": lowest, "highest": highest},
        )
        return default

    def year(self, column: str) -> int:
        self.text(column, required=True)
        return self.integer(column, lowest=2000, highest=2100, default=2000)

    def day(self, column: str) -> date | None:
        cell = self.text(column)
        if not cell:
            return None
        day = read_day(cell)
        if day is None:
            self.refuse(column, _("tulis tanggal seperti 2026-12-31 atau 31-12-2026."))
        elif not is_near(day):
            self.refuse(column, FAR_DAY % {"year": day.year})
        return day

    def yes(self, column: str) -> bool:
        cell = self.text(column).lower()
        if cell not in YES:
            self.refuse(column, _("tulis ya atau tidak."))
        return YES.get(cell, False)


def read_table(
    text: str, *, required: Sequence[str], optional: Sequence[str], clean: Callable[[Line], Cleaned]
) -> list[Cleaned]:
    """The rows of a CSV text, each made clean; raises TableRefused with every problem found."""
    problems: list[TableProblem] = []
    cleaned = [
        clean(line) for line in _lines(text, set(required), {*required, *optional}, problems)
    ]
    if not cleaned and not problems:
        problems.append(TableProblem(2, "-", _("tidak ada satu baris pun di bawah judul kolom.")))
    if problems:
        raise TableRefused(problems)
    return cleaned


def _lines(
    text: str, required: set[str], known: set[str], problems: list[TableProblem]
) -> Iterator[Line]:
    body = text.removeprefix("\ufeff")
    first = body.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        problems.append(
            TableProblem(reader.line_num, "-", _("baris ini bukan CSV yang utuh (tanda kutip)."))
        )
        return
    header = [name.strip() for name in rows[0]] if rows else []
    for name in sorted(required - set(header)):
        problems.append(TableProblem(1, name, _("kolom ini tidak ada.")))
    for name in sorted({name for name in header if name not in known or header.count(name) > 1}):
        problems.append(TableProblem(1, name or "-", _("kolom ini tidak dikenal atau ganda.")))
    if problems:
        return
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.append(
                TableProblem(
                    number,
                    "-",
                    _("ada %(found)d kolom, seharusnya %(wanted)d.")
                    % {"found": len(cells), "wanted": len(header)},
                )
            )
            continue
        yield Line(number, dict(zip(header, cells, strict=True)), problems)
