"""The figures of a holder and triwulan with everything that stands beside them, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    Indicator,
    Realisasi,
    RealisasiRevision,
    TargetRevision,
)
from indicators.quality import Doubt, Subject, doubts
from indicators.queries.book import FigureBook, Period
from indicators.queries.plans import (
    figure_of,
    plan_of,
    rules_of,
)

#: What a row says of its indicator, to be read with it.
BESIDE = ("agency", "sasaran", "responsible_unit", "responsible_position")


@dataclass(frozen=True)
class FigureRow:
    """One indicator in one triwulan: target, figure, capaian, last triwulan, evidence, history."""

    indicator: Indicator
    book: FigureBook

    @property
    def year(self) -> int:
        return self.book.year

    @property
    def triwulan(self) -> int:
        return self.book.triwulan

    @cached_property
    def _saved(self) -> Mapping[Period, Realisasi]:
        return self.book.figures.get(self.indicator.pk, {})

    @cached_property
    def realisasi(self) -> Realisasi | None:
        return self._saved.get((self.year, self.triwulan))

    @cached_property
    def current(self) -> RealisasiRevision | None:
        return self.realisasi.current if self.realisasi else None

    @cached_property
    def previous(self) -> RealisasiRevision | None:
        before = self._saved.get(self.book.before)
        return before.current if before else None

    @cached_property
    def plan(self) -> YearPlan:
        targets = self.book.yardsticks.targets.get(self.indicator.pk, [])
        return plan_of(targets, self.year, frozen_targets(self._saved, self.year))

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.indicator)

    @cached_property
    def figures(self) -> Mapping[int, Figure]:
        return {
            quarter: figure_of(row.current)
            for (of, quarter), row in self._saved.items()
            if of == self.year
        }

    @cached_property
    def bukti_dukung(self) -> tuple[BuktiDukung, ...]:
        return self._evidence((self.year, self.triwulan))

    @cached_property
    def previous_bukti_dukung(self) -> tuple[BuktiDukung, ...]:
        return self._evidence(self.book.before)

    def _evidence(self, period: Period) -> tuple[BuktiDukung, ...]:
        return tuple(self.book.bukti_dukung.get((self.indicator.pk, period), ()))

    @property
    def scale(self) -> tuple[Step, ...]:
        return self.book.yardsticks.scale

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
        judgement = self._judged_with(figure)
        is_to_date = judgement.basis == Basis.TO_DATE and self.rules.aggregation != Aggregation.SUM
        before = [self.figures[each] for each in sorted(self.figures) if each < self.triwulan]
        outcomes = [realisasi_of(each, is_percent=self.rules.is_percent) for each in before]
        return doubts(
            Subject(
                value=own,
                earlier=[each.value for each in outcomes if each.value is not None],
                years=self.book.yardsticks.years.get(self.indicator.pk, ()),
                quarters=self.book.yardsticks.quarters.get(self.indicator.pk, ()),
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

    def _judged_with(self, figure: Figure) -> Judgement:
        """The judgement with this figure in the place of the saved one, which is judged once."""
        if self.figures.get(self.triwulan) == figure:
            return self.judgement
        figures = {**self.figures, self.triwulan: figure}
        return judge_triwulan(self.plan, figures, self.triwulan, self.rules)

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
    """The rows in the order of the ids given, in 4 queries whatever their number and history."""
    ids = list(dict.fromkeys(indicator_ids))
    found = Indicator.objects.select_related(*BESIDE).order_by().in_bulk(ids)
    return rows_of([found[pk] for pk in ids if pk in found], year, triwulan)


def rows_of(
    indicators: Sequence[Indicator],
    year: int,
    triwulan: int,
    figures: Mapping[int, Mapping[Period, Realisasi]] | None = None,
) -> list[FigureRow]:
    """The rows of indicators that come with what is `BESIDE` them, in 3 queries once read.

    `figures`: those of the year and the triwulan before, where they have been read already.
    """
    book = FigureBook(indicators, year, triwulan, figures)
    return [FigureRow(indicator, book) for indicator in indicators]


def frozen_targets(
    saved: Mapping[Period, Realisasi], year: int
) -> dict[int, TargetRevision | None]:
    """The targets that approved figures were judged by, by triwulan."""
    return {
        row.triwulan: row.judged_by
        for (of, _quarter), row in saved.items()
        if of == year and row.state == FigureState.APPROVED
    }


def _shown(bukti: BuktiDukung) -> tuple[str, str, str]:
    """What tells one piece of evidence from another."""
    return (bukti.sha256, bukti.url, "" if bukti.sha256 or bukti.url else bukti.title)
