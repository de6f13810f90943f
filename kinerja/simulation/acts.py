"""What a simulated holder does with a task of each kind, through the services of the browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from indicators.queries import figure_rows
from kinerja.simulation.figures import ExampleFigures
from kinerja.simulation.texts import write_texts
from organization.access import Acting
from workflow import flow, services
from workflow.models import DisposisiHop, Lane, RunIndicator, Submission, Task
from workflow.queries.board import board_of, key_of
from workflow.queries.covering import (
    covered,
    editable_ids,
    figures_of,
    lanes_beneath,
    open_items,
    represented,
)

RETURN_REASON = "Angka belum sesuai bukti dukung, mohon diperiksa dan diperbaiki (contoh)."
MENDED_NOTE = "Sudah diperiksa kembali terhadap bukti dukung (contoh)."


@dataclass(slots=True)
class Script:
    """Which returns the year must show: per run, the kinds that still have to give back once."""

    figures: ExampleFigures
    given_back: set[tuple[int, int]] = field(default_factory=set)

    def wants_return(self, task: Task) -> bool:
        """In TW II the first step with a way back returns a lane, in TW III the last one does."""
        if task.run.triwulan not in (2, 3) or task.step.return_to_id is None:
            return False
        if task.scope != flow.TRIWULAN or (task.run_id, task.run.triwulan) in self.given_back:
            return False
        steps = [step for step in task.run.version.steps.order_by("order") if step.return_to_id]
        chosen = steps[0] if task.run.triwulan == 2 else steps[-1]
        return chosen.pk == task.step_id


def act(task: Task, acting: Acting, script: Script, now: datetime) -> None:
    """Do a task once: the returns the script wants first, then what its kind asks for."""
    pending = list(open_items(task))
    if pending and task.step.return_to_id and not _mended(task):
        _pass_down(task, acting, now)
    elif script.wants_return(task):
        script.given_back.add((task.run_id, task.run.triwulan))
        _give_back(task, acting, _first_lane(task), now)
    else:
        _ACTS[task.step.kind](task, acting, script, now)


def _mended(task: Task) -> bool:
    """Whether every figure returned to this task has a newer revision."""
    rows = {
        row.indicator.pk: row.current
        for row in figure_rows(
            [item.run_indicator.indicator_id for item in open_items(task)],
            task.run.year,
            task.run.triwulan,
        )
    }
    return all(
        (current := rows[item.run_indicator.indicator_id]) is not None
        and current.pk != item.revision_id
        for item in open_items(task)
    )


def _pass_down(task: Task, acting: Acting, now: datetime) -> None:
    """What was returned to a maker without figures of his own goes on to the lane that has it."""
    wanted = {item.run_indicator.lane_id for item in open_items(task)}
    board = board_of(task.run)
    lanes = [
        board.lanes[pk]
        for pk in flow.returnable_lanes(board.board, key_of(task))
        if wanted & set(lanes_beneath(task.run, board.lanes[pk]))
    ]
    reasons = {item.run_indicator_id: item.reason for item in open_items(task)}
    services.give_back(
        task=task, acting=acting, lanes=lanes, reasons=reasons, reason=RETURN_REASON, now=now
    )


def _first_lane(task: Task) -> Lane:
    """The first lane that has come in and carries figures."""
    board = board_of(task.run)
    lanes = [board.lanes[pk] for pk in flow.returnable_lanes(board.board, key_of(task))]
    return next(lane for lane in lanes if _figures_beneath(task, lane))


def _figures_beneath(task: Task, lane: Lane) -> list[RunIndicator]:
    beneath = lanes_beneath(task.run, lane)
    return list(covered(task).filter(lane__in=beneath))


def _give_back(task: Task, acting: Acting, lane: Lane, now: datetime) -> None:
    rows = _figures_beneath(task, lane)
    filled = {figure.indicator_id for figure in figures_of(task) if figure.current_id}
    row = next((row for row in rows if row.indicator_id in filled), rows[0])
    services.give_back(
        task=task,
        acting=acting,
        lanes=[lane],
        reasons={row.pk: RETURN_REASON},
        reason=RETURN_REASON,
        now=now,
    )


def _assign(task: Task, acting: Acting, _script: Script, now: datetime) -> None:
    draft = DisposisiHop.objects.get(task=task, recalled_at=None)
    text = services.HopText(
        instruction=draft.instruction, harap=tuple(services.ready_sentences()[1:2])
    )
    services.assign(task=task, acting=acting, text=text, now=now)


def _prepare(task: Task, acting: Acting, _script: Script, now: datetime) -> None:
    services.hand_over(task=task, acting=acting, now=now)


def _collect(task: Task, acting: Acting, script: Script, now: datetime) -> None:
    _write(task, acting, script, now)
    services.hand_over(task=task, acting=acting, now=now)


def _compile(task: Task, acting: Acting, script: Script, now: datetime) -> None:
    if open_items(task).exists():
        _write(task, acting, script, now)
    services.hand_over(
        task=task, acting=acting, now=now, note="Laporan disusun dari bahan yang masuk (contoh)."
    )


def _write(task: Task, acting: Acting, script: Script, now: datetime) -> None:
    mine = editable_ids(task, represented(task, [acting.position.pk]))
    returned = {item.run_indicator.indicator_id for item in open_items(task)}
    rows = figure_rows(sorted(mine), task.run.year, task.run.triwulan)
    entries = [
        script.figures.entry_for(row, note=MENDED_NOTE if row.indicator.pk in returned else "")
        for row in rows
        if row.must_be_filled or script.figures.has(row) or row.indicator.pk in returned
    ]
    services.save_task_figures(task=task, acting=acting, entries=entries, now=now, origin="web")


def _receive(task: Task, acting: Acting, _script: Script, now: datetime) -> None:
    before = [step.pk for step in task.step.previous.all()]
    for submission in Submission.objects.filter(
        task__run=task.run, task__step__in=before, received_at=None
    ).select_related("task__lane"):
        services.receive_lane(task=task, submission=submission, acting=acting, now=now)
    services.receive(task=task, acting=acting, now=now)


def _approve(task: Task, acting: Acting, _script: Script, now: datetime) -> None:
    services.approve(task=task, acting=acting, now=now)


def _document(task: Task, acting: Acting, _script: Script, now: datetime) -> None:
    if task.scope == flow.TAHUNAN:
        write_texts(run=task.run, acting=acting, now=now)
    services.document(task=task, acting=acting, now=now)


_ACTS: dict[str, Callable[[Task, Acting, Script, datetime], None]] = {
    "assign": _assign,
    "prepare": _prepare,
    "collect": _collect,
    "receive": _receive,
    "compile": _compile,
    "review": _approve,
    "initial": _approve,
    "sign": _approve,
    "document": _document,
}
