"""Doubts about a figure at entry: reasons to look again, never reasons to refuse.

Each says what was compared. The maker mends the figure or writes why it is right (“benar,
karena …”); the reviewer sees both. Pure arithmetic, the same for any unit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from indicators.capaian import HUNDRED, Aggregation, Polarity
from indicators.notation import format_number, round_half_up
from organization.wording import say as _

#: A change by more than half of the usual value is rare in published series and cheap to explain.
JUMP = Decimal("0.5")
#: From so many points on a median and its spread say something (Iglewicz and Hoaglin 1993).
ENOUGH_POINTS = 8
#: Their limit for the modified z-score, 0.6745 × (x − median) / MAD.
OUTLIER = Decimal("3.5")
MODIFIED = Decimal("0.6745")
#: A figure within a fifth of its target lies where the plan expected it.
NEAR = Decimal("0.2")
#: Twice the target, or half of it where less is better, is more often a slip than a success.
FAR = 2
#: Decimals of what comes out of a division.
QUOTIENT = 2


class Kind(StrEnum):
    """What a doubt is about."""

    JUMP = "lonjakan"
    OUTLIER = "pencilan"
    FALLING = "kumulatif turun"
    SHARE = "pembilang lebih besar"
    SAME = "sama dengan triwulan lalu"
    FAR = "jauh melampaui target"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look again, as a sentence."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure and what it can be compared with: `years` and the `quarters` of earlier years, and
    the `earlier` ones of its own year, each oldest first.

    `made` is what is held against `target` (for a target s.d. triwulan, the sum so far).
    `is_to_date`: the figures of a year are running totals.
    """

    value: Decimal
    earlier: Sequence[Decimal] = ()
    years: Sequence[Decimal] = ()
    quarters: Sequence[Decimal] = ()
    previous: Decimal | None = None
    target: Decimal | None = None
    made: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    polarity: str = Polarity.POSITIVE
    aggregation: str = Aggregation.LAST
    is_percent: bool = False
    is_to_date: bool = False


def doubts(subject: Subject) -> tuple[Doubt, ...]:
    """Every reason to look again at a figure; none for one that lies where it always lay."""
    return tuple(_doubts(subject))


def _doubts(subject: Subject) -> Iterator[Doubt]:
    yield from _share(subject)
    if subject.is_to_date:
        yield from _falling(subject)
    else:
        yield from _jump_or_outlier(subject)
        yield from _same(subject)
    yield from _far(subject)


def _share(subject: Subject) -> Iterator[Doubt]:
    above, below = subject.numerator, subject.denominator
    if subject.is_percent and above is not None and below is not None and above > below:
        yield Doubt(
            Kind.SHARE,
            _("Pembilang (%(above)s) lebih besar daripada penyebut (%(below)s).")
            % {"above": _number(above), "below": _number(below)},
        )


def _falling(subject: Subject) -> Iterator[Doubt]:
    if subject.earlier and subject.value < subject.earlier[-1]:
        yield Doubt(
            Kind.FALLING,
            _(
                "Angka s.d. triwulan ini (%(value)s) lebih kecil daripada s.d. triwulan lalu "
                "(%(earlier)s)."
            )
            % {"value": _number(subject.value), "earlier": _number(subject.earlier[-1])},
        )


def _jump_or_outlier(subject: Subject) -> Iterator[Doubt]:
    """Against the median of its own history; with enough points, against its spread as well."""
    # a year's total says nothing about one of its quarters
    years = () if subject.aggregation == Aggregation.SUM else subject.years
    series = [*years, *subject.quarters, *subject.earlier]
    if not series or _is_planned(subject):
        return
    usual = median(series)
    distance = abs(subject.value - usual)
    spread = median([abs(each - usual) for each in series])
    if len(series) >= ENOUGH_POINTS and spread:
        if MODIFIED * distance > OUTLIER * spread:
            yield Doubt(
                Kind.OUTLIER,
                _(
                    "Angka ini (%(value)s) jauh dari %(count)d angka sebelumnya (tengahnya "
                    "%(usual)s)%(way)s."
                )
                % {
                    "value": _number(subject.value),
                    "count": len(series),
                    "usual": _middle(usual, series),
                    "way": _direction(subject, is_up=subject.value > usual),
                },
            )
    elif usual and distance > JUMP * abs(usual):
        is_up = subject.value > usual
        way = _("naik") if is_up else _("turun")
        percent = format_number(distance / abs(usual) * HUNDRED, 0)
        yield Doubt(
            Kind.JUMP,
            _(
                "Angka ini (%(value)s) %(way)s %(percent)s %% dari biasanya "
                "(%(usual)s, %(origin)s)%(direction)s."
            )
            % {
                "value": _number(subject.value),
                "way": way,
                "percent": percent,
                "usual": _middle(usual, series),
                "origin": _origin(len(years), len(series) - len(years)),
                "direction": _direction(subject, is_up=is_up),
            },
        )


def _origin(years: int, triwulan: int) -> str:
    """Of how many earlier figures, and of what kind, the usual value is the middle."""
    kinds = ((years, _("%(count)d angka tahunan")), (triwulan, _("%(count)d angka triwulan")))
    what = _(" dan ").join(words % {"count": count} for count, words in kinds if count)
    if years + triwulan == 1:
        return _("dari %(what)s sebelumnya") % {"what": what}
    return _("tengah dari %(what)s sebelumnya") % {"what": what}


def _direction(subject: Subject, *, is_up: bool) -> str:
    """Which way such a change goes by the indicator's polarity; a range has no way."""
    if subject.polarity == Polarity.RANGE:
        return ""
    is_better = is_up == (subject.polarity == Polarity.POSITIVE)
    return _(", ke arah yang lebih baik") if is_better else _(", ke arah yang lebih buruk")


def _is_planned(subject: Subject) -> bool:
    target = subject.target
    return target is not None and abs(subject.value - target) <= NEAR * abs(target)


def _same(subject: Subject) -> Iterator[Doubt]:
    """Repeated to the digit; zero, a full hundred and a target met exactly repeat by nature."""
    is_natural = (
        subject.value == 0
        or (subject.is_percent and subject.value == HUNDRED)
        or subject.value == subject.target
    )
    if subject.previous == subject.value and not is_natural:
        yield Doubt(
            Kind.SAME,
            _("Angka ini sama persis dengan triwulan lalu (%(value)s).")
            % {"value": _number(subject.value)},
        )


def _far(subject: Subject) -> Iterator[Doubt]:
    target, made = subject.target, subject.made
    if target is None or made is None or target <= 0 or subject.polarity == Polarity.RANGE:
        return
    if subject.polarity == Polarity.NEGATIVE:
        is_far = made * FAR < target
        sentence = _("Realisasi (%(made)s) kurang dari setengah target (%(target)s).")
    else:
        is_far = made > target * FAR
        sentence = _("Realisasi (%(made)s) lebih dari dua kali target (%(target)s).")
    if is_far:
        words = {"made": _number(made), "target": _number(target)}
        yield Doubt(Kind.FAR, sentence % words)


def _number(value: Decimal) -> str:
    return format_number(value, None if value == round(value, 4) else QUOTIENT)


def _middle(usual: Decimal, series: Sequence[Decimal]) -> str:
    """A median without a digit more than its figures show, or two."""
    shown = max(len(_number(each).partition(",")[2]) for each in series)
    return format_number(round_half_up(usual, max(shown, QUOTIENT)))
