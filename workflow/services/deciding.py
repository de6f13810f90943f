"""A reviewer's word on every figure before him, and the filing that approves the rest."""

from collections.abc import Collection, Iterable
from datetime import datetime

from indicators.models import FigureState, Realisasi
from indicators.services import approve_figures
from organization.access import Acting, OwnFigures
from workflow.models import Decision, Task
from workflow.queries.covering import barred_from, figures_of
from workflow.queries.figures import settled_revisions


def decide(task: Task, acting: Acting, now: datetime) -> None:
    """Approve every figure under a task; raises OwnFigures for who wrote one of them, or
    as Plt or Plh handed one over."""
    figures = [figure for figure in figures_of(task) if figure.current_id]
    written = barred_from([figure.pk for figure in figures], acting.capacity)
    if any(acting.user.pk in users for users in written.values()):
        raise OwnFigures
    _approve(task, acting, figures, now)


def approve_rest(task: Task, acting: Acting, named: Collection[int], now: datetime) -> None:
    """Approve what was handed over under a task but for the figures named (ids) and one's own."""
    figures = [
        figure
        for figure in figures_of(task).filter(state=FigureState.HANDED_OVER)
        if figure.current_id and figure.pk not in named
    ]
    written = barred_from([figure.pk for figure in figures], acting.capacity)
    others = [figure for figure in figures if acting.user.pk not in written.get(figure.pk, set())]
    _approve(task, acting, others, now)


def _approve(task: Task, acting: Acting, figures: Iterable[Realisasi], now: datetime) -> None:
    """One word per revision; what this step approved before stands."""
    settled = settled_revisions(task)
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
        if figure.current is not None and figure.current_id not in settled
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
    undecided = [figure.pk for figure in figures if figure.current_id not in decided]
    written = barred_from(undecided, acting.capacity)
    if any(acting.user.pk in users for users in written.values()):
        raise OwnFigures
    approve_figures(realisasi_ids=[figure.pk for figure in figures], now=now)
