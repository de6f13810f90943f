"""What figures are held against: targets, earlier years and the scale, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DateField, DecimalField, IntegerField, Value

from indicators.capaian import PERMENDAGRI_86_2017, Step
from indicators.models import History, Indicator, TargetRevision
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

    targets: dict[int, list[TargetRow]] = field(default_factory=dict)
    years: dict[int, list[Decimal]] = field(default_factory=dict)
    scale: tuple[Step, ...] = PERMENDAGRI_86_2017


def yardsticks_of(indicators: Sequence[Indicator], year: int) -> Yardsticks:
    """What the figures of one agency's indicators are held against. 1 query, for a line that saves
    itself shall not ask three; the legal scale where the kabupaten has none of its own."""
    found, classes, earlier = Yardsticks(), [], []
    for kind, indicator, *row in _rows(indicators, year):
        if kind == "target":
            found.targets.setdefault(indicator, []).append(TargetRow(*row))
        elif kind == "year":
            earlier.append((indicator, row[0], row[2]))
        else:
            classes.append(Step(row[2], row[4]))
    for targets in found.targets.values():
        targets.sort(key=lambda each: each.effective_on)
    for indicator, _year, figure in sorted(earlier):
        found.years.setdefault(indicator, []).append(figure)
    classes.sort(key=lambda each: (each.above is not None, each.above), reverse=True)
    return Yardsticks(found.targets, found.years, tuple(classes) or found.scale)


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
