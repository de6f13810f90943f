"""Rows as the pure rules read them: which target is in force, how an indicator is counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from indicators.capaian import PERMENDAGRI_86_2017, Figure, Quarter, Rules, Step, YearPlan
from indicators.models import Indicator, RealisasiRevision, TargetRevision
from organization.models import Agency, CategoryStep

PERCENT_UNITS = frozenset({"%", "persen"})


class Target(Protocol):
    """What a target says: a value from a day on, for a triwulan or, without one, for the year."""

    @property
    def triwulan(self) -> int | None: ...

    @property
    def effective_on(self) -> date: ...

    @property
    def value(self) -> Decimal | None: ...

    @property
    def upper(self) -> Decimal | None: ...

    @property
    def basis(self) -> str: ...


TargetT = TypeVar("TargetT", bound=Target)


def period_end(year: int, triwulan: int) -> date:
    """The last day of a triwulan."""
    return date(year, 3 * triwulan, 31 if triwulan in (1, 4) else 30)


def scale_of(agency: Agency) -> tuple[Step, ...]:
    """The classes of capaian of an agency's kabupaten, highest first; else the legal default."""
    rows = CategoryStep.objects.filter(government=agency.government_id)
    return or_legal([Step(row.above, row.label) for row in rows])


def or_legal(steps: Sequence[Step]) -> tuple[Step, ...]:
    """A kabupaten's own scale, or that of the law where it has none."""
    return tuple(steps) or PERMENDAGRI_86_2017


def rules_of(indicator: Indicator) -> Rules:
    """How an indicator is counted and which way is better."""
    return Rules(
        aggregation=indicator.aggregation,
        polarity=indicator.polarity,
        formula=indicator.formula,
        is_percent=indicator.unit.strip().lower() in PERCENT_UNITS,
    )


def figure_of(revision: RealisasiRevision | None) -> Figure:
    """A revision's content; nothing saved and saved empty are the same blank."""
    if revision is None:
        return Figure()
    return Figure(
        value=revision.value,
        numerator=revision.numerator,
        denominator=revision.denominator,
        is_unavailable=revision.status == RealisasiRevision.Status.UNAVAILABLE,
    )


def targets_by_indicator(
    indicator_ids: Iterable[int], year: int
) -> dict[int, list[TargetRevision]]:
    """All target rows of a year, oldest first, in one query."""
    found: dict[int, list[TargetRevision]] = {}
    rows = TargetRevision.objects.filter(indicator__in=list(indicator_ids), year=year)
    for row in rows.order_by("effective_on", "pk"):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def in_force(targets: Sequence[TargetT], triwulan: int | None, on: date) -> TargetT | None:
    """The latest row of a triwulan (or of the year) in effect by this day, if it has a value."""
    rows = [each for each in targets if each.triwulan == triwulan and each.effective_on <= on]
    return rows[-1] if rows and rows[-1].value is not None else None


def plan_of(
    targets: Sequence[Target], year: int, frozen: Mapping[int, Target | None] | None = None
) -> YearPlan:
    """The year's targets: each triwulan by what was in force at its end, unless it is frozen.

    `frozen`: triwulan → the target that an approved figure was judged by.
    """
    quarters: dict[int, Quarter] = {}
    for triwulan in range(1, 5):
        row = in_force(targets, triwulan, period_end(year, triwulan))
        kept = (frozen or {}).get(triwulan)
        if kept is not None and kept.triwulan is not None:
            row = kept
        if row is not None and row.value is not None:
            quarters[triwulan] = Quarter(row.value, row.basis, row.upper)
    annual = in_force(targets, None, period_end(year, 4))
    if annual is None:
        return YearPlan(None, quarters)
    return YearPlan(annual.value, quarters, annual.upper)


def judging_target(
    targets: Sequence[TargetRevision], year: int, triwulan: int
) -> TargetRevision | None:
    """The row that a triwulan is judged by; the year's own where no quarter of it has one."""
    own = in_force(targets, triwulan, period_end(year, triwulan))
    if own is not None or triwulan < 4:
        return own
    has_quarters = any(in_force(targets, each, period_end(year, each)) for each in range(1, 4))
    return None if has_quarters else in_force(targets, None, period_end(year, 4))
