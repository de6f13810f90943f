"""The figures of a holder and triwulan with everything that stands beside them, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from indicators.capaian import (
    Aggregation,
    Basis,
    Capaian,
    Figure,
    Judgement,
    Outcome,
    Rules,
    Step,
    YearPlan,
    judge_triwulan,
    realisasi_of,
)
from indicators.measures import Notation
from indicators.models import (
    BuktiDukung,
    FigureState,
    History,
    Indicator,
    Realisasi,
    RealisasiRevision,
    TargetRevision,
)
from indicators.quality import Doubt, Subject, doubts
from indicators.queries.plans import (
    figure_of,
    plan_of,
    rules_of,
    scale_of,
    targets_by_indicator,
)

Period = tuple[int, int]


@dataclass(frozen=True)
class FigureRow:
    """One indicator in one triwulan: target, figure, capaian, last triwulan, evidence, history."""

    indicator: Indicator
    year: int
    triwulan: int
    realisasi: Realisasi | None
    current: RealisasiRevision | None
    previous: RealisasiRevision | None
    plan: YearPlan
    rules: Rules
    figures: Mapping[int, Figure]
    bukti_dukung: tuple[BuktiDukung, ...]
    previous_bukti_dukung: tuple[BuktiDukung, ...]
    scale: tuple[Step, ...]
    history: tuple[History, ...]

    @cached_property
    def notation(self) -> Notation:
        return self.indicator.notation(self.year)

    @property
    def reusable(self) -> list[BuktiDukung]:
        """Evidence of the triwulan before that this one does not have yet."""
        present = {_shown(each) for each in self.bukti_dukung}
        return [each for each in self.previous_bukti_dukung if _shown(each) not in present]

    @property
    def version(self) -> int:
        return self.realisasi.version if self.realisasi else 0

    @property
    def state(self) -> str:
        return self.realisasi.state if self.realisasi else FigureState.DRAFT

    @property
    def previous_outcome(self) -> Outcome:
        """The figure of the triwulan before, as a number or the reason why there is none."""
        return realisasi_of(figure_of(self.previous), is_percent=self.rules.is_percent)

    @cached_property
    def judgement(self) -> Judgement:
        return judge_triwulan(self.plan, self.figures, self.triwulan, self.rules)

    @property
    def capaian(self) -> Capaian:
        return self.judgement.capaian

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why the saved figure should be looked at again."""
        return self.doubts_about(figure_of(self.current))

    def doubts_about(self, figure: Figure) -> tuple[Doubt, ...]:
        """Why a figure should be looked at again in the place of the saved one; never a word."""
        own = realisasi_of(figure, is_percent=self.rules.is_percent).value
        if own is None or self.notation.is_worded:
            return ()
        judgement = judge_triwulan(
            self.plan, {**self.figures, self.triwulan: figure}, self.triwulan, self.rules
        )
        is_to_date = judgement.basis == Basis.TO_DATE and self.rules.aggregation != Aggregation.SUM
        before = [self.figures[each] for each in sorted(self.figures) if each < self.triwulan]
        outcomes = [realisasi_of(each, is_percent=self.rules.is_percent) for each in before]
        return doubts(
            Subject(
                value=own,
                earlier=[each.value for each in outcomes if each.value is not None],
                years=[each.realisasi for each in self.history if each.realisasi is not None],
                previous=self.previous_outcome.value,
                target=judgement.target,
                made=judgement.realisasi.value,
                numerator=figure.numerator,
                denominator=figure.denominator,
                polarity=self.rules.polarity,
                aggregation=self.rules.aggregation,
                is_percent=self.rules.is_percent,
                is_to_date=is_to_date,
            )
        )

    @property
    def must_be_filled(self) -> bool:
        return must_be_filled(self.indicator, self.plan, self.triwulan)


def must_be_filled(indicator: Indicator, plan: YearPlan, triwulan: int) -> bool:
    """Whether a figure is owed in this triwulan: where its target, or the year's, falls due.

    What has no target at all is still collected, each triwulan or where it exists at all.
    """
    is_annual = indicator.aggregation == Aggregation.ANNUAL
    if plan.annual is None and not plan.quarters:
        return not is_annual or triwulan == 4
    is_end = triwulan == 4 and (is_annual or plan.annual is not None)
    return triwulan in plan.quarters or is_end


