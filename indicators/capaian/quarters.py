"""How the quarters make the year: one figure per triwulan, and the rule that joins them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.capaian.formula import Outcome, Reason, ratio_of


class Aggregation(StrEnum):
    """How the quarters make the year."""

    SUM = "jumlah"
    LAST = "terakhir"
    AVERAGE = "rata-rata"
    ANNUAL = "tahunan"
    RATIO = "rasio"


@dataclass(frozen=True, slots=True)
class Figure:
    """One triwulan's realisasi: a value, or numerator and denominator, or nothing yet."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_unavailable: bool = False


def realisasi_of(figure: Figure | None, *, is_percent: bool = False) -> Outcome:
    """One triwulan's realisasi as a number; 0 counts as filled, empty does not."""
    if figure is None:
        return Outcome(None, Reason.NOT_FILLED)
    if figure.is_unavailable:
        return Outcome(None, Reason.UNAVAILABLE)
    if figure.numerator is not None and figure.denominator is not None:
        return ratio_of(figure.numerator, figure.denominator, is_percent=is_percent)
    if figure.value is None:
        return Outcome(None, Reason.NOT_FILLED)
    return Outcome(figure.value)


def aggregate(
    figures: Mapping[int, Figure], *, rule: str, up_to: int = 4, is_percent: bool = False
) -> Outcome:
    """The realisasi s.d. a triwulan from the quarters by the indicator's rule.

    `last` is the highest-numbered filled quarter, also when an earlier one is blank; `annual`
    exists in TW IV only; `ratio` divides the sums of numerators and denominators.
    """
    if rule == Aggregation.ANNUAL:
        if up_to < 4:
            return Outcome(None, Reason.NOT_DUE)
        return realisasi_of(figures.get(4), is_percent=is_percent)
    present = [figures[triwulan] for triwulan in sorted(figures) if triwulan <= up_to]
    if rule == Aggregation.RATIO:
        return _ratio_of_sums(present, is_percent=is_percent)
    outcomes = [realisasi_of(figure, is_percent=is_percent) for figure in present]
    values = [each.value for each in outcomes if each.value is not None]
    if not values:
        return _without_value(outcomes)
    if rule == Aggregation.SUM:
        return Outcome(sum(values, Decimal(0)))
    if rule == Aggregation.AVERAGE:
        return Outcome(sum(values, Decimal(0)) / len(values))
    return Outcome(values[-1])


def _ratio_of_sums(present: Sequence[Figure], *, is_percent: bool) -> Outcome:
    pairs = [
        (each.numerator, each.denominator)
        for each in present
        if each.numerator is not None and each.denominator is not None and not each.is_unavailable
    ]
    if not pairs:
        return _without_value([realisasi_of(each) for each in present])
    return ratio_of(
        sum((pair[0] for pair in pairs), Decimal(0)),
        sum((pair[1] for pair in pairs), Decimal(0)),
        is_percent=is_percent,
    )


def _without_value(outcomes: Sequence[Outcome]) -> Outcome:
    """The reason of the latest quarter that says more than "not filled"."""
    reasons = [each.reason for each in outcomes if each.reason not in (None, Reason.NOT_FILLED)]
    return Outcome(None, reasons[-1] if reasons else Reason.NOT_FILLED)
