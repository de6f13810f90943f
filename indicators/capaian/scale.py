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
    """A mean of capaian: the value, how many counted, and how many had none."""

    value: Decimal | None
    counted: int
    left_out: int


def average_capaian(items: Iterable[Capaian], cap: Decimal | None = None) -> Average:
    """The mean of those that have a value, each cut at `cap` first; the others are only counted."""
    rows = list(items)
    values = [each.value for each in rows if each.value is not None]
    if not values:
        return Average(None, 0, len(rows))
    cut = [min(value, cap) if cap is not None else value for value in values]
    return Average(sum(cut, Decimal(0)) / len(cut), len(cut), len(rows) - len(cut))
