"""Handing over, returning, approving and reopening figures; each guarded by the state it leaves."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from indicators.access import FiguresNotApproved, FiguresNotReady
from indicators.models import FigureState, Realisasi, RealisasiRevision
from indicators.queries import judging_target, targets_by_indicator
from organization.access import OwnFigures
from organization.models import User


def hand_over_figures(
    *, indicator_ids: Iterable[int], year: int, triwulan: int, now: datetime
) -> int:
    """Lock the figures that lie open, whatever they hold; those handed over before stay so."""
    return Realisasi.objects.filter(
        indicator__in=list(indicator_ids),
        year=year,
        triwulan=triwulan,
        state__in=(FigureState.DRAFT, FigureState.RETURNED),
    ).update(state=FigureState.HANDED_OVER)


def return_figures(*, realisasi_ids: Iterable[int], now: datetime) -> int:
    """Unlock exactly these handed-over figures; one returned further down stays returned.

    Raises FiguresNotReady when one of them is a draft or approved; then none is changed.
    """
    ids = set(realisasi_ids)
    with transaction.atomic():
        changed = Realisasi.objects.filter(
            pk__in=ids, state__in=(FigureState.HANDED_OVER, FigureState.RETURNED)
        ).update(state=FigureState.RETURNED)
        if changed != len(ids):
            raise FiguresNotReady(_names(ids, FigureState.HANDED_OVER, FigureState.RETURNED))
    return changed


def approve_figures(
    *, realisasi_ids: Iterable[int], now: datetime, approver: User | None = None
) -> int:
    """Make figures immutable: each names the revision approved and the target it was judged by.

    `approver` is the person whose decision this is; he may not have written any revision of them
    (raises OwnFigures). Without him the decisions were taken before and only take effect here.
    Figures already approved stay; an open one raises FiguresNotReady. Returns how many are new.
    """
    ids = set(realisasi_ids)
    with transaction.atomic():
        if approver is not None and _has_written(approver, ids):
            raise OwnFigures
        waiting = Realisasi.objects.filter(pk__in=ids, state=FigureState.HANDED_OVER)
        fresh = list(waiting)
        changed = waiting.filter(current__isnull=False).update(
            state=FigureState.APPROVED, approved=F("current")
        )
        settled = Realisasi.objects.filter(pk__in=ids, state=FigureState.APPROVED).count()
        if settled != len(ids) or changed != len(fresh):
            raise FiguresNotReady(_names(ids, FigureState.HANDED_OVER, FigureState.APPROVED))
        _keep_targets(fresh)
    return changed


def reopen_figures(*, realisasi_ids: Iterable[int], now: datetime) -> int:
    """Unlock approved figures for a new revision; what was approved stays readable and named."""
    ids = set(realisasi_ids)
    with transaction.atomic():
        changed = Realisasi.objects.filter(pk__in=ids, state=FigureState.APPROVED).update(
            state=FigureState.RETURNED
        )
        if changed != len(ids):
            raise FiguresNotApproved(_names(ids, FigureState.APPROVED))
    return changed


def _has_written(user: User, realisasi_ids: Iterable[int]) -> bool:
    return RealisasiRevision.objects.filter(realisasi__in=list(realisasi_ids), author=user).exists()


def _names(ids: Iterable[int], *allowed: FigureState) -> list[str]:
    """The indicators whose figures are in none of the allowed states."""
    rows: QuerySet[Realisasi, str] = (
        Realisasi.objects.filter(pk__in=list(ids))
        .exclude(state__in=allowed)
        .values_list("indicator__name", flat=True)
    )
    return list(rows)


def _keep_targets(figures: Sequence[Realisasi]) -> None:
    """Freeze the target in force at the end of each figure's triwulan."""
    for year in {figure.year for figure in figures}:
        of_year = [figure for figure in figures if figure.year == year]
        targets = targets_by_indicator({figure.indicator_id for figure in of_year}, year)
        for figure in of_year:
            figure.judged_by = judging_target(
                targets.get(figure.indicator_id, []), year, figure.triwulan
            )
        Realisasi.objects.bulk_update(of_year, ["judged_by"])
