"""The rows of an uploaded sheet: which figures they change, and what stands in the way."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext as _

from indicators.forms import FigureGrid, GridLine
from indicators.models import RealisasiRevision
from indicators.quality import Doubt
from indicators.queries import FigureRow
from indicators.services import FigureEntry, content_of
from indicators.workbook.cells import typed_in, unescaped
from indicators.workbook.layout import (
    COLUMNS,
    EMPTY,
    FIRST_ROW,
    HEAD_CELLS,
    HEADER_ROW,
    INPUTS,
    LETTER_OF,
    LOCKED,
    inputs_of,
    kind_of,
)
from indicators.workbook.merging import Bases, Choice, merge, said, untorn
from indicators.workbook.token import (
    RowToken,
    SheetToken,
    comparable,
    digest_of,
    digest_of_locked,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

PLACE = re.compile(r"([^\n]{1,31})!([1-9][0-9]{0,6})", re.ASCII)
#: The rows of a sheet from its first; a row is as long as what was written in it.
Cells: TypeAlias = "Sequence[Sequence[Cell | MergedCell]]"


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
class Place:
    """A row of a sheet."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}" if self.sheet else ""

    @classmethod
    def read(cls, text: str) -> "Place":
        """As a preview sent it; a place of its own where nobody can tell it."""
        found = PLACE.fullmatch(text)
        return cls(found[1], int(found[2])) if found else cls("", 0)


@dataclass(slots=True)
class Change:
    """One row that differs from its download: old and new by column, and what is wrong with it.

    `typed`: the row as the grid's fields, to be sent again when it is applied. `choices`: what was
    changed here too since the download; until somebody chooses, what is here stays.
    """

    line: GridLine
    place: str
    typed: Mapping[str, str]
    problems: list[CellProblem]
    choices: tuple[Choice, ...] = ()

    @property
    def figure_place(self) -> str:
        """The cell of its figure, or of a pair's first number."""
        sheet, _mark, row = self.place.rpartition("!")
        letter = LETTER_OF["numerator" if self.line.is_pair else "value"]
        return f"{sheet}!{letter}{row}" if sheet else ""

    @property
    def row(self) -> FigureRow:
        return self.line.row

    @property
    def entry(self) -> FigureEntry | None:
        return self.line.entry

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return self.line.doubts

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Column, what is saved now, and what the file says, where the two differ."""
        return [] if self.entry is None else list(_differences(self.row, self.entry))

    @property
    def is_good(self) -> bool:
        return not self.problems


def read_rows(
    cells: Cells,
    mark: SheetToken,
    known: Mapping[int, FigureRow],
    editable: Collection[int],
    bases: Bases,
) -> list[Change]:
    """The rows of one sheet that change something or cannot be read, in their order."""
    rows = [known[each.indicator_id] for each in mark.rows]
    typed, unread = [], []
    for place, (row, each) in enumerate(zip(rows, mark.rows, strict=True)):
        at = Place(mark.title, FIRST_ROW + place)
        fields, problems = _typed_row(row, each, cells[place], at)
        typed.append(fields)
        unread.append(problems)
    data = {name: text for fields in typed for name, text in fields.items()}
    grid = FigureGrid(rows, data, editable=[row.indicator.pk for row in rows])
    grid.is_valid()
    changes = []
    for place, (read, each) in enumerate(zip(grid.lines, mark.rows, strict=True)):
        at = Place(mark.title, FIRST_ROW + place)
        is_stale = each.version != read.row.version
        base = bases.get(each.indicator_id) if is_stale else read.row.current
        line, whole, is_torn = _untorn(read, typed[place], base)
        change = _change(line, each, at, whole, unread[place])
        if change is not None and change.is_good and (is_stale or is_torn):
            change = joined(change, at, base, is_torn=is_torn)
        if change is not None:
            if line.row.indicator.pk not in editable:
                change.problems = [CellProblem(at.sheet, f"A{at.row}", _("Angka ini terkunci."))]
            changes.append(change)
    return changes


def _untorn(
    line: GridLine, typed: Mapping[str, str], base: RealisasiRevision | None
) -> tuple[GridLine, Mapping[str, str], bool]:
    """A line whose number stands beside the download's word that there is none, read without that
    word; and whether the reason still stands there, so that one of both is to be chosen."""
    fields = untorn(line.row, typed, base)
    if not fields:
        return line, typed, False
    grid = FigureGrid([line.row], fields, editable=[line.row.indicator.pk])
    grid.is_valid()
    return grid.lines[0], fields, bool(typed[f"{line.prefix}-unavailable_reason"].strip())


def _typed_row(
    row: FigureRow, mark: RowToken, cells: "Sequence[Cell | MergedCell]", at: Place
) -> tuple[dict[str, str], list[CellProblem]]:
    """One row as the grid's fields, and the cells that cannot be read at all."""
    prefix, problems = f"f{row.indicator.pk}", []
    fields = {f"{prefix}-{column.field}": "" for column in INPUTS}
    fields[f"{prefix}-version"] = str(mark.version)
    open_fields = {column.field for column in inputs_of(row)}
    for cell, column in zip(cells[LOCKED:], INPUTS, strict=False):
        if cell.value is None:
            continue
        text, sentence = typed_in(cell, kind_of(column, row))
        if column.field not in open_fields and (text or sentence):
            text, sentence = "", _("Bukan sel isian indikator ini; kosongkan.")
        fields[f"{prefix}-{column.field}"] = text
        if sentence:
            problems.append(CellProblem(at.sheet, f"{column.letter}{at.row}", sentence))
    if not is_locked_as_written(cells, mark):
        sentence = _(
            "Isi kolom yang terkunci (kode, indikator, satuan, target, triwulan lalu) diubah; "
            "perubahan itu tidak dimuat. Unduh formulir yang baru."
        )
        problems.append(CellProblem(at.sheet, f"A{at.row}", sentence))
    return fields, problems


