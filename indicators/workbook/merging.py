"""A row that changed in the file and in the product since its download, joined cell by cell.

What only makes sense together (a number, the pair, or the word that there is none; a provisional
figure with its day and source) is never mixed: where both sides changed it, one side is chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from indicators.forms import FIGURE, UNITS, GridLine, saved_line
from indicators.models import RealisasiRevision
from indicators.notation import format_number
from indicators.queries import FigureRow
from indicators.services import content_of
from indicators.workbook.layout import VALUE, Column, inputs_of
from indicators.workbook.token import RowToken, comparable

YES = "ya"
UNAVAILABLE = RealisasiRevision.Status.UNAVAILABLE
Bases = Mapping[int, RealisasiRevision]


@dataclass(frozen=True, slots=True)
class Choice:
    """What both have changed: its fields, and both sides as they are sent and as they are read.

    `is_torn`: the file itself says both that there is no number and which it is.
    """

    title: str
    fields: tuple[str, ...]
    saved: str
    typed: str
    saved_said: str
    typed_said: str
    unit: str = ""
    is_torn: bool = False

    @property
    def name(self) -> str:
        """The field that carries the choice."""
        return self.unit or self.fields[0]


@dataclass(frozen=True, slots=True)
class Merged:
    """A row as it would be saved: the product's word where both have changed, and those cells."""

    typed: dict[str, str]
    choices: tuple[Choice, ...]


def bases_of(marks: Iterable[RowToken], known: Mapping[int, FigureRow]) -> dict[int, Any]:
    """What stood in the rows of a file that have changed here since, by indicator id. 1 query."""
    wanted = Q(pk__in=())
    for each in marks:
        figure = known[each.indicator_id].realisasi
        if figure is not None and each.version != figure.version:
            wanted |= Q(realisasi=figure.pk, number=each.version)
    rows = RealisasiRevision.objects.filter(wanted).select_related("realisasi")
    return {row.realisasi.indicator_id: row for row in rows}


def untorn(
    row: FigureRow, typed: Mapping[str, str], base: RealisasiRevision | None
) -> dict[str, str]:
    """The row without the word that there is none, where only the download put it beside a number.

    `base`: what stood in the row at the download. Empty where the file says so by itself.
    """
    if base is None or base.status != UNAVAILABLE:
        return {}
    prefix = f"f{row.indicator.pk}"
    reason = typed[f"{prefix}-unavailable_reason"].strip()
    numbers = ("value", "numerator", "denominator")
    if (
        not typed[f"{prefix}-unavailable"]
        or not any(typed[f"{prefix}-{name}"] for name in numbers)
        or reason not in ("", base.unavailable_reason.strip())
    ):
        return {}
    return {**typed, f"{prefix}-unavailable": "", f"{prefix}-unavailable_reason": ""}


def merge(
    row: FigureRow,
    typed: Mapping[str, str],
    mine: Mapping[str, Any],
    base: RealisasiRevision | None,
    *,
    is_torn: bool = False,
) -> Merged:
    """Join a row's cells: what only the file changed is the file's, all else the product's.

    `typed`: the file's row as the grid's fields; `mine`: its content; `is_torn`: its number is to
    be chosen even where only the file has changed it.
    """
    sides = _Sides(row, typed, mine, base)
    fields, choices = {**typed, f"{sides.prefix}-version": str(row.version)}, []
    for unit, columns in _by_unit(inputs_of(row)):
        differing = [column for column in columns if sides.differs(column)]
        is_asked = is_torn and unit == FIGURE
        if not is_asked and not any(sides.is_changed_here(column) for column in columns):
            continue
        fields |= {sides.name(column): sides.here(column) for column in columns}
        if not differing or not (is_asked or any(sides.is_changed_there(each) for each in columns)):
            continue
        whole = len(differing) > 1 or is_asked
        choices.append(
            replace(sides.choice_of_unit(unit, columns), is_torn=is_asked)
            if whole
            else sides.choice_of(differing[0])
        )
    return Merged(fields, tuple(choices))


def said(content: Mapping[str, Any], name: str) -> str:
    """What stands in an input column, as it is read; empty where nothing does."""
    if name == "unavailable":
        return YES if content["status"] == UNAVAILABLE else ""
    if name == "sementara":
        return YES if content["is_sementara"] else ""
    if name == "value" and content["code"]:
        return str(content["code"])
    value = content[name]
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return format_number(value) if isinstance(value, Decimal) else str(value)


def _by_unit(columns: Sequence[Column]) -> Iterator[tuple[str, list[Column]]]:
    """The input columns, those that only make sense together under the name of their unit."""
    unit_of = {name: unit for unit, names in UNITS.items() for name in names}
    for unit in UNITS:
        yield unit, [column for column in columns if unit_of.get(column.field) == unit]
    for column in columns:
        if column.field not in unit_of:
            yield "", [column]


class _Sides:
    """A row at its download, in the product, and in the file."""

    def __init__(
        self,
        row: FigureRow,
        typed: Mapping[str, str],
        mine: Mapping[str, Any],
        base: RealisasiRevision | None,
    ) -> None:
        self.prefix = f"f{row.indicator.pk}"
        self._typed, self._mine = typed, mine
        self._before, self._saved = (
            comparable(content_of(base)),
            comparable(content_of(row.current)),
        )
        self._line = saved_line(row, is_editable=True)

    def name(self, column: Column) -> str:
        return f"{self.prefix}-{column.field}"

    def differs(self, column: Column) -> bool:
        return said(self._saved, column.field) != said(self._mine, column.field)

    def is_changed_here(self, column: Column) -> bool:
        return said(self._saved, column.field) != said(self._before, column.field)

    def is_changed_there(self, column: Column) -> bool:
        return said(self._mine, column.field) != said(self._before, column.field)

    def here(self, column: Column) -> str:
        """What the product holds, as it would be typed."""
        return as_typed(self._line, column.field)

    def choice_of(self, column: Column) -> Choice:
        name, told = self.name(column), column.field
        return Choice(
            column.title,
            (name,),
            self.here(column),
            self._typed[name],
            said(self._saved, told),
            said(self._mine, told),
        )

    def choice_of_unit(self, unit: str, columns: Sequence[Column]) -> Choice:
        """Both sides whole, each packed into one field."""
        return Choice(
            VALUE.title if unit == FIGURE else columns[0].title,
            tuple(self.name(column) for column in columns),
            urlencode({column.field: self.here(column) for column in columns}),
            urlencode({column.field: self._typed[self.name(column)] for column in columns}),
            _said_whole(self._saved, columns),
            _said_whole(self._mine, columns),
            unit=f"{self.prefix}-{unit}",
        )


def _said_whole(content: Mapping[str, Any], columns: Sequence[Column]) -> str:
    words = {column.field: said(content, column.field) for column in columns}
    if words.pop("unavailable", ""):
        return _("tidak tersedia: %(reason)s") % {"reason": words["unavailable_reason"]}
    between = " / " if "numerator" in words else ", "
    return between.join(word for word in words.values() if word)


def as_typed(line: GridLine, name: str) -> str:
    """What a line holds in an input column, as it would be typed in the sheet."""
    if name in ("unavailable", "sementara"):
        return YES if getattr(line, f"is_{name}") else ""
    return line.typed.get(name, "")
