"""A year of one indicator: which target a triwulan is judged by, and what came of it.

PermenPAN-RB 53/2014 asks for target against realisasi; a triwulan without a target of its own is
"belum jatuh tempo", never 0 %.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.capaian.formula import (
    Capaian,
    Formula,
    Outcome,
    Polarity,
    Reason,
    Target,
    compute_capaian,
)
from indicators.capaian.quarters import Aggregation, Figure, aggregate, realisasi_of


class Basis(StrEnum):
    """Whether a quarterly target speaks of the quarter alone or of the year so far."""

    OWN = "triwulan ini"
    TO_DATE = "s.d. triwulan"
    YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class Quarter:
    """The target of one triwulan."""

    value: Decimal
    basis: str = Basis.OWN
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The targets in force: the year's, and those of the triwulan that have one."""

    annual: Decimal | None = None
    quarters: Mapping[int, Quarter] = field(default_factory=dict)
    annual_upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """How an indicator is counted and which way is better."""

    aggregation: str = Aggregation.LAST
    polarity: str = Polarity.POSITIVE
    formula: str = Formula.A
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target, the realisasi that is held against it, on which basis, and the capaian."""

    target: Decimal | None
    realisasi: Outcome
    basis: str
    capaian: Capaian
    upper: Decimal | None = None


def judge_triwulan(
    plan: YearPlan, figures: Mapping[int, Figure], triwulan: int, rules: Rules
) -> Judgement:
    """One triwulan against the target due in it.

    A target "s.d. triwulan" is held against the realisasi s.d. the same triwulan. A plan without
    quarterly targets is due as a whole in TW IV; any other triwulan without a target is not due.
    """
    own = realisasi_of(figures.get(triwulan), is_percent=rules.is_percent)
    quarter = plan.quarters.get(triwulan)
    if quarter is None:
        if triwulan == 4 and not plan.quarters and plan.annual is not None:
            return judge_year(plan, figures, rules)
        is_planned = plan.annual is not None or bool(plan.quarters)
        reason = Reason.NOT_DUE if is_planned else Reason.NO_TARGET
        return Judgement(None, own, Basis.OWN, Capaian(None, reason))
    if quarter.basis == Basis.TO_DATE:
        made = aggregate(
            figures, rule=rules.aggregation, up_to=triwulan, is_percent=rules.is_percent
        )
    else:
        made = own
    return _judged(Target(quarter.value, quarter.upper), made, quarter.basis, rules)


def judge_year(plan: YearPlan, figures: Mapping[int, Figure], rules: Rules) -> Judgement:
    """The year against its target; without an annual target it follows from the quarters."""
    made = aggregate(figures, rule=rules.aggregation, is_percent=rules.is_percent)
    return _judged(annual_target(plan, rules), made, Basis.YEAR, rules)


def annual_target(plan: YearPlan, rules: Rules) -> Target | None:
    """The year's target, or what the quarterly targets add up to by the indicator's own rule."""
    if plan.annual is not None:
        return Target(plan.annual, plan.annual_upper)
    if not plan.quarters:
        return None
    ordered = [plan.quarters[triwulan] for triwulan in sorted(plan.quarters)]
    own = [quarter for quarter in ordered if quarter.basis == Basis.OWN]
    if ordered[-1].basis == Basis.TO_DATE or not own:
        return Target(ordered[-1].value, ordered[-1].upper)
    if rules.aggregation == Aggregation.SUM:
        return _summed(own, 1)
    if rules.aggregation == Aggregation.AVERAGE:
        return _summed(own, len(own))
    return Target(own[-1].value, own[-1].upper)


def _summed(quarters: Sequence[Quarter], parts: int) -> Target:
    """Their sum over `parts`, and that of their upper ends where one of them is a range."""
    value = sum((quarter.value for quarter in quarters), Decimal(0)) / parts
    if all(quarter.upper is None for quarter in quarters):
        return Target(value)
    ends = (quarter.value if quarter.upper is None else quarter.upper for quarter in quarters)
    return Target(value, sum(ends, Decimal(0)) / parts)


def _judged(target: Target | None, made: Outcome, basis: str, rules: Rules) -> Judgement:
    capaian = compute_capaian(
        target=target, realisasi=made, polarity=rules.polarity, formula=rules.formula
    )
    if target is None:
        return Judgement(None, made, basis, capaian)
    return Judgement(target.value, made, basis, capaian, target.upper)