def figure_rows(indicator_ids: Iterable[int], year: int, triwulan: int) -> list[FigureRow]:
    """The rows in the order of the ids given, in 6 queries whatever their number and history."""
    ids = list(indicator_ids)
    indicators = (
        Indicator.objects.select_related(
            "agency", "sasaran", "responsible_unit", "responsible_position"
        )
        .order_by()
        .in_bulk(ids)
    )
    figures = figures_by_indicator(ids, year, previous_of(year, triwulan))
    targets = targets_by_indicator(ids, year)
    bukti_dukung = _bukti_dukung_by_realisasi(ids, year, triwulan)
    history = _history_by_indicator(ids)
    scale = scale_of(next(iter(indicators.values())).agency) if indicators else ()
    return [
        _row(
            indicators[pk],
            (year, triwulan),
            figures.get(pk, {}),
            targets.get(pk, []),
            bukti_dukung,
            history.get(pk, []),
            scale,
        )
        for pk in dict.fromkeys(ids)
        if pk in indicators
    ]


def previous_of(year: int, triwulan: int) -> Period:
    """The triwulan before."""
    return (year, triwulan - 1) if triwulan > 1 else (year - 1, 4)


def figures_by_indicator(
    ids: Sequence[int], year: int, also: Period | None = None
) -> dict[int, dict[Period, Realisasi]]:
    """Every figure of a year, and of one triwulan more, by indicator and period; one query."""
    wanted = Q(year=year)
    if also is not None:
        wanted |= Q(year=also[0], triwulan=also[1])
    rows = Realisasi.objects.filter(wanted, indicator__in=ids).select_related(
        "current", "judged_by"
    )
    found: dict[int, dict[Period, Realisasi]] = {}
    for row in rows:
        found.setdefault(row.indicator_id, {})[row.year, row.triwulan] = row
    return found


def _row(
    indicator: Indicator,
    period: Period,
    saved: Mapping[Period, Realisasi],
    targets: Sequence[TargetRevision],
    bukti_dukung: Mapping[int, list[BuktiDukung]],
    history: Sequence[History],
    scale: tuple[Step, ...],
) -> FigureRow:
    year, triwulan = period
    present = saved.get(period)
    before = saved.get(previous_of(year, triwulan))
    return FigureRow(
        indicator=indicator,
        year=year,
        triwulan=triwulan,
        realisasi=present,
        current=present.current if present else None,
        previous=before.current if before else None,
        plan=plan_of(targets, year, frozen_targets(saved, year)),
        rules=rules_of(indicator),
        figures={
            quarter: figure_of(row.current) for (of, quarter), row in saved.items() if of == year
        },
        bukti_dukung=tuple(bukti_dukung.get(present.pk, ())) if present else (),
        previous_bukti_dukung=tuple(bukti_dukung.get(before.pk, ())) if before else (),
        history=tuple(history),
        scale=scale,
    )


def frozen_targets(
    saved: Mapping[Period, Realisasi], year: int
) -> dict[int, TargetRevision | None]:
    """The targets that approved figures were judged by, by triwulan."""
    return {
        row.triwulan: row.judged_by
        for (of, _quarter), row in saved.items()
        if of == year and row.state == FigureState.APPROVED
    }


def _bukti_dukung_by_realisasi(
    ids: Sequence[int], year: int, triwulan: int
) -> dict[int, list[BuktiDukung]]:
    """The evidence of a triwulan and the one before; `shared`: other indicators with that file."""
    found: dict[int, list[BuktiDukung]] = {}
    before = previous_of(year, triwulan)
    rows = BuktiDukung.objects.filter(
        Q(realisasi__year=year, realisasi__triwulan=triwulan)
        | Q(realisasi__year=before[0], realisasi__triwulan=before[1]),
        realisasi__indicator__in=ids,
        removed_at__isnull=True,
    ).annotate(shared=Subquery(_others_with_the_same_file()))
    for row in rows:
        found.setdefault(row.realisasi_id, []).append(row)
    return found


def _others_with_the_same_file() -> QuerySet[BuktiDukung, int]:
    """How many other indicators of the agency show the very same file."""
    return (
        BuktiDukung.objects.filter(
            sha256=OuterRef("sha256"),
            realisasi__indicator__agency=OuterRef("realisasi__indicator__agency"),
            removed_at__isnull=True,
        )
        .exclude(sha256="")
        .exclude(realisasi__indicator=OuterRef("realisasi__indicator"))
        .order_by()
        .values("sha256")
        .annotate(number=Count("realisasi__indicator", distinct=True))
        .values_list("number", flat=True)
    )


def _shown(bukti: BuktiDukung) -> tuple[str, str, str]:
    """What tells one piece of evidence from another."""
    return (bukti.sha256, bukti.url, "" if bukti.sha256 or bukti.url else bukti.title)


def _history_by_indicator(ids: Sequence[int]) -> dict[int, list[History]]:
    found: dict[int, list[History]] = {}
    for row in History.objects.filter(indicator__in=ids).order_by("year"):
        found.setdefault(row.indicator_id, []).append(row)
    return found
