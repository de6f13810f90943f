"""Amended wording: the texts beside a figure, never the figure itself.

Source: SOP "Mengoreksi laporan kinerja, dan memberi paraf"; figures change by return only.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indicators.access import Conflict, FigureConflict, FiguresLocked
from indicators.models import WORDS, FigureState, Realisasi, RealisasiRevision
from indicators.services.comparing import content_of
from organization.access import Acting


def amend_wording(
    *, figure: Realisasi, version: int, words: Mapping[str, str], acting: Acting, now: datetime
) -> bool:
    """Append a revision with other words and the same numbers; False when the words are the same.

    `version`: the one that was read. Raises FiguresLocked unless the figure is handed over, and
    FigureConflict when it has changed since.
    """
    with transaction.atomic():
        held = Realisasi.objects.filter(
            pk=figure.pk, version=version, state=FigureState.HANDED_OVER
        )
        if not held.update(version=version + 1):
            raise _refusal(figure)
        old = RealisasiRevision.objects.get(realisasi=figure, number=version)
        content = content_of(old)
        new = content | {name: words[name] for name in WORDS}
        if new == content:
            transaction.set_rollback(True)
            return False
        revision = RealisasiRevision.objects.create(
            realisasi=figure,
            number=version + 1,
            author=acting.user,
            position=acting.position,
            capacity=acting.capacity,
            origin=RealisasiRevision.Origin.WORDING,
            created_at=now,
            **new,
        )
        Realisasi.objects.filter(pk=figure.pk).update(current=revision)
    return True


def _refusal(figure: Realisasi) -> FiguresLocked | FigureConflict:
    """Why a figure does not lie as it was read."""
    now = Realisasi.objects.select_related("current__author", "indicator").get(pk=figure.pk)
    if now.state != FigureState.HANDED_OVER or now.current is None:
        return FiguresLocked([now.indicator.name])
    return FigureConflict([Conflict(now.indicator, now.current)])
