"""An agency as its head looks at it: sasaran with their direction, and the budget."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.capaian import Capaian, average_capaian, category_of
from indicators.models import BudgetLine, FigureState
from indicators.queries import YearRow, by_sasaran, year_rows
from organization.models import Agency

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class SasaranMark:
    """A sasaran's mean capaian in percent, its category, and the mean of the triwulan before.

    `counted` indicators are in the mean, `left_out` are not; of `unapproved` ones the figure is
    still on its way.
    """

    name: str
    value: Decimal | None
    before: Decimal | None
    category: str
    counted: int
    left_out: int
    unapproved: int

    @property
    def direction(self) -> str:
        """`naik`, `turun` or `tetap` against the triwulan before; empty where one is missing."""
        if self.value is None or self.before is None:
            return ""
        if self.value == self.before:
            return "tetap"
        return "naik" if self.value > self.before else "turun"


@dataclass(frozen=True, slots=True)
class Money:
    """Pagu and realisasi of a year in rupiah; `spent` is None where nothing is known of it."""

    pagu: Decimal
    spent: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Realisasi in percent of the pagu."""
        return None if self.spent is None or not self.pagu else self.spent * HUNDRED / self.pagu


@dataclass(frozen=True, slots=True)
class House:
    """An agency's year up to its latest triwulan with figures (`triwulan`, None before any)."""

    agency: Agency
    year: int
    triwulan: int | None
    sasaran: tuple[SasaranMark, ...]
    budget: Money | None


def house_of(agency: Agency, year: int) -> House:
    """The year of an agency in 6 queries, whatever its number of indicators."""
    rows = year_rows(agency, year)
    triwulan = max((each for row in rows for each in _known(row)), default=None)
    cap = agency.government.average_cap
    limit = Decimal(cap) if cap else None
    marks = (
        _mark(sasaran.name, group, triwulan, limit)
        for sasaran, group in by_sasaran(rows)
        if sasaran is not None and triwulan is not None
    )
    return House(agency, year, triwulan, tuple(marks), _money(agency, year))


def _known(row: YearRow) -> list[int]:
    """The triwulan of which this indicator has a capaian."""
    return [number for number, each in row.quarters.items() if each.capaian.value is not None]


def _mark(name: str, rows: list[YearRow], triwulan: int | None, cap: Decimal | None) -> SasaranMark:
    now = triwulan or 1
    mean = average_capaian(_capaian(rows, now), cap, [row.indicator.weight for row in rows])
    before = average_capaian(_capaian(rows, now - 1), cap, [row.indicator.weight for row in rows])
    scale = rows[0].scale
    return SasaranMark(
        name=name,
        value=mean.value,
        before=before.value,
        category="" if mean.value is None else category_of(mean.value, scale),
        counted=mean.counted,
        left_out=mean.left_out,
        unapproved=sum(now in _known(row) and not _is_approved(row, now) for row in rows),
    )


def _is_approved(row: YearRow, until: int) -> bool:
    """Whether every figure is approved that the capaian of this triwulan may rest upon."""
    return all(
        each.state == FigureState.APPROVED for number, each in row.saved.items() if number <= until
    )


def _capaian(rows: Iterable[YearRow], triwulan: int) -> list[Capaian]:
    return [
        row.quarters[triwulan].capaian if triwulan in row.quarters else Capaian(None, None)
        for row in rows
    ]


def _money(agency: Agency, year: int) -> Money | None:
    lines = list(BudgetLine.objects.filter(agency=agency, year=year))
    if not lines:
        return None
    spent = [line.spent for line in lines if line.spent is not None]
    pagu = sum((line.pagu for line in lines), Decimal(0))
    return Money(pagu, sum(spent, Decimal(0)) if spent else None)
