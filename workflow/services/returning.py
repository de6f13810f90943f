"""Giving back: named lanes and single figures, with a reason; only these unlock."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from indicators.models import FigureState
from indicators.services import reopen_figures, return_figures
from organization.access import Acting
from organization.language import in_office_language
from organization.services import record_event
from sop.graph import JUDGING_KINDS
from sop.models import SopStep
from workflow import artifacts, flow
from workflow.access import AlreadyMoved, CannotGiveBack, NotFiled, ReasonMissing
from workflow.models import Decision, Lane, Notice, Return, ReturnItem, Run, RunIndicator, Task
from workflow.queries.board import board_of, key_of
from workflow.queries.covering import figures_of, lanes_beneath
from workflow.queries.hops import overseen_recipients
from workflow.services.applying import apply_moves
from workflow.services.deciding import approve_rest
from workflow.services.disposisi import HopText, add_hop
from workflow.services.drafting import draft_hops
from workflow.states import RunState, TaskState


def give_back(
    *,
    task: Task,
    acting: Acting,
    lanes: Sequence[Lane],
    reasons: Mapping[int, str],
    reason: str,
    now: datetime,
    with_rest: bool = False,
) -> Return:
    """Return lanes to the step that the SOP names. `reasons`: run-indicator id → its own reason.

    The figures named unlock where the lane's work starts again; all others stay locked. A lane of
    which none is named comes back as a whole.
    `with_rest`: a judging step approves the others by the same word, so that its next round shows
    only what changed; nothing of a lane that comes back as a whole.
    `reason` may be empty where each lane has figures named and each of these its own reason.
    Raises ReasonMissing, CannotGiveBack, AlreadyMoved.
    """
    reason = reason.strip() or _reason_of(task.run, lanes, reasons)
    with transaction.atomic():
        board = board_of(task.run)
        try:
            moves = flow.give_back(board.board, key_of(task), [lane.pk for lane in lanes])
        except flow.NotOpen as moved:
            raise AlreadyMoved(task) from moved
        except flow.CannotReturn as refused:
            raise CannotGiveBack from refused
        to_step = task.step.return_to
        if to_step is None:
            raise CannotGiveBack
        given_back = _write(task, acting, to_step, lanes, reason, now)
        named = _name_figures(given_back, task, acting, lanes, reasons, now)
        whole = _whole(given_back, lanes)
        if with_rest and task.step.kind in JUDGING_KINDS:
            approve_rest(task, acting, [*named, *_figures_in(task, whole)], now)
        _say(task, acting, given_back, lanes, now)
        opened = apply_moves(run=task.run, moves=moves, now=now, kind=Notice.Kind.RETURNED)
        _open_whole(task.run, to_step, whole)
        draft_hops(tasks=opened, now=now)
    return given_back


def reopen_run(
    *,
    run: Run,
    acting: Acting,
    leaves: Sequence[Lane],
    reasons: Mapping[int, str],
    reason: str,
    now: datetime,
) -> Return:
    """Open a filed run again for named leaf lanes; approved figures named get a new revision.

    Everything printed from the old figures is marked as superseded. `reason` as in `give_back`.
    Raises ReasonMissing, NotFiled, CannotGiveBack (no lane named).
    """
    reason = reason.strip() or _reason_of(run, leaves, reasons)
    with transaction.atomic():
        board = board_of(run)
        if not flow.is_filed(board.board):
            raise NotFiled
        try:
            moves = flow.reopen(board.board, [lane.pk for lane in leaves])
        except flow.CannotReturn as refused:
            raise CannotGiveBack from refused
        last = board.board.graph.last.key
        filed = board.tasks[board.board.current(last, board.board.root.id)]
        collect = run.version.steps.get(key=flow.collecting_step(board.board, leaves[0].pk))
        given_back = _write(filed, acting, collect, leaves, reason, now, is_reopening=True)
        items = _items(given_back, filed, leaves, reasons)
        reopen_figures(realisasi_ids=_figures(items), now=now)
        Run.objects.filter(pk=run.pk).update(state=RunState.OPEN, ended_at=None)
        run.state, run.ended_at = RunState.OPEN, None
        record_event(
            agency=run.agency,
            subject_type="run",
            subject_id=run.pk,
            action="run.reopened",
            at=now,
            acting=acting,
            reason=reason,
            data={"lanes": [lane.label for lane in leaves]},
        )
        artifacts.supersede(run=run, reason=reason, now=now)
        draft_hops(tasks=apply_moves(run=run, moves=moves, now=now), now=now)
    return given_back


@in_office_language
def _reason_of(run: Run, lanes: Sequence[Lane], reasons: Mapping[int, str]) -> str:
    """What stands for the whole where each figure has its own reason; else ReasonMissing."""
    own = {each.strip() for each in reasons.values()}
    rows = RunIndicator.objects.filter(pk__in=reasons)
    named = set(rows.values_list("lane", flat=True))
    if not own or "" in own or any(not named & set(lanes_beneath(run, each)) for each in lanes):
        raise ReasonMissing
    if len(own) == 1:
        return own.pop()
    told = ngettext(
        "%(count)d angka, dengan alasan pada masing-masing angka.",
        "%(count)d angka, dengan alasan pada masing-masing angka.",
        len(reasons),
    )
    return told % {"count": len(reasons)}


def _write(
    task: Task,
    acting: Acting,
    to_step: SopStep,
    lanes: Sequence[Lane],
    reason: str,
    now: datetime,
    *,
    is_reopening: bool = False,
) -> Return:
    given_back = Return.objects.create(
        task=task,
        to_step=to_step,
        reason=reason,
        is_reopening=is_reopening,
        at=now,
        user=acting.user,
        officeholder=acting.officeholder,
    )
    given_back.lanes.set(lanes)
    return given_back


def _items(
    given_back: Return, task: Task, lanes: Sequence[Lane], reasons: Mapping[int, str]
) -> list[ReturnItem]:
    """The figures named, each with its own reason or the return's; foreign ones are refused."""
    beneath = {pk for lane in lanes for pk in lanes_beneath(task.run, lane)}
    rows = RunIndicator.objects.filter(run=task.run, pk__in=reasons, lane__in=beneath)
    if rows.count() != len(reasons):
        raise CannotGiveBack
    figures = {figure.indicator_id: figure for figure in figures_of(task)}
    items = [
        ReturnItem(
            given_back=given_back,
            run_indicator=row,
            revision=figures[row.indicator_id].current if row.indicator_id in figures else None,
            reason=reasons[row.pk].strip() or given_back.reason,
        )
        for row in rows
    ]
    return ReturnItem.objects.bulk_create(items)


