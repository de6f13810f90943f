"""What figures are held against: targets, earlier figures and the scale, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DateField, DecimalField, F, IntegerField, Value

from indicators.capaian import Step
from indicators.models import History, Indicator, Realisasi, TargetRevision
from indicators.queries.plans import or_legal
from organization.models import CategoryStep

#: The triwulan of so many earlier years say what is usual; older ones tell of another time.
YEARS = 5
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
    """By indicator id, oldest first: the targets of a year, the figures of earlier years as they
    were published, and those approved in the triwulan of the last few; `scale`: the classes of
    capaian, highest first."""

    targets: dict[int, list[TargetRow]]
    years: dict[int, list[Decimal]]
    quarters: dict[int, list[Decimal]]
    scale: tuple[Step, ...]


def yardsticks_of(indicators: Sequence[Indicator], year: int) -> Yardsticks:
    """What the figures of one agency's indicators are held against. 1 query, for a line that saves
    itself shall not ask three; the legal scale where the kabupaten has none of its own."""
    targets: dict[int, list[TargetRow]] = {}
    earlier: dict[str, list[tuple[int, int, Decimal]]] = {"year": [], "quarter": []}
    classes: list[Step] = []
    for kind, indicator, number, day, figure, upper, text in _rows(indicators, year):
        if kind == "target":
            target = TargetRow(number, day, figure, upper, text)
            targets.setdefault(indicator, []).append(target)
        elif kind == "class":
            classes.append(Step(figure, text))
        else:
            earlier[kind].append((indicator, number, figure))
    for rows in targets.values():
        rows.sort(key=lambda each: each.effective_on)
    classes.sort(key=lambda each: (each.above is not None, each.above), reverse=True)
    return Yardsticks(
        targets, _in_order(earlier["year"]), _in_order(earlier["quarter"]), or_legal(classes)
    )


def _in_order(rows: Iterable[tuple[int, int, Decimal]]) -> dict[int, list[Decimal]]:
    """Figures of (indicator, time, figure) by indicator, oldest first."""
    found: dict[int, list[Decimal]] = {}
    for indicator, _time, figure in sorted(rows):
        found.setdefault(indicator, []).append(figure)
    return found


def _rows(indicators: Sequence[Indicator], year: int) -> Iterable[tuple[Any, ...]]:
    """Rows of (kind, indicator, number, day, figure, upper, text), in no order."""
    if not indicators:
        return ()
    ids = [each.pk for each in indicators]
    targets = TargetRevision.objects.filter(indicator__in=ids, year=year).order_by()
    earlier = History.objects.filter(
        indicator__in=ids, year__lt=year, realisasi__isnull=False
    ).order_by()
    approved = Realisasi.objects.filter(
        indicator__in=ids, year__lt=year, year__gte=year - YEARS, approved__value__isnull=False
    ).order_by()
    time = F("year") * 10 + F("triwulan")
    classes = CategoryStep.objects.filter(government=indicators[0].agency.government_id).order_by()
    return targets.values_list(
        Value("target"), "indicator", "triwulan", "effective_on", "value", "upper", "basis"
    ).union(
        earlier.values_list(
            Value("year"), "indicator", "year", NO_DAY, "realisasi", NO_FIGURE, Value("")
        ),
        approved.values_list(
            Value("quarter"), "indicator", time, NO_DAY, "approved__value", NO_FIGURE, Value("")
        ),
        classes.values_list(
            Value("class"), NO_NUMBER, NO_NUMBER, NO_DAY, "above", NO_FIGURE, "label"
        ),
        all=True,
    )
