"""Numbers, percentages and money in templates, always in Indonesian notation."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.translation import gettext as _

from indicators.capaian import (
    Capaian,
    Judgement,
    Outcome,
    Step,
    YearPlan,
    category_of,
    sentence_of,
)
from indicators.measures import Notation, say_target
from indicators.models import Indicator
from indicators.notation import MAX_DECIMALS, ROMAN, format_number, round_half_up
from indicators.queries import FigureRow, YearRow

register = template.Library()
NO_BREAK = "\u00a0"
DASH = "–"


@register.filter
def angka(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`1.234,5`; a dash where there is no number (never 0)."""
    return DASH if value is None else format_number(Decimal(value), decimals)


@register.filter
def persen(value: Decimal | None, decimals: int = 2) -> str:
    """`98,25 %` of a number that is a percentage already."""
    return DASH if value is None else f"{format_number(value, decimals)}{NO_BREAK}%"


@register.filter
def rupiah(value: Decimal | None) -> str:
    """`Rp1.234.567`, in whole rupiah."""
    return DASH if value is None else f"Rp{format_number(value, 0)}"


@register.filter
def triwulan(number: int) -> str:
    """`TW II`."""
    return f"TW{NO_BREAK}{romawi(number)}"


@register.filter
def romawi(number: int) -> str:
    """`II`, as a triwulan is written; anything else as it came."""
    return ROMAN[number] if 0 < number < len(ROMAN) else str(number)


@register.filter
def hasil(outcome: Outcome, decimals: int = 2) -> str:
    """A number or the reason why there is none, as words.

    What was typed is shown whole; only a quotient that does not end is rounded to `decimals`.
    """
    if outcome.value is None:
        return _(outcome.reason.value) if outcome.reason else DASH
    is_endless = round_half_up(outcome.value, MAX_DECIMALS) != outcome.value
    return format_number(outcome.value, decimals if is_endless else None)


class Row(Protocol):
    """What stands in a table of figures: an indicator with its way of writing."""

    @property
    def indicator(self) -> Indicator: ...
    @property
    def notation(self) -> Notation: ...


@register.filter
def nilai(outcome: Outcome, row: Row) -> str:
    """A realisasi as its indicator writes it (number, predikat, document, day), or the reason."""
    if outcome.value is not None and row.notation.is_worded:
        return row.notation.say(outcome.value)
    return hasil(outcome, row.indicator.decimals)


@register.filter
def target(judgement: Judgement, row: Row) -> str:
    """The target of a judgement as its indicator writes it; a dash where there is none."""
    return say_target(judgement.target, judgement.upper, row.notation) or DASH


@register.filter
def target_tahun(plan: YearPlan, row: Row) -> str:
    """The year's own target as its indicator writes it."""
    return say_target(plan.annual, plan.annual_upper, row.notation) or DASH


@register.filter
def kategori(outcome: Outcome, scale: Sequence[Step]) -> str:
    """The category of a capaian on a scale; empty where there is no number."""
    return "" if outcome.value is None else category_of(outcome.value, scale)


@register.filter
def penjelasan(capaian: Capaian) -> str:
    """Why a capaian is missing or looks odd, as a sentence; empty where nothing is to be said."""
    return sentence_of(capaian.value, capaian.reason, capaian.formula)


@register.filter
def rumus(rows: Iterable[FigureRow]) -> str:
    """The formulas that made the capaian of a table, as they stand under it."""
    return "; ".join(sorted({row.capaian.formula for row in rows if row.capaian.formula}))


@register.filter
def rumus_setahun(groups: Iterable[tuple[object, Iterable[YearRow]]]) -> str:
    """The same for the table of a year, grouped by sasaran."""
    found = {
        judgement.capaian.formula
        for _sasaran, rows in groups
        for row in rows
        for judgement in (*row.quarters.values(), row.annual)
    }
    return "; ".join(sorted(found - {""}))


@register.filter
def of_key(mapping: object, key: object) -> object:
    """The value of a mapping at a key that a loop holds; None where there is no mapping or key."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None
