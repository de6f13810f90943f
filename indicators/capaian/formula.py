"""One realisasi against one target.

Sources: LKjIP practice and PermenPAN-RB 8/2021 ("kondisi khusus"). The raw value is always kept,
also below zero and above 100; a cap is applied in averages only.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from organization.wording import gettext_noop

HUNDRED = Decimal(100)
FORMULA_A = "(2T − R) / T × 100"
FORMULA_B = "T / R × 100"


class Polarity(StrEnum):
    """Which way is better."""

    POSITIVE = "positif"
    NEGATIVE = "negatif"
    RANGE = "rentang"


class Formula(StrEnum):
    """The formula of a negative indicator; printed under the table."""

    A = "A"
    B = "B"


class Reason(StrEnum):
    """Why there is no number. Empty, zero and impossible are different things."""

    NOT_FILLED = gettext_noop("belum diisi")
    UNAVAILABLE = gettext_noop("realisasi tidak tersedia")
    NO_TARGET = gettext_noop("tidak ada target")
    NOT_DUE = gettext_noop("belum jatuh tempo")
    ZERO_TARGET = gettext_noop("target nol, tidak dapat dihitung")
    NEGATIVE_TARGET = gettext_noop("target negatif, tidak dapat dihitung")
    ZERO_REALISASI = gettext_noop("realisasi nol, tidak dapat dihitung dengan rumus T/R")
    ZERO_DENOMINATOR = gettext_noop("penyebut nol, tidak dapat dihitung")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number, or the reason why there is none."""

    value: Decimal | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Capaian(Outcome):
    """Capaian in percent, unrounded, with the formula that made it."""

    formula: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target; a range has an upper end as well."""

    value: Decimal
    upper: Decimal | None = None


def compute_capaian(
    *,
    target: Target | None,
    realisasi: Outcome,
    polarity: str = Polarity.POSITIVE,
    formula: str = Formula.A,
) -> Capaian:
    """Capaian in percent of one realisasi against one target.

    Positive R/T×100; negative A (2T−R)/T×100 (default), B T/R×100; range: inside 100, below
    R/lower, above R/upper. A negative result of A (R > 2T) stays as it is. Where there is no
    number, the reason is a missing target first, then what the realisasi lacks, then a target that
    cannot divide.
    """
    if target is None:
        return Capaian(None, Reason.NO_TARGET)
    if realisasi.value is None:
        return Capaian(None, realisasi.reason or Reason.NOT_FILLED)
    if polarity == Polarity.RANGE:
        return _in_range(target, realisasi.value)
    if fault := _undividing(target.value):
        return fault
    if polarity == Polarity.NEGATIVE:
        return _negative(target.value, realisasi.value, formula)
    return Capaian(realisasi.value / target.value * HUNDRED, formula="R / T × 100")


def ratio_of(numerator: Decimal, denominator: Decimal, *, is_percent: bool) -> Outcome:
    """Numerator over denominator, times 100 where the unit is percent."""
    if denominator == 0:
        return Outcome(None, Reason.ZERO_DENOMINATOR)
    return Outcome(numerator / denominator * (HUNDRED if is_percent else 1))


def _negative(target: Decimal, made: Decimal, formula: str) -> Capaian:
    if formula == Formula.B:
        if made <= 0:
            return Capaian(None, Reason.ZERO_REALISASI)
        return Capaian(target / made * HUNDRED, formula=FORMULA_B)
    return Capaian((2 * target - made) / target * HUNDRED, formula=FORMULA_A)


def _in_range(target: Target, made: Decimal) -> Capaian:
    """Against the end that was missed; only that end must be able to divide (0–5 % is a range)."""
    upper = target.upper if target.upper is not None else target.value
    if target.value <= made <= upper:
        return Capaian(HUNDRED, formula="dalam rentang = 100")
    end, formula = (
        (target.value, "R / T bawah × 100") if made < target.value else (upper, "R / T atas × 100")
    )
    return _undividing(end) or Capaian(made / end * HUNDRED, formula=formula)


def _undividing(target: Decimal) -> Capaian | None:
    """Why nothing can be held against this target; None where something can."""
    if target > 0:
        return None
    return Capaian(None, Reason.ZERO_TARGET if target == 0 else Reason.NEGATIVE_TARGET)
