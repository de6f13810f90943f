"""A row that changed in the file and in the product since its download, joined cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from indicators.forms import GridLine, saved_line
from indicators.models import RealisasiRevision
from indicators.notation import format_number
from indicators.queries import FigureRow
from indicators.services import content_of
from indicators.workbook.layout import inputs_of
from indicators.workbook.token import RowToken, comparable

YES = "ya"
NUMBERS = frozenset({"value", "numerator", "denominator"})
Bases = Mapping[int, RealisasiRevision]


@dataclass(frozen=True, slots=True)
class Choice:
    """A cell that both have changed: its field, and both texts as they are typed and as read."""

    title: str
    name: str
    saved: str
    typed: str
    saved_said: str
    typed_said: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A row as it would be saved: the product's word where both have changed, and those cells.

    `is_one_figure`: no number of one side meets the other side's word that there is none.
    """

    typed: dict[str, str]
    choices: tuple[Choice, ...]
    is_one_figure: bool


def bases_of(marks: Iterable[RowToken], known: Mapping[int, FigureRow]) -> dict[int, Any]:
    """What stood in the rows of a file that have changed here since, by indicator id. 1 query."""
    wanted = Q(pk__in=())
    for each in marks:
        figure = known[each.indicator_id].realisasi
        if figure is not None and each.version != figure.version:
            wanted |= Q(realisasi=figure.pk, number=each.version)
    rows = RealisasiRevision.objects.filter(wanted).select_related("realisasi")
    return {row.realisasi.indicator_id: row for row in rows}


def merge(
    row: FigureRow,
    typed: Mapping[str, str],
    mine: Mapping[str, Any],
    base: RealisasiRevision | None,
) -> Merged:
    """Join a row's cells: what only the file changed is the file's, all else the product's.

    `typed`: the file's row as the grid's fields; `mine`: its content.
    """
    prefix, here = f"f{row.indicator.pk}", saved_line(row, is_editable=True)
    before, saved = comparable(content_of(base)), comparable(content_of(row.current))
    fields, choices = {**typed, f"{prefix}-version": str(row.version)}, []
    for column in inputs_of(row):
        name = f"{prefix}-{column.field}"
        was, now, told = (said(content, column.field) for content in (before, saved, mine))
        if told not in (was, now) and now == was:
            continue
        fields[name] = _as_typed(here, column.field)
        if told not in (was, now):
            choices.append(Choice(column.title, name, fields[name], typed[name], now, told))
    is_available = [not said(content, "unavailable") for content in (saved, mine)]
    is_figure_open = any(each.name.removeprefix(f"{prefix}-") in NUMBERS for each in choices)
    return Merged(fields, tuple(choices), len(set(is_available)) == 1 or not is_figure_open)


def said(content: Mapping[str, Any], name: str) -> str:
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
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return format_number(value) if isinstance(value, Decimal) else str(value)


def _as_typed(line: GridLine, name: str) -> str:
    if name in ("unavailable", "sementara"):
        return YES if getattr(line, f"is_{name}") else ""
    return line.typed.get(name, "")
