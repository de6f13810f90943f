"""One indicator's whole story: its year, its targets, every revision, evidence, earlier years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.capaian import Capaian, Outcome, Reason, Target, compute_capaian
from indicators.models import (
    BuktiDukung,
    History,
    Indicator,
    RealisasiRevision,
    RenstraTarget,
    TargetRevision,
)
from indicators.queries.past import past_years
from indicators.queries.plans import rules_of
from indicators.queries.years import YearRow, year_rows


@dataclass(frozen=True, slots=True)
class Story:
    """What the page of one indicator shows for a year."""

    row: YearRow | None
    targets: Sequence[TargetRevision]
    revisions: Sequence[RealisasiRevision]
    bukti_dukung: Sequence[BuktiDukung]
    history: Sequence[History]
    renstra: Sequence["RenstraYear"]


@dataclass(frozen=True, slots=True)
class RenstraYear:
    """One year of a Renstra: what it plans, what was made, and how far that reached the plan."""

    target: RenstraTarget
    made: Outcome
    capaian: Capaian


def indicator_story(indicator: Indicator, year: int) -> Story:
    """The story in 11 queries whatever its length."""
    rows = year_rows(indicator.agency, year, indicator_id=indicator.pk)
    row = rows[0] if rows else None
    history = past_years([indicator], before=year).get(indicator.pk, [])
    of_year = {"realisasi__indicator": indicator, "realisasi__year": year}
    return Story(
        row=row,
        targets=list(
            TargetRevision.objects.filter(indicator=indicator, year=year)
            .select_related("indicator")
            .order_by("effective_on", "triwulan", "pk")
        ),
        revisions=list(
            RealisasiRevision.objects.filter(**of_year)
            .select_related("realisasi", "author", "position")
            .order_by("realisasi__triwulan", "number")
        ),
        bukti_dukung=list(
            BuktiDukung.objects.filter(**of_year, removed_at__isnull=True)
            .select_related("realisasi")
            .order_by("realisasi__triwulan", "added_at")
        ),
        history=history,
        renstra=_renstra_years(indicator, row, history),
    )


def _renstra_years(
    indicator: Indicator, row: YearRow | None, history: Iterable[History]
) -> list[RenstraYear]:
    """The years of its Renstra beside what was published, or stands now in the year shown."""
    made = {each.year: Outcome(each.realisasi) for each in history if each.realisasi is not None}
    if row is not None:
        made[row.year] = row.annual.realisasi
    rules = rules_of(indicator)
    years = []
    targets = RenstraTarget.objects.filter(indicator=indicator).select_related("renstra")
    for target in targets.order_by("renstra__first_year", "year"):
        target.indicator = indicator
        is_ahead = row is not None and target.year > row.year
        missing = Outcome(None, Reason.NOT_DUE if is_ahead else Reason.NOT_FILLED)
        outcome = made.get(target.year, missing)
        capaian = compute_capaian(
            target=Target(target.value, target.upper),
            realisasi=outcome,
            polarity=rules.polarity,
            formula=rules.formula,
        )
        years.append(RenstraYear(target, outcome, capaian))
    return years
