"""The rows of an uploaded sheet: which figures they change, and what stands in the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from indicators.forms import FigureGrid, GridLine
from indicators.models import RealisasiRevision
from indicators.notation import format_number
from indicators.quality import Doubt
from indicators.queries import FigureRow
from indicators.services import FigureEntry, content_of
from indicators.workbook.cells import typed_in
from indicators.workbook.layout import COLUMNS, FIRST_ROW, INPUTS, LETTER_OF, kind_of
from indicators.workbook.token import RowToken, SheetToken, comparable, digest_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

YES = "ya"


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
        return f"{self.sheet}!{self.row}"


@dataclass(slots=True)
class Change:
    """One row that differs from its download: old and new by column, and what is wrong with it.

    `typed`: the row as the grid's fields, to be sent again when it is applied.
    """

    line: GridLine
    place: str
    typed: Mapping[str, str]
    problems: list[CellProblem]

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
    sheet: "Worksheet",
    mark: SheetToken,
    known: Mapping[int, FigureRow],
    editable: Collection[int],
) -> list[Change]:
    """The rows of one sheet that change something or cannot be read, in their order."""
    rows = [known[each.indicator_id] for each in mark.rows]
    typed, unread = [], []
    if not rows:
        return []
    last = FIRST_ROW + len(rows) - 1
    lines = sheet.iter_rows(min_row=FIRST_ROW, max_row=last, max_col=len(COLUMNS))
    for row, each, cells in zip(rows, mark.rows, lines, strict=True):
        fields, problems = _typed_row(row, each, cells, mark.title)
        typed.append(fields)
        unread.append(problems)
    data = {name: text for fields in typed for name, text in fields.items()}
    grid = FigureGrid(rows, data, editable=[row.indicator.pk for row in rows])
    grid.is_valid()
    changes = []
    for place, (line, each) in enumerate(zip(grid.lines, mark.rows, strict=True)):
        at = Place(mark.title, FIRST_ROW + place)
        change = _change(line, each, at, typed[place], unread[place])
        if change is not None:
            if line.row.indicator.pk not in editable:
                change.problems = [CellProblem(at.sheet, f"A{at.row}", _("Angka ini terkunci."))]
            changes.append(change)
    return changes


def _typed_row(
    row: FigureRow, mark: RowToken, cells: "Sequence[Cell | MergedCell]", title: str
) -> tuple[dict[str, str], list[CellProblem]]:
    """One row as the grid's fields, and the cells that cannot be read at all."""
    prefix, problems = f"f{row.indicator.pk}", []
    fields = {f"{prefix}-version": str(mark.version)}
    for cell, column in zip(cells, COLUMNS, strict=True):
        if column.field:
            text, sentence = typed_in(cell, kind_of(column, row))
            fields[f"{prefix}-{column.field}"] = text
            if sentence:
                problems.append(CellProblem(title, cell.coordinate, sentence))
    return fields, problems


def _change(
    line: GridLine,
    mark: RowToken,
    at: Place,
    typed: Mapping[str, str],
    problems: list[CellProblem],
) -> Change | None:
    """A row that differs from its download; None where nothing was done to it."""
    row, marked = line.row, {problem.cell for problem in problems}
    for name, sentence in line.errors.items():
        address = f"{LETTER_OF.get(name, 'F')}{at.row}"
        if address not in marked:
            problems.append(CellProblem(at.sheet, address, sentence))
    change = Change(line, str(at), typed, problems)
    if line.entry is None or problems:
        return change if problems else None
    if digest_of(_content(line.entry)) == mark.digest:
        return None
    change.problems.extend(_conflicts(line.entry, row, at))
    return change


def _content(entry: FigureEntry) -> dict[str, Any]:
    return comparable({name: getattr(entry, name) for name in content_of(None)})


def _differences(row: FigureRow, entry: FigureEntry) -> Iterator[tuple[str, str, str]]:
    old, new = comparable(content_of(row.current)), _content(entry)
    for column in INPUTS:
        before, after = _said(old, column.field), _said(new, column.field)
        if before != after:
            yield column.title, before, after


def _conflicts(entry: FigureEntry, row: FigureRow, at: Place) -> Iterator[CellProblem]:
    """Where the web has changed since the download and says something else than the file."""
    if entry.version == row.version:
        return
    saved, typed = comparable(content_of(row.current)), _content(entry)
    for name, letter in LETTER_OF.items():
        if name in typed and saved[name] != typed[name]:
            yield CellProblem(
                at.sheet,
                f"{letter}{at.row}",
                _(
                    "Sudah diubah di aplikasi sejak berkas diunduh: di aplikasi %(saved)s, "
                    "di berkas %(typed)s. Unduh formulir yang baru."
                )
                % {"saved": _quoted(saved, name), "typed": _quoted(typed, name)},
            )


def _said(content: Mapping[str, Any], name: str) -> str:
    """What stands in an input column, as it is read; empty where nothing does."""
    if name == "unavailable":
        return YES if content["status"] == RealisasiRevision.Status.UNAVAILABLE else ""
    if name == "sementara":
        return YES if content["is_sementara"] else ""
    if name == "value" and content["code"]:
        return str(content["code"])
    value = content[name]
    if value is None:
        return ""
    return format_number(value) if isinstance(value, Decimal) else str(value)


def _quoted(content: Mapping[str, Any], name: str) -> str:
    said = _said(content, name)
    if not said:
        return _("(kosong)")
    return said if isinstance(content[name], Decimal) else f"“{said}”"


def in_place(sheet: "Worksheet", rows: Sequence[FigureRow]) -> bool:
    """Whether the codes stand where they were written."""
    last = FIRST_ROW + len(rows) - 1
    codes = sheet.iter_rows(FIRST_ROW, last, max_col=1, values_only=True) if rows else ()
    return [code for (code,) in codes] == [row.indicator.code for row in rows]