def _name_figures(
    given_back: Return,
    task: Task,
    acting: Acting,
    lanes: Sequence[Lane],
    reasons: Mapping[int, str],
    now: datetime,
) -> list[int]:
    """Write the reviewer's word on the figures named; returns their ids."""
    items = _items(given_back, task, lanes, reasons)
    Decision.objects.bulk_create(
        Decision(
            task=task,
            revision=item.revision,
            verdict=Decision.Verdict.RETURNED,
            reason=item.reason,
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
        )
        for item in items
        if item.revision is not None
    )
    named = _figures(items)
    return_figures(realisasi_ids=[*named, *_empty(task, items)], now=now)
    return named


def _empty(task: Task, items: Sequence[ReturnItem]) -> list[int]:
    """Ids of figures named that hold evidence only: they were locked with the others."""
    empty = [item.run_indicator.indicator_id for item in items if item.revision is None]
    locked = figures_of(task).filter(indicator__in=empty, state=FigureState.HANDED_OVER)
    return list(locked.values_list("pk", flat=True)) if empty else []


def _whole(given_back: Return, lanes: Sequence[Lane]) -> set[int]:
    """Ids of the lanes that came back without any figure named, and of those beneath them."""
    named = set(given_back.items.values_list("run_indicator__lane", flat=True))
    beneath = [set(lanes_beneath(given_back.task.run, lane)) for lane in lanes]
    return {pk for lane in beneath if not lane & named for pk in lane}


def _figures_in(task: Task, lanes: Collection[int]) -> list[int]:
    """Ids of the figures that stand in some lanes of a task."""
    rows = RunIndicator.objects.filter(run=task.run, lane__in=lanes)
    figures = figures_of(task).filter(indicator__in=rows.values("indicator"))
    return list(figures.values_list("pk", flat=True))


def _open_whole(run: Run, to_step: SopStep, lanes: Collection[int]) -> None:
    """Unlock all that a maker mends in these lanes; a collector's figures unlock by name only."""
    if to_step.kind == "compile":
        now_at = Task.objects.filter(run=run, step=to_step, lane__in=lanes)
        now_at.filter(state__in=(TaskState.OPEN, TaskState.WAITING)).update(came_back_whole=True)


def _figures(items: Sequence[ReturnItem]) -> list[int]:
    return [item.revision.realisasi_id for item in items if item.revision is not None]


def _say(
    task: Task, acting: Acting, given_back: Return, lanes: Sequence[Lane], now: datetime
) -> None:
    record_event(
        agency=task.run.agency,
        subject_type="run",
        subject_id=task.run_id,
        action="task.returned",
        at=now,
        acting=acting,
        reason=given_back.reason,
        data={
            "task": task.pk,
            "step": task.step.key,
            "to": given_back.to_step.key,
            "lanes": [lane.label for lane in lanes],
            "figures": given_back.items.count(),
        },
    )
    if task.step.has_disposisi:
        text = HopText(instruction=given_back.reason)
        beneath = {pk for lane in lanes for pk in lanes_beneath(task.run, lane)}
        recipients = [
            (position, lane)
            for position, lane in overseen_recipients(task)
            if lane is not None and lane.pk in beneath
        ]
        add_hop(task=task, acting=acting, recipients=recipients, text=text, now=now)
