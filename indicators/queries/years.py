"""An agency's year: every indicator with its four triwulan and the year itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.capaian import (
    Aggregation,
    Basis,
    Judgement,
    Rules,
    Step,
    YearPlan,
    judge_triwulan,
    judge_year,
)
from indicators.measures import Notation
from indicators.models import Indicator, Realisasi, RealisasiRevision, Sasaran, TargetRevision
from indicators.queries.book import figures_by_indicator
from indicators.queries.figures import frozen_targets
from indicators.queries.plans import figure_of, plan_of, rules_of, scale_of, targets_by_indicator
from organization.models import Agency


@dataclass(frozen=True, slots=True)
class YearRow:
    """One indicator's year: four triwulan and the year, each judged by its own target."""

    indicator: Indicator
    year: int
    plan: YearPlan
    saved: Mapping[int, Realisasi]
    quarters: Mapping[int, Judgement]
    annual: Judgement
    scale: tuple[Step, ...]
    rules: Rules

    @property
    def has_ended(self) -> bool:
        """Whether TW IV has said its word; before it, a category of the year would mislead."""
        last = self.saved[4].current if 4 in self.saved else None
        return last is not None and last.status != RealisasiRevision.Status.EMPTY

    @property
    def provisional(self) -> frozenset[int]:
        """The triwulan whose realisasi rests on an angka sementara; 0 stands for the year."""
        marks = {
            triwulan: row.current.is_sementara
            for triwulan, row in sorted(self.saved.items())
            if row.current is not None and row.current.status == RealisasiRevision.Status.FILLED
        }
        found = {
            triwulan
            for triwulan, judgement in self.quarters.items()
            if (
                marks.get(triwulan, False)
                if judgement.basis == Basis.OWN
                else self._rests(marks, triwulan)
            )
        }
        return frozenset(found | {0} if self._rests(marks, 4) else found)

    def _rests(self, marks: Mapping[int, bool], up_to: int) -> bool:
        """Whether the figure s.d. a triwulan was made of one with a mark."""
        used = [mark for triwulan, mark in marks.items() if triwulan <= up_to]
        if self.rules.aggregation == Aggregation.ANNUAL:
            return up_to == 4 and marks.get(4, False)
        is_joined = self.rules.aggregation != Aggregation.LAST
        return any(used) if is_joined else bool(used) and used[-1]

    @property
    def notation(self) -> Notation:
        return self.indicator.notation(self.year)


def year_rows(agency: Agency, year: int, *, indicator_id: int | None = None) -> list[YearRow]:
    """The rows of an agency (or of one indicator of it) in 4 queries whatever their number."""
    indicators = Indicator.objects.filter(agency=agency, is_active=True).select_related(
        "sasaran__tujuan", "tujuan", "responsible_unit", "responsible_position"
    )
    if indicator_id is not None:
        indicators = indicators.filter(pk=indicator_id)
    rows = list(indicators)
    ids = [indicator.pk for indicator in rows]
    figures = figures_by_indicator(ids, year)
    targets = targets_by_indicator(ids, year)
    scale = scale_of(agency)
    return [
        _row(each, year, figures.get(each.pk, {}), targets.get(each.pk, []), scale) for each in rows
    ]


def by_sasaran(rows: Iterable[YearRow]) -> list[tuple[Sasaran | None, list[YearRow]]]:
    """The rows under their sasaran, each sasaran once, in the order of its first indicator."""
    found: dict[Sasaran | None, list[YearRow]] = {}
    for row in rows:
        found.setdefault(row.indicator.sasaran, []).append(row)
    return list(found.items())


def _row(
    indicator: Indicator,
    year: int,
    saved: Mapping[tuple[int, int], Realisasi],
    targets: list[TargetRevision],
    scale: tuple[Step, ...],
) -> YearRow:
    rules = rules_of(indicator)
    plan = plan_of(targets, year, frozen_targets(saved, year))
    by_triwulan = {row.triwulan: row for row in saved.values()}
    figures = {triwulan: figure_of(row.current) for triwulan, row in by_triwulan.items()}
    return YearRow(
        indicator=indicator,
        year=year,
        plan=plan,
        saved=by_triwulan,
        quarters={each: judge_triwulan(plan, figures, each, rules) for each in range(1, 5)},
        annual=judge_year(plan, figures, rules),
        scale=scale,
        rules=rules,
    )
