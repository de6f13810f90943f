"""One indicator's whole story: its year, its targets, every revision, evidence, earlier years."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.models import (
    BuktiDukung,
    History,
    Indicator,
    RealisasiRevision,
    TargetRevision,
)
from indicators.queries.years import YearRow, year_rows


@dataclass(frozen=True, slots=True)
class Story:
    """What the page of one indicator shows for a year."""

    row: YearRow | None
    targets: Sequence[TargetRevision]
    revisions: Sequence[RealisasiRevision]
    bukti_dukung: Sequence[BuktiDukung]
    history: Sequence[History]


def indicator_story(indicator: Indicator, year: int) -> Story:
    """The story in 8 queries whatever its length."""
    rows = year_rows(indicator.agency, year, indicator_id=indicator.pk)
    of_year = {"realisasi__indicator": indicator, "realisasi__year": year}
    return Story(
        row=rows[0] if rows else None,
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
        history=list(
            History.objects.filter(indicator=indicator).select_related("indicator").order_by("year")
        ),
    )
