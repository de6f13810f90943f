"""The rows of an uploaded sheet: which figures they change, and what stands in the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from indicators.workbook.layout import FIRST_ROW, INPUTS, LETTER_OF, kind_of
from indicators.workbook.token import RowToken, SheetToken, comparable, digest_of

if TYPE_CHECKING:
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


@dataclass(slots=True)
class Change:
    """One row that differs from its download: old and new by column, and what is wrong with it.

    `typed`: the row as the grid's fields, to be sent again when it is applied.
    """

    row: FigureRow
    place: str
    typed: Mapping[str, str]
    entry: FigureEntry | None = None
    differences: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: list[CellProblem] = field(default_factory=list)

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
    data: dict[str, str] = {}
    unread: dict[int, list[CellProblem]] = {}
    for number, (row, each) in enumerate(zip(rows, mark.rows, strict=True), start=FIRST_ROW):
        prefix = f"f{row.indicator.pk}"
        data[f"{prefix}-version"] = str(each.version)
        for column in INPUTS:
            cell = sheet[f"{column.letter}{number}"]
            text, sentence = typed_in(cell, kind_of(column, row))
            data[f"{prefix}-{column.field}"] = text
            if sentence:
                problem = CellProblem(mark.title, cell.coordinate, sentence)
                unread.setdefault(row.indicator.pk, []).append(problem)
    grid = FigureGrid(rows, data, editable=[row.indicator.pk for row in rows])
    grid.is_valid()
    changes = []
    for number, (line, each) in enumerate(zip(grid.lines, mark.rows, strict=True), FIRST_ROW):
        change = _change(line, each, mark.title, number, data, unread)
        if change is not None:
            _forbid(change, editable, mark.title, number)
            changes.append(change)
    return changes


def _change(
    line: GridLine,
    mark: RowToken,
    title: str,
    number: int,
    data: Mapping[str, str],
    unread: Mapping[int, list[CellProblem]],
) -> Change | None:
    """A row that differs from its download; None where nothing was done to it."""
    row, problems = line.row, list(unread.get(mark.indicator_id, []))
    marked = {problem.cell for problem in problems}
    for name, sentence in line.errors.items():
        address = f"{LETTER_OF.get(name, 'F')}{number}"
        if address not in marked:
            problems.append(CellProblem(title, address, sentence))
    typed = {name: text for name, text in data.items() if name.startswith(f"{line.prefix}-")}
    change = Change(row, f"{title}!{number}", typed, problems=problems)
    if line.entry is None or problems:
        return change if problems else None
    if digest_of(_content(line.entry)) == mark.digest:
        return None
    change.entry = line.entry
    change.differences = tuple(_differences(row, line.entry))
    change.doubts = line.doubts
    change.problems.extend(_conflicts(line.entry, row, title, number))
    return change


def _forbid(change: Change, editable: Collection[int], title: str, number: int) -> None:
    if change.row.indicator.pk not in editable:
        change.problems = [CellProblem(title, f"A{number}", _("Angka ini terkunci."))]


def _content(entry: FigureEntry) -> dict[str, Any]:
    return comparable({name: getattr(entry, name) for name in content_of(None)})


def _differences(row: FigureRow, entry: FigureEntry) -> Iterator[tuple[str, str, str]]:
    """Column, what is saved now, and what the file says, where the two differ."""
    old, new = comparable(content_of(row.current)), _content(entry)
    for column in INPUTS:
        before, after = _said(old, column.field), _said(new, column.field)
        if before != after:
            yield column.title, before, after


def _conflicts(
    entry: FigureEntry, row: FigureRow, title: str, number: int
) -> Iterator[CellProblem]:
    """Where the web has changed since the download and says something else than the file."""
    if entry.version == row.version:
        return
    saved, typed = comparable(content_of(row.current)), _content(entry)
    for name, letter in LETTER_OF.items():
        if name in typed and saved[name] != typed[name]:
            yield CellProblem(
                title,
                f"{letter}{number}",
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
    codes = [sheet[f"A{number}"].value for number in range(FIRST_ROW, FIRST_ROW + len(rows))]
    return codes == [row.indicator.code for row in rows]
