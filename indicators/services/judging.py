"""What a target must not do: leave the indicator's bounds, or judge anew what was handed over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from indicators.capaian import HUNDRED
from indicators.measures import TargetValue
from indicators.models import FigureState, Indicator, Realisasi, TargetRevision
from indicators.notation import MAX_DECIMALS, MAX_DIGITS, ROMAN, format_number
from indicators.queries import in_force, period_end

#: With four decimals it has the fifteen digits that both databases keep.
LARGEST_QUOTIENT = Decimal(10) ** (MAX_DIGITS - MAX_DECIMALS)
#: A figure in one of these states has been judged by its target already.
JUDGED = (FigureState.HANDED_OVER, FigureState.APPROVED)
#: How an indicator is measured and its capaian made; approved figures stay what they were.
METHOD = ("measure", "predikat_levels", "polarity", "formula", "aggregation")


class Bounded(Protocol):
    """What says which numbers an indicator knows: the indicator, or its row in a table."""

    @property
    def measure(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def minimum(self) -> Decimal | None: ...
    @property
    def maximum(self) -> Decimal | None: ...


class Dated(Protocol):
    """A target before it is recorded; `triwulan` None is the year's."""

    @property
    def year(self) -> int: ...
    @property
    def triwulan(self) -> int | None: ...
    @property
    def value(self) -> TargetValue: ...
    @property
    def effective_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a target or a figure: at which field of it, and a sentence."""

    field: str
    sentence: str


def is_counted(bounds: Bounded) -> bool:
    """Whether the figures are counted things, which come whole."""
    return bounds.measure == Indicator.Measure.VALUE and bounds.decimals == 0


def bounds_fault(bounds: Bounded, number: Decimal) -> str:
    """Why an indicator cannot have this number, as a sentence; empty where it can."""
    if is_counted(bounds) and number % 1:
        return _(
            "%(unit)s dihitung utuh: tulis tanpa koma, misalnya %(whole)s. Titik memisahkan ribuan."
        ) % {"unit": bounds.unit, "whole": format_number(number.to_integral_value())}
    if bounds.minimum is not None and number < bounds.minimum:
        return _("Nilai terendah indikator ini %(bound)s.") % {
            "bound": format_number(bounds.minimum)
        }
    if bounds.maximum is not None and number > bounds.maximum:
        return _("Nilai tertinggi indikator ini %(bound)s.") % {
            "bound": format_number(bounds.maximum)
        }
    return ""


def pair_fault(
    bounds: Bounded, above: Decimal, below: Decimal, *, is_percent: bool
) -> Fault | None:
    """Why numerator and denominator cannot be those of an indicator; None where they can."""
    for name, number in (("numerator", above), ("denominator", below)):
        if number < 0:
            return Fault(name, _("Angka ini tidak dapat negatif."))
    if below == 0:
        sentence = _("Penyebut tidak dapat nol bila pembilangnya tidak nol.")
        return Fault("denominator", sentence) if above else None
    times = HUNDRED if is_percent else Decimal(1)
    if above > below and bounds.maximum == times:
        words = {"above": format_number(above), "below": format_number(below)}
        return Fault(
            "numerator",
            _("Pembilang (%(above)s) tidak dapat melebihi penyebut (%(below)s).") % words,
        )
    quotient = above / below * times
    sentence = bounds_fault(bounds, quotient)
    if not sentence and quotient >= LARGEST_QUOTIENT:
        sentence = _(
            "Pembilang dibagi penyebut menjadi %(value)s, terlalu besar untuk dicatat; periksa "
            "kembali satuan keduanya."
        ) % {"value": format_number(quotient, 0)}
    return Fault("numerator", sentence) if sentence else None


def target_fault(
    indicator: Indicator,
    target: Dated,
    recorded: Sequence[TargetRevision],
    judged: Collection[tuple[int, int]],
) -> Fault | None:
    """Why a target is not recorded, and on which field; None where nothing is wrong.

    `recorded`: the indicator's targets of that year, oldest first. `judged`: the year and triwulan
    of its figures that are handed over or approved; a target that would be in force for one of them
    in the place of another is refused (PermenPAN-RB 53/2014: a change holds from its day on).
    """
    if not indicator.notation(target.year).is_worded:
        ends = (target.value.value, target.value.upper)
        for number in (each for each in ends if each is not None):
            sentence = bounds_fault(indicator, number)
            if sentence:
                return Fault("value", sentence)
    triwulan, old = _displaced(target, recorded)
    if old is None or (target.year, triwulan) not in judged:
        return None
    end = period_end(target.year, triwulan)
    words = {"triwulan": ROMAN[triwulan], "old": old.said, "end": f"{end:%d-%m-%Y}"}
    said = _("Angka TW %(triwulan)s sudah diserahkan dan diukur terhadap target %(old)s.") % words
    later = _("Beri tanggal sesudah %(end)s, atau mintakan dahulu pengembalian angkanya.") % words
    back = _("Mintakan dahulu pengembalian angkanya.")
    return Fault("effective_on", f"{said} {back if triwulan == 4 else later}")


def _displaced(
    target: Dated, recorded: Sequence[TargetRevision]
) -> tuple[int, TargetRevision | None]:
    """The triwulan of which a target would take the measure, and what measured it; None if none.

    The first target of any triwulan takes that of TW IV from the year's own.
    """
    year, triwulan = target.year, target.triwulan or 4
    if target.effective_on > period_end(year, triwulan):
        return triwulan, None
    own = in_force(recorded, target.triwulan, period_end(year, triwulan))
    if own is not None:
        is_same = (own.value, own.upper) == (target.value.value, target.value.upper)
        stays = is_same or target.effective_on < own.effective_on
        return triwulan, None if stays else own
    if any(in_force(recorded, each, period_end(year, each)) for each in range(1, 5)):
        return triwulan, None
    return 4, in_force(recorded, None, period_end(year, 4))


def judged_periods(indicators: Iterable[int]) -> dict[int, set[tuple[int, int]]]:
    """Indicator id → year and triwulan of its figures handed over or approved. 1 query."""
    found: dict[int, set[tuple[int, int]]] = {}
    rows = Realisasi.objects.filter(indicator__in=list(indicators), state__in=JUDGED)
    for indicator, year, triwulan in rows.values_list("indicator", "year", "triwulan"):
        found.setdefault(indicator, set()).add((year, triwulan))
    return found


def approved_of(indicators: Iterable[int]) -> set[int]:
    """Those of these indicators of which a figure is approved. 1 query."""
    rows = Realisasi.objects.filter(indicator__in=list(indicators), state=FigureState.APPROVED)
    return set(rows.values_list("indicator", flat=True))
