"""What a holder does with his task: hand over, receive, approve, paraf, sign, file, give back.

Each verb is one change: the guard on the task's state is in the UPDATE, the move is decided by
`workflow.flow`, one event says who did it for which position.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import RealisasiRevision
from indicators.queries import figure_rows
from indicators.services import hand_over_figures
from organization.access import Acting
from organization.language import in_office_language
from organization.services import record_event
from workflow import artifacts, flow
from workflow.access import (
    AlreadyMoved,
    FiguresIncomplete,
    LanesNotIn,
    ReturnUnanswered,
    ReturnUnexplained,
    WrongMove,
)
from workflow.models import Assignment, Submission, SubmissionItem, Task
from workflow.queries.board import board_of, key_of
from workflow.queries.covering import (
    covered,
    figures_of,
    mends_figures,
    own_items,
    represented,
)
from workflow.queries.differences import has_changed_since_return, has_other_evidence
from workflow.queries.hops import overseen_recipients
from workflow.services.applying import apply_moves
from workflow.services.deciding import approve_all, decide
from workflow.services.disposisi import (
    HopText,
    add_hop,
    note_as_read,
    send_disposisi,
)
from workflow.services.drafting import draft_hops
from workflow.services.outputs import file_outputs
from workflow.states import AssignmentState, TaskState

HANDING = frozenset({"prepare", "collect", "compile"})
APPROVING = frozenset({"review", "initial", "sign"})


def assign(*, task: Task, acting: Acting, text: HopText, now: datetime) -> None:
    """Send the disposisi of an assign step; for an order issued by the clock this is the paraf."""
    _expect(task, {"assign"})
    with transaction.atomic():
        send_disposisi(task=task, acting=acting, text=text, now=now)
        _finish(task, acting, "task.assigned", now)


def hand_over(
    *,
    task: Task,
    acting: Acting,
    now: datetime,
    note: str = "",
    answers: Mapping[int, str] | None = None,
) -> bool:
    """Hand over a format, figures or a report. True when the task as a whole is finished.

    `answers`: return item id → why the figure stands as it is. A collect task with several
    holders ends with the last share. What came back whole and did not change asks for a note.
    Raises FiguresIncomplete, ReturnUnanswered, ReturnUnexplained, LanesNotIn, AlreadyMoved.
    """
    _expect(task, HANDING)
    with transaction.atomic():
        take_turn(task)
        if task.step.kind == "collect":
            _freeze(task, acting, note, now, answers or {})
            if not _close_share(task, acting, now):
                _record(task, acting, "share.handed_over", now)
                return False
        elif task.step.kind == "compile":
            _freeze(task, acting, note, now, answers or {})
        Task.objects.filter(pk=task.pk).update(note=note)
        task.note = note
        _finish(task, acting, "task.handed_over", now)
    return True


def receive_lane(*, task: Task, submission: Submission, acting: Acting, now: datetime) -> None:
    """Note the receipt of one lane's hand-over (SOP 004 step 5: lane by lane), also while the
    task still waits for other lanes. Raises AlreadyMoved."""
    _expect(task, {"receive"})
    with transaction.atomic():
        live = Task.objects.filter(pk=task.pk, state__in=(TaskState.OPEN, TaskState.WAITING))
        before = [step.pk for step in task.step.previous.all()]
        changed = live.exists() and Submission.objects.filter(
            pk=submission.pk, task__run=task.run, task__step__in=before, received_at=None
        ).update(received_at=now, received_by=acting.user)
        if not changed:
            raise AlreadyMoved(task)
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="lane.received",
            at=now,
            acting=acting,
            data={"task": task.pk, "lane": submission.task.lane.label},
        )


def receive(*, task: Task, acting: Acting, now: datetime, note: str = "") -> None:
    """End a receive step, or hand on what was approved: every lane not yet ticked counts as
    received now."""
    _expect(task, {"receive"})
    with transaction.atomic():
        take_turn(task)
        before = [step.pk for step in task.step.previous.all()]
        Submission.objects.filter(
            task__run=task.run, task__step__in=before, received_at=None
        ).update(received_at=now, received_by=acting.user)
        Task.objects.filter(pk=task.pk).update(note=note)
        action = "task.handed_over" if task.step.hands_on else "task.received"
        _finish(task, acting, action, now)


@in_office_language
def approve(
    *, task: Task, acting: Acting, now: datetime, note: str = "", signature_name: str = ""
) -> None:
    """Approve, paraf or sign: a decision per present figure, then on to the next step.

    Nobody approves figures that he himself entered, in whatever capacity (raises OwnFigures).
    """
    _expect(task, APPROVING)
    with transaction.atomic():
        take_turn(task)
        decide(task, acting, now)
        Task.objects.filter(pk=task.pk).update(note=note, signature_name=signature_name)
        task.note = note
        if task.step.has_disposisi:
            text = HopText(instruction=note or _("Disetujui, teruskan sesuai SOP."))
            add_hop(
                task=task,
                acting=acting,
                recipients=overseen_recipients(task),
                text=text,
                now=now,
            )
        _finish(task, acting, f"task.{_past(task)}", now)
        artifacts.judged(task=task, acting=acting, now=now)


def document(*, task: Task, acting: Acting, now: datetime, note: str = "") -> None:
    """File the report of the triwulan or, after TW IV, of the year.

    Filing makes the figures of every lane approved and immutable. Where no earlier step approved a
    figure, the filing is its approval, so its author cannot file it (raises OwnFigures).
    """
    _expect(task, {"document"})
    with transaction.atomic():
        take_turn(task)
        if task.scope == flow.TRIWULAN:
            approve_all(task, acting, now)
        Task.objects.filter(pk=task.pk).update(note=note)
        task.note = note
        _finish(task, acting, "task.documented", now)
        artifacts.judged(task=task, acting=acting, now=now)


def _expect(task: Task, kinds: set[str] | frozenset[str]) -> None:
    if task.step.kind not in kinds:
        raise WrongMove


def _past(task: Task) -> str:
    return {"review": "approved", "initial": "initialled", "sign": "signed"}[task.step.kind]


def take_turn(task: Task) -> None:
    """Take the run's turn: the row count of this UPDATE is the lock on both databases."""
    if not Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(state=TaskState.OPEN):
        board = board_of(task.run)
        missing = flow.missing_lanes(board.board, key_of(task))
        if missing and Task.objects.filter(pk=task.pk, state=TaskState.WAITING).exists():
            raise LanesNotIn([board.lanes[lane].label for lane in missing])
        raise AlreadyMoved(task)


