"""A reviewer's word on every figure before him, and the filing that approves the rest."""

from datetime import datetime

from indicators.services import approve_figures
from organization.access import Acting, OwnFigures
from workflow.models import Decision, Task
from workflow.queries.covering import authors_of, figures_of


def decide(task: Task, acting: Acting, now: datetime) -> None:
    """Approve every figure under a task; raises OwnFigures for who wrote one of them."""
    figures = [figure for figure in figures_of(task) if figure.current_id]
    written = authors_of(figure.pk for figure in figures)
    if any(acting.user.pk in users for users in written.values()):
        raise OwnFigures
    Decision.objects.bulk_create(
        Decision(
            task=task,
            revision=figure.current,
            verdict=Decision.Verdict.APPROVED,
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
        )
        for figure in figures
        if figure.current is not None
    )


def approve_all(task: Task, acting: Acting, now: datetime) -> None:
    """Make the figures under a task immutable; those nobody decided yet are approved by this."""
    figures = [figure for figure in figures_of(task) if figure.current_id]
    decided = set(
        Decision.objects.filter(
            revision__in=[figure.current_id for figure in figures],
            verdict=Decision.Verdict.APPROVED,
        ).values_list("revision_id", flat=True)
    )
    written = authors_of(figure.pk for figure in figures if figure.current_id not in decided)
    if any(acting.user.pk in users for users in written.values()):
        raise OwnFigures
    approve_figures(realisasi_ids=[figure.pk for figure in figures], now=now)
