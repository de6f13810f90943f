"""What figures are held against: targets, earlier years and the scale, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DateField, DecimalField, IntegerField, Value

from indicators.capaian import Step
from indicators.models import History, Indicator, TargetRevision
from indicators.queries.plans import or_legal
from organization.models import CategoryStep

NO_NUMBER = Value(None, IntegerField())
NO_DAY = Value(None, DateField())
NO_FIGURE = Value(None, DecimalField())


class TargetRow(NamedTuple):
    """A target of the year as it was recorded, without who recorded it."""

    triwulan: int | None
    effective_on: date
    value: Decimal | None
    upper: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """Targets of a year and figures of earlier years by indicator id, both oldest first; `scale`:
    the classes of capaian, highest first."""

    targets: dict[int, list[TargetRow]]
    years: dict[int, list[Decimal]]
    scale: tuple[Step, ...]


def yardsticks_of(indicators: Sequence[Indicator], year: int) -> Yardsticks:
    """What the figures of one agency's indicators are held against. 1 query, for a line that saves
    itself shall not ask three; the legal scale where the kabupaten has none of its own."""
    targets: dict[int, list[TargetRow]] = {}
    earlier: list[tuple[int, int, Decimal]] = []
    classes: list[Step] = []
    for kind, indicator, number, day, figure, upper, text in _rows(indicators, year):
        if kind == "target":
            target = TargetRow(number, day, figure, upper, text)
            targets.setdefault(indicator, []).append(target)
        elif kind == "year":
            earlier.append((indicator, number, figure))
        else:
            classes.append(Step(figure, text))
    for rows in targets.values():
        rows.sort(key=lambda each: each.effective_on)
    years: dict[int, list[Decimal]] = {}
    for indicator, _year, figure in sorted(earlier):
        years.setdefault(indicator, []).append(figure)
    classes.sort(key=lambda each: (each.above is not None, each.above), reverse=True)
    return Yardsticks(targets, years, or_legal(classes))


def _rows(indicators: Sequence[Indicator], year: int) -> Iterable[tuple[Any, ...]]:
    """Rows of (kind, indicator, number, day, figure, upper, text), in no order."""
    if not indicators:
        return ()
    ids = [each.pk for each in indicators]
    targets = TargetRevision.objects.filter(indicator__in=ids, year=year).order_by()
    earlier = History.objects.filter(indicator__in=ids, realisasi__isnull=False).order_by()
    classes = CategoryStep.objects.filter(government=indicators[0].agency.government_id).order_by()
    return targets.values_list(
        Value("target"), "indicator", "triwulan", "effective_on", "value", "upper", "basis"
    ).union(
        earlier.values_list(
            Value("year"), "indicator", "year", NO_DAY, "realisasi", NO_FIGURE, Value("")
        ),
        classes.values_list(
            Value("class"), NO_NUMBER, NO_NUMBER, NO_DAY, "above", NO_FIGURE, "label"
        ),
        all=True,
    )