@in_office_language
def _finish(task: Task, acting: Acting, action: str, now: datetime) -> None:
    """Move the run on from this task, file its outputs and draft the disposisi that follow."""
    board = board_of(task.run)
    try:
        moves = flow.finish(board.board, key_of(task))
    except flow.LanesMissing as missing:
        raise LanesNotIn([board.lanes[lane].label for lane in missing.lanes]) from missing
    except flow.NotOpen as moved:
        raise AlreadyMoved(task) from moved
    _close_assignments(task, acting, now)
    note_as_read(task=task, acting=acting, now=now)
    _record(task, acting, action, now)
    opened = apply_moves(run=task.run, moves=moves, now=now)
    draft_hops(tasks=opened, now=now)
    file_outputs(task=task, now=now)


def _record(task: Task, acting: Acting, action: str, now: datetime) -> None:
    record_event(
        agency=task.run.agency,
        subject_type="run",
        subject_id=task.run_id,
        action=action,
        at=now,
        acting=acting,
        data={
            "task": task.pk,
            "step": task.step.key,
            "lane": task.lane.label,
            "round": task.round,
            "scope": task.scope,
        },
    )


def _close_share(task: Task, acting: Acting, now: datetime) -> bool:
    """End this position's share; True when no other share is open."""
    changed = Assignment.objects.filter(
        task=task,
        position__in=represented(task, [acting.position.pk]),
        state=AssignmentState.OPEN,
    ).update(
        state=AssignmentState.HANDED_OVER,
        handed_over_at=now,
        handed_over_by=acting.user,
        capacity=acting.capacity,
    )
    if not changed:
        raise AlreadyMoved(task)
    waiting = Assignment.objects.filter(task=task, state=AssignmentState.OPEN, escalated_from=None)
    return not waiting.exists()


def _close_assignments(task: Task, acting: Acting, now: datetime) -> None:
    Assignment.objects.filter(task=task, state=AssignmentState.OPEN).update(
        state=AssignmentState.HANDED_OVER,
        handed_over_at=now,
        handed_over_by=acting.user,
        capacity=acting.capacity,
    )


def _freeze(
    task: Task, acting: Acting, note: str, now: datetime, answers: Mapping[int, str]
) -> None:
    """Freeze what is handed over: a submission that points to the present revisions."""
    _resolve_items(task, acting, answers, now)
    if task.came_back_whole and not note.strip() and not has_changed_since_return(task):
        raise ReturnUnexplained(mends=mends_figures(task))
    mine = covered(task)
    if task.step.kind == "collect":
        mine = mine.filter(lane=task.lane, position__in=represented(task, [acting.position.pk]))
        _expect_complete(task, [row.indicator_id for row in mine])
    indicators = [row.indicator_id for row in mine]
    hand_over_figures(
        indicator_ids=indicators, year=task.run.year, triwulan=task.run.triwulan, now=now
    )
    submission = Submission.objects.create(
        task=task,
        round=task.round,
        at=now,
        user=acting.user,
        officeholder=acting.officeholder,
        note=note,
    )
    SubmissionItem.objects.bulk_create(
        SubmissionItem(submission=submission, revision_id=revision)
        for revision in figures_of(task)
        .filter(indicator__in=indicators, current__isnull=False)
        .values_list("current_id", flat=True)
    )


def _expect_complete(task: Task, indicators: Sequence[int]) -> None:
    """Every figure owed in this triwulan is filled, or said to be unavailable."""
    rows = figure_rows(indicators, task.run.year, task.run.triwulan)
    missing = [
        row.indicator.name
        for row in rows
        if row.must_be_filled
        and (row.current is None or row.current.status == RealisasiRevision.Status.EMPTY)
    ]
    if missing:
        raise FiguresIncomplete(missing)


def _resolve_items(task: Task, acting: Acting, answers: Mapping[int, str], now: datetime) -> None:
    """Every figure returned to this holder is newer now, shows other evidence, or has an answer;
    else ReturnUnanswered.

    What was returned to another share of the same task is that holder's to answer.
    """
    present = {figure.indicator_id: figure.current_id for figure in figures_of(task)}
    unanswered = []
    for item in own_items(task, [acting.position.pk]):
        current = present.get(item.run_indicator.indicator_id)
        answer = answers.get(item.pk, "").strip()
        if current == item.revision_id and not answer and not has_other_evidence(item):
            unanswered.append(item.run_indicator.indicator.name)
            continue
        item.resolved_by_id = current if current != item.revision_id else None
        item.answer = answer
        item.resolved_at = now
        item.save(update_fields=["resolved_by", "answer", "resolved_at"])
    if unanswered:
        raise ReturnUnanswered(unanswered, mends=mends_figures(task))
