"""A sementara figure becomes tetap: an ordinary revision of an approved figure, not a reopening.

Source: ruling 26; the final figure comes from outside (BPS, BPK, KemenPANRB) after the approval.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from indicators.access import Conflict, FigureConflict, FiguresLocked
from indicators.capaian import ratio_of
from indicators.models import FigureState, Realisasi, RealisasiRevision
from indicators.notation import MAX_DECIMALS, round_half_up
from indicators.queries import rules_of
from indicators.services.comparing import content_of
from organization.access import Acting
from organization.services import record_event


@dataclass(frozen=True, slots=True)
class FinalFigure:
    """The final figure with the document it comes from; `version` is the one that was read."""

    version: int
    source: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def settle_figure(
    *, figure: Realisasi, final: FinalFigure, acting: Acting, now: datetime
) -> RealisasiRevision:
    """Append the final figure to an approved, provisional one; it stays approved.

    Raises FiguresLocked unless it is approved and sementara, FigureConflict when it has changed.
    """
    indicator = figure.indicator
    with transaction.atomic():
        held = Realisasi.objects.filter(
            pk=figure.pk,
            version=final.version,
            state=FigureState.APPROVED,
            current__is_sementara=True,
        )
        if not held.update(version=final.version + 1):
            raise _refusal(figure)
        old = RealisasiRevision.objects.get(realisasi=figure, number=final.version)
        value = _value(final, is_percent=rules_of(indicator).is_percent)
        revision = RealisasiRevision.objects.create(
            realisasi=figure,
            number=final.version + 1,
            author=acting.user,
            position=acting.position,
            capacity=acting.capacity,
            origin=RealisasiRevision.Origin.FINAL,
            created_at=now,
            **content_of(old)
            | {
                "value": value,
                "numerator": final.numerator,
                "denominator": final.denominator,
                "code": indicator.notation(figure.year).word(value),
                "is_sementara": False,
                "expected_on": None,
                "expected_source": final.source,
            },
        )
        Realisasi.objects.filter(pk=figure.pk).update(current=revision, approved=revision)
        record_event(
            agency=indicator.agency,
            subject_type="indicator",
            subject_id=indicator.pk,
            action="figure.settled",
            at=now,
            acting=acting,
            data={
                "indicator": indicator.code,
                "year": figure.year,
                "triwulan": figure.triwulan,
                "before": str(old.value),
                "after": str(value),
                "source": final.source,
            },
        )
    return revision


def _value(final: FinalFigure, *, is_percent: bool) -> Decimal | None:
    if final.numerator is None or final.denominator is None:
        return final.value
    quotient = ratio_of(final.numerator, final.denominator, is_percent=is_percent).value
    return None if quotient is None else round_half_up(quotient, MAX_DECIMALS)


def _refusal(figure: Realisasi) -> FiguresLocked | FigureConflict:
    now = Realisasi.objects.select_related("current__author", "indicator").get(pk=figure.pk)
    revision = now.current
    is_open = now.state == FigureState.APPROVED and revision is not None and revision.is_sementara
    if revision is None or not is_open:
        return FiguresLocked([now.indicator.name])
    return FigureConflict([Conflict(now.indicator, revision)])
