"""What stands beside the figures of a triwulan, each part read once for all rows of a page."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from indicators.models import BuktiDukung, Indicator, Realisasi
from indicators.queries.yardsticks import Yardsticks, yardsticks_of

Period = tuple[int, int]


class FigureBook:
    """What stands beside some indicators in a triwulan; each part is read once for all of them,
    in one query, when a row first asks for it. `figures`: where they have been read already."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        year: int,
        triwulan: int,
        figures: Mapping[int, Mapping[Period, Realisasi]] | None = None,
    ) -> None:
        self._indicators = indicators
        self._ids = [each.pk for each in indicators]
        self._figures = figures
        self.year, self.triwulan = year, triwulan
        self.before = previous_of(year, triwulan)

    @cached_property
    def figures(self) -> Mapping[int, Mapping[Period, Realisasi]]:
        """Those of the year, and of the triwulan before, by indicator and period."""
        if self._figures is not None:
            return self._figures
        return figures_by_indicator(self._ids, self.year, self.before)

    @cached_property
    def yardsticks(self) -> Yardsticks:
        return yardsticks_of(self._indicators, self.year)

    @cached_property
    def bukti_dukung(self) -> dict[tuple[int, Period], list[BuktiDukung]]:
        return _bukti_dukung_by_period(self._ids, self.year, self.triwulan)


def previous_of(year: int, triwulan: int) -> Period:
    """The triwulan before."""
    return (year, triwulan - 1) if triwulan > 1 else (year - 1, 4)


def figures_by_indicator(
    ids: Sequence[int], year: int, also: Period | None = None
) -> dict[int, dict[Period, Realisasi]]:
    """Every figure of a year, and of one triwulan more, by indicator and period; one query."""
    wanted = Q(year=year)
    if also is not None:
        wanted |= Q(year=also[0], triwulan=also[1])
    rows = Realisasi.objects.filter(wanted, indicator__in=ids).select_related(
        "current", "judged_by"
    )
    found: dict[int, dict[Period, Realisasi]] = {}
    for row in rows:
        found.setdefault(row.indicator_id, {})[row.year, row.triwulan] = row
    return found


def _bukti_dukung_by_period(
    ids: Sequence[int], year: int, triwulan: int
) -> dict[tuple[int, Period], list[BuktiDukung]]:
    """The evidence of a triwulan and the one before; `shared`: other indicators with that file."""
    found: dict[tuple[int, Period], list[BuktiDukung]] = {}
    before = previous_of(year, triwulan)
    rows = BuktiDukung.objects.filter(
        Q(realisasi__year=year, realisasi__triwulan=triwulan)
        | Q(realisasi__year=before[0], realisasi__triwulan=before[1]),
        realisasi__indicator__in=ids,
        removed_at__isnull=True,
    ).annotate(shared=Subquery(_others_with_the_same_file()))
    for row in rows.select_related("realisasi"):
        of = row.realisasi
        found.setdefault((of.indicator_id, (of.year, of.triwulan)), []).append(row)
    return found


def _others_with_the_same_file() -> QuerySet[BuktiDukung, int]:
    """How many other indicators of the agency show the very same file."""
    return (
        BuktiDukung.objects.filter(
            sha256=OuterRef("sha256"),
            realisasi__indicator__agency=OuterRef("realisasi__indicator__agency"),
            removed_at__isnull=True,
        )
        .exclude(sha256="")
        .exclude(realisasi__indicator=OuterRef("realisasi__indicator"))
        .order_by()
        .values("sha256")
        .annotate(number=Count("realisasi__indicator", distinct=True))
        .values_list("number", flat=True)
    )
