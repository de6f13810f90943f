"""Recomputing a published table: which formula makes the printed capaian, or what is wrong with it.

Published tables round, truncate, print integers or fractions, cap without saying so, and misprint
(design source: LKjIP and Renstra tables; PermenPAN-RB 8/2021 p. 100 for ranges and form A).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.capaian.formula import HUNDRED, Polarity
from organization.wording import gettext_noop
from organization.wording import say as _

#: Two decimals are the norm; a second rounding may move the last one by two.
SMALLEST_TOLERANCE = Decimal("0.02")
CAPS = (HUNDRED, Decimal(110), Decimal(120))
MOST_DIGITS = 15
NOT_COMPUTED = frozenset({"", "-", "–", "n/a", "na", "#div/0!", "tad", "tidak ada data"})

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_MIXED = re.compile(r"-?\d{1,3}(?:(?P<group>[.,])\d{3})+(?P<mark>[.,])\d+")


class Verdict(StrEnum):
    """What can be said of a printed capaian."""

    RIGHT = gettext_noop("benar")
    MISPRINT = gettext_noop("salah cetak")
    NOT_COMPUTABLE = gettext_noop("tidak dapat dihitung")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a published table, as printed; `upper` is the upper end of a range target."""

    target: str
    realisasi: str
    capaian: str
    polarity: str = Polarity.POSITIVE
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The verdict, the recomputed percentage, the formula that fits (or should), and why not."""

    verdict: Verdict
    value: Decimal | None
    formula: str
    difference: Decimal | None
    sentence: str = ""


def readings(text: str) -> tuple[Decimal, ...]:
    """The numbers a printed cell may mean: `9.000` is 9 or 9000; words are none, nor is what is
    longer than any table prints."""
    body = text.strip().removesuffix("%").strip()
    if sum(sign.isdigit() for sign in body) > MOST_DIGITS:
        return ()
    if mixed := _MIXED.fullmatch(body):
        if mixed["group"] == mixed["mark"]:
            return ()
        return (Decimal(body.replace(mixed["group"], "").replace(",", ".")),)
    found = []
    if _PLAIN.fullmatch(body):
        found.append(Decimal(body.replace(",", ".")))
    if _GROUPED.fullmatch(body):
        found.append(Decimal(re.sub(r"[.,]", "", body)))
    return tuple(found)


def recompute(row: PrintedRow) -> Recomputed:
    """Recompute one printed row.

    A row is right when a formula of its polarity makes the printed percentage within one unit of
    its last printed digit, never less than 0,02; also as a fraction (1,08) or cut at 100, 110, 120.
    """
    if _is_word(row.target) and row.target.strip().lower() == row.realisasi.strip().lower():
        return _judged(row, HUNDRED, "predikat sama = 100")
    if not readings(row.target) or not readings(row.realisasi):
        return _not_computable(row, _("target atau realisasi bukan angka"))
    if all(value == 0 for value in readings(row.target)):
        return _not_computable(row, _("target nol"))
    made = list(_made(row))
    if row.capaian.strip().lower() in NOT_COMPUTED:
        value, formula = made[0]
        reason = _("capaian tidak tercetak, padahal dapat dihitung")
        return Recomputed(Verdict.MISPRINT, value, formula, None, reason)
    for value, formula in made:
        if fitting := _fitting(row.capaian, value, formula):
            return fitting
    return _misprint(row, made)


def tolerance_of(printed: str) -> Decimal:
    """One unit of the last printed digit, never less than 0,02: tables round and truncate."""
    _whole, _mark, decimals = printed.replace(",", ".").removesuffix("%").strip().partition(".")
    return max(Decimal(1).scaleb(-len(decimals)), SMALLEST_TOLERANCE)


def _made(row: PrintedRow) -> Iterator[tuple[Decimal, str]]:
    """What the formulas of the row's polarity make of every reading, the first one preferred."""
    for target in readings(row.target):
        for realisasi in readings(row.realisasi):
            if target:
                yield from _by_polarity(row, target, realisasi)


def _by_polarity(
    row: PrintedRow, target: Decimal, realisasi: Decimal
) -> Iterator[tuple[Decimal, str]]:
    if row.polarity == Polarity.NEGATIVE:
        yield (2 * target - realisasi) / target * HUNDRED, "(2T − R) / T × 100"
        if realisasi:
            yield target / realisasi * HUNDRED, "T / R × 100"
        return
    uppers = readings(row.upper)
    for upper in uppers:
        if target <= realisasi <= upper:
            yield HUNDRED, "dalam rentang = 100"
        elif realisasi > upper > 0:
            yield realisasi / upper * HUNDRED, "R / T atas × 100"
    if not uppers or realisasi < target or max(uppers) <= 0:
        yield realisasi / target * HUNDRED, "R / T × 100"


def _fitting(printed: str, value: Decimal, formula: str) -> Recomputed | None:
    for said in readings(printed):
        if abs(said - value) <= tolerance_of(printed):
            return Recomputed(Verdict.RIGHT, value, formula, said - value)
        if said in CAPS and value > said:
            capped = f"{formula}, dibatasi {said}"
            return Recomputed(Verdict.RIGHT, value, capped, said - value)
        if "," in printed.replace(".", ",") and abs(said * HUNDRED - value) <= 1:
            return Recomputed(Verdict.RIGHT, value, f"{formula}, sebagai pecahan", said - value)
    return None


def _misprint(row: PrintedRow, made: list[tuple[Decimal, str]]) -> Recomputed:
    """What is wrong, as one would tell the author of the table."""
    value, formula = made[0]
    said = readings(row.capaian)
    if not said:
        return Recomputed(Verdict.MISPRINT, value, formula, None, _("capaian tercetak bukan angka"))
    turned = Polarity.POSITIVE if row.polarity == Polarity.NEGATIVE else Polarity.NEGATIVE
    other = PrintedRow(row.target, row.realisasi, row.capaian, turned)
    sentence = _("target, realisasi, dan capaian tercetak tidak saling cocok")
    if set(said) & set(readings(row.realisasi)):
        sentence = _("kolom capaian mengulang angka realisasi")
    for _value, fits in (pair for pair in _made(other) if _fitting(row.capaian, *pair)):
        sentence = _("dihitung dengan rumus polaritas sebaliknya: %(formula)s") % {"formula": fits}
    return Recomputed(Verdict.MISPRINT, value, formula, said[0] - value, sentence)


def _judged(row: PrintedRow, value: Decimal, formula: str) -> Recomputed:
    fitting = _fitting(row.capaian, value, formula)
    return fitting or Recomputed(
        Verdict.MISPRINT, value, formula, None, _("predikat tercapai, capaian tercetak lain")
    )


def _not_computable(row: PrintedRow, reason: str) -> Recomputed:
    """No number can be right; a printed one is a misprint of its own kind, and is said so."""
    said = row.capaian.strip()
    if said.lower() in NOT_COMPUTED:
        return Recomputed(Verdict.NOT_COMPUTABLE, None, "", None, reason)
    sentence = f"{reason}, tetapi tercetak {said}"
    return Recomputed(Verdict.MISPRINT, None, "", None, sentence)


def _is_word(text: str) -> bool:
    return bool(text.strip()) and not readings(text) and text.strip().lower() not in NOT_COMPUTED