def is_locked_as_written(cells: "Sequence[Cell | MergedCell]", mark: RowToken) -> bool:
    """Whether the cells of a row that are not for input hold what the download put there."""
    return digest_of_locked(_plain(cell.value) for cell in cells[:LOCKED]) == mark.locked


def _plain(value: object) -> object:
    return unescaped(value) if isinstance(value, str) else value


def find_strays(cells: Cells, mark: SheetToken) -> Iterator[CellProblem]:
    """What was written beside the form: right of its columns, or above its titles."""
    above = [cell for row in cells[: HEADER_ROW - 1] for cell in row if cell.value not in EMPTY]
    held = {cell.coordinate: _plain(cell.value) for cell in above}
    if mark.head and digest_of_locked(map(held.get, HEAD_CELLS)) != mark.head:
        sentence = _(
            "Kepala formulir diubah; perubahan itu tidak dimuat. Tulis pada kolom Catatan."
        )
        yield CellProblem(mark.title, HEAD_CELLS[0], sentence)
    right = (cell for row in cells[HEADER_ROW - 1 :] for cell in row[len(COLUMNS) :])
    for cell in (*above, *right):
        if cell.value not in EMPTY and cell.coordinate not in HEAD_CELLS:
            yield stray(mark.title, cell)


def stray(title: str, cell: "Cell | MergedCell") -> CellProblem:
    """A cell that holds something where nothing is read."""
    sentence = _("Di luar formulir, sehingga tidak dimuat; hapus isinya.")
    return CellProblem(title, cell.coordinate, sentence)


def _change(
    line: GridLine,
    mark: RowToken,
    at: Place,
    typed: Mapping[str, str],
    problems: list[CellProblem],
) -> Change | None:
    """A row that differs from its download; None where nothing was done to it."""
    marked = {problem.cell for problem in problems}
    problems.extend(each for each in _faults(line, at) if each.cell not in marked)
    change = Change(line, str(at), typed, problems)
    if line.entry is None or problems:
        return change if problems else None
    if digest_of(_content(line.entry)) == mark.digest:
        return None
    return change


def joined(
    change: Change, at: Place, base: RealisasiRevision | None, *, is_torn: bool
) -> Change | None:
    """The row with what was saved here since its download; None where nothing else remains."""
    row, entry = change.row, change.entry
    if entry is None:
        return change
    merged = merge(row, change.typed, _content(entry), base, is_torn=is_torn)
    grid = FigureGrid([row], merged.typed, editable=[row.indicator.pk])
    grid.is_valid()
    line = grid.lines[0]
    joined = Change(line, change.place, merged.typed, [*_faults(line, at)], merged.choices)
    return joined if joined.problems or joined.differences or joined.choices else None


def _faults(line: GridLine, at: Place) -> Iterator[CellProblem]:
    """What is wrong with a line, at its cells."""
    for name, sentence in line.errors.items():
        yield CellProblem(at.sheet, f"{LETTER_OF.get(name, 'F')}{at.row}", sentence)


def _content(entry: FigureEntry) -> dict[str, Any]:
    return comparable({name: getattr(entry, name) for name in content_of(None)})


def _differences(row: FigureRow, entry: FigureEntry) -> Iterator[tuple[str, str, str]]:
    old, new = comparable(content_of(row.current)), _content(entry)
    for column in INPUTS:
        before, after = said(old, column.field), said(new, column.field)
        if before != after:
            yield column.title, before, after
