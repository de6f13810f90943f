"""Categories of capaian and their averages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.capaian.formula import Capaian


@dataclass(frozen=True, slots=True)
class Step:
    """A level of a scale: everything above `above`, and not above the next higher level's."""

    above: Decimal | None
    label: str


#: Permendagri 86/2017. Its printed classes leave gaps (90 < x < 91); here each class begins right
#: above the end of the one below, on the unrounded value, and the highest is open upwards.
PERMENDAGRI_86_2017 = (
    Step(Decimal(90), "Sangat Tinggi"),
    Step(Decimal(75), "Tinggi"),
    Step(Decimal(65), "Sedang"),
    Step(Decimal(50), "Rendah"),
    Step(None, "Sangat Rendah"),
)


def category_of(value: Decimal, scale: Sequence[Step] = PERMENDAGRI_86_2017) -> str:
    """The label of an unrounded capaian on a scale ordered from the highest level down."""
    return next(step.label for step in scale if step.above is None or value > step.above)


@dataclass(frozen=True, slots=True)
class Average:
    """A mean of capaian: the value, how many counted, how many had none, and whether weighted."""

    value: Decimal | None
    counted: int
    left_out: int
    is_weighted: bool = False


def average_capaian(
    items: Iterable[Capaian],
    cap: Decimal | None = None,
    weights: Sequence[Decimal | None] | None = None,
) -> Average:
    """The mean of those that have a value, each cut at `cap` first; the others are only counted.

    `weights`: one per item; they count only where every item that counts has one.
    """
    rows = list(items)
    given = weights if weights is not None else [None] * len(rows)
    pairs = [
        (each.value if cap is None else min(each.value, cap), weight)
        for each, weight in zip(rows, given, strict=True)
        if each.value is not None
    ]
    if not pairs:
        return Average(None, 0, len(rows))
    is_weighted = all(weight is not None for _value, weight in pairs)
    loads = [weight if is_weighted and weight is not None else Decimal(1) for _v, weight in pairs]
    total = sum((value * load for (value, _w), load in zip(pairs, loads, strict=True)), Decimal(0))
    mean = total / sum(loads, Decimal(0))
    return Average(mean, len(pairs), len(rows) - len(pairs), is_weighted)
