"""Earlier years of indicators: as they were published, else as the approved figures make them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.capaian import judge_year
from indicators.models import History, Indicator, Realisasi, TargetRevision
from indicators.notation import MAX_DECIMALS, round_half_up
from indicators.queries.figures import must_be_filled
from indicators.queries.plans import figure_of, plan_of, rules_of

Year = tuple[int, int]


def past_years(
    indicators: Sequence[Indicator], *, before: int, first: int = 0
) -> dict[int, list[History]]:
    """Indicator id → its years from `first` on and before `before`, oldest first, in 3 queries.

    A year that was loaded as published stands as it is. Any other is made of what was approved in
    it, by the indicator's own rule, and is not saved; a year without an approved figure, or whose
    last one is still owed, is none.
    """
    known = {each.pk: each for each in indicators}
    years = {"indicator__in": list(known), "year__gte": first, "year__lt": before}
    found: dict[Year, History] = {}
    for row in History.objects.filter(**years):
        row.indicator = known[row.indicator_id]
        found[row.indicator_id, row.year] = row
    for made in _approved_years(known, years):
        found.setdefault((made.indicator_id, made.year), made)
    by_indicator: dict[int, list[History]] = {}
    for (indicator, _year), row in sorted(found.items()):
        by_indicator.setdefault(indicator, []).append(row)
    return by_indicator


def _approved_years(known: dict[int, Indicator], years: dict[str, object]) -> Iterator[History]:
    """The years of which figures are approved, each judged by the targets of its time."""
    figures: dict[Year, list[Realisasi]] = {}
    rows = Realisasi.objects.filter(approved__isnull=False, **years)
    for row in rows.select_related("approved", "judged_by"):
        figures.setdefault((row.indicator_id, row.year), []).append(row)
    targets: dict[Year, list[TargetRevision]] = {}
    for target in TargetRevision.objects.filter(**years).order_by("effective_on", "pk"):
        targets.setdefault((target.indicator_id, target.year), []).append(target)
    for (pk, year), saved in figures.items():
        indicator = known[pk]
        plan = plan_of(
            targets.get((pk, year), []), year, {row.triwulan: row.judged_by for row in saved}
        )
        figures_of_year = {row.triwulan: figure_of(row.approved) for row in saved}
        is_whole = 4 in figures_of_year or not must_be_filled(indicator, plan, 4)
        judged = judge_year(plan, figures_of_year, rules_of(indicator))
        if is_whole and judged.realisasi.value is not None:
            yield History(
                indicator=indicator,
                year=year,
                target=_held(judged.target),
                upper=_held(judged.upper),
                realisasi=_held(judged.realisasi.value),
                source_document=_("Angka yang disetujui tahun %(year)d") % {"year": year},
            )


def _held(value: Decimal | None) -> Decimal | None:
    """A figure with as many decimals as a loaded year has."""
    return None if value is None else round_half_up(value, MAX_DECIMALS)
