"""Writing down what the rules of moving on decided: tasks, rounds, assignments, notices."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from organization.models import Position, User
from organization.services import record_event
from organization.worktime import next_moment
from sop.models import SopStep
from workflow import flow
from workflow.access import AlreadyMoved
from workflow.due import later
from workflow.flow import Moves, TaskKey
from workflow.models import Assignment, DisposisiHop, Lane, Notice, Passage, Run, Task
from workflow.queries.ground import Ground, ground_of
from workflow.queries.standard import standard_due
from workflow.queries.stuck import Presence, people_of, presence_of, with_authors
from workflow.services.notifying import close_notices, notify_tasks
from workflow.states import AssignmentState, RunState, TaskState


def apply_moves(
    *,
    run: Run,
    moves: Moves,
    now: datetime,
    kind: str = Notice.Kind.TASK_OPENED,
) -> list[Task]:
    """Write a move to the database and return the tasks that are newly in somebody's hands.

    Order: rounds, tasks taken away, changed states (each guarded by its old state), new tasks, the
    end of the run. The caller holds the transaction. Raises AlreadyMoved when another move came
    between.
    """
    ground = ground_of(run)
    for lane, round_ in moves.rounds.items():
        Lane.objects.filter(pk=lane).update(round=round_)
        ground.board.lanes[lane].round = round_
    for key in moves.removed:
        _remove(ground.board.tasks[key])
    woken = [
        task
        for key, state in moves.changed.items()
        if (task := _change(ground, ground.board.tasks[key], state, now)) is not None
    ]
    opened, _shares = _open([(ground, moves)], now)
    if moves.has_ended:
        _end(run, now)
    in_hand = [task for task in (*woken, *opened) if task.state == TaskState.OPEN]
    if in_hand:
        day = now.astimezone(ZoneInfo(run.agency.time_zone)).date()
        shares = Assignment.objects.filter(task__in=in_hand)
        _hand_out(in_hand, shares, now, kind, people_of([run.agency_id], day))
    return in_hand


def open_first(
    beginnings: Sequence[tuple[Ground, Moves]], *, people: Presence, now: datetime
) -> list[Task]:
    """Open the first tasks of new runs in few queries; returns those in somebody's hands.

    `people`: who is there in all their agencies. The caller holds the transaction.
    """
    opened, shares = _open(beginnings, now)
    in_hand = [task for task in opened if task.state == TaskState.OPEN]
    _hand_out(in_hand, shares, now, Notice.Kind.TASK_OPENED, people)
    return in_hand


def _change(ground: Ground, task: Task, state: str, now: datetime) -> Task | None:
    """Move one existing task on; returns it when it has come back into somebody's hands."""
    old = task.state
    fields: dict[str, object] = {"state": state}
    if state in (flow.DONE, flow.RETURNED):
        fields["finished_at"] = now
    elif state == flow.WAITING:
        _keep_passage(task, now)
        fields |= {"finished_at": None, "due_at": None}
    elif state == flow.OPEN:
        if task.finished_at is not None:
            _keep_passage(task, now)
        clock = _clock(ground, ground.steps[task.step_id], task.scope, task.ready_at, now)
        fields |= {**clock, "due_at": later(clock["due_at"], task.extended_to)}
        fields["finished_at"] = None
        Assignment.objects.filter(task=task).update(state=AssignmentState.OPEN)
    if not Task.objects.filter(pk=task.pk, state=old).update(**fields):
        raise AlreadyMoved(task)
    for name, value in fields.items():
        setattr(task, name, value)
    if state != flow.OPEN:
        close_notices(task=task, now=now)
        return None
    return task


def _remove(task: Task) -> None:
    """Take away a task on which nobody has worked, with the draft that lay ready for it."""
    DisposisiHop.objects.filter(task=task, sent_at=None).delete()
    deleted, _by_model = Task.objects.filter(pk=task.pk, state=TaskState.OPEN).delete()
    if not deleted:
        raise AlreadyMoved(task)


def _keep_passage(task: Task, now: datetime) -> None:
    """Keep the times of a task's present stay, which its row is about to forget."""
    earlier = task.passages.order_by("pk").last()
    Passage.objects.create(
        task=task,
        opened_at=earlier.returned_at if earlier else task.opened_at,
        ready_at=task.ready_at,
        ended_at=task.finished_at or now,
        returned_at=now,
        state=TaskState.DONE if task.finished_at else TaskState.RETURNED,
    )


def _open(
    moved: Sequence[tuple[Ground, Moves]], now: datetime
) -> tuple[list[Task], list[Assignment]]:
    """The new tasks with the positions that they belong to, in 2 queries for all runs."""
    rows = [
        (ground, _task(ground, key, state, now))
        for ground, moves in moved
        for key, state in moves.opened.items()
    ]
    tasks = Task.objects.bulk_create(task for _ground, task in rows)
    shares = Assignment.objects.bulk_create(
        Assignment(task_id=task.pk, position_id=position.pk)
        for ground, task in rows
        for position in ground.positions(task.step, task.lane)
    )
    return tasks, shares


def _task(ground: Ground, key: TaskKey, state: str, now: datetime) -> Task:
    step = ground.step(key.step)
    clock: dict[str, datetime | None] = {}
    if state == flow.OPEN or step.clock == SopStep.Clock.FORK:
        clock = _clock(ground, step, key.scope, None, now)
    return Task(
        run=ground.run,
        lane=ground.board.lanes[key.lane],
        step=step,
        round=key.round,
        scope=key.scope,
        state=state,
        opened_at=now,
        **clock,
    )


def _hand_out(
    tasks: Sequence[Task],
    shares: Iterable[Assignment],
    now: datetime,
    kind: str,
    people: Presence,
) -> None:
    """Raise what nobody present may do, then tell whoever holds each task."""
    who = with_authors(people, tasks)
    held: dict[int, list[Assignment]] = {task.pk: [] for task in tasks}
    for share in shares:
        if share.task_id in held:
            held[share.task_id].append(share)
    users: dict[Task, list[User]] = {}
    for task in tasks:
        seats = {share.position_id for share in held[task.pk]}
        risen = _raise(task, who.rising(task, held[task.pk]), now)
        seats |= {position.pk for position in risen}
        users[task] = [term.user for seat in sorted(seats) for term in who.present.get(seat, ())]
    notify_tasks(users=users, now=now, kind=kind)


def _clock(
    ground: Ground, step: SopStep, scope: str, started_at: datetime | None, now: datetime
) -> dict[str, datetime | None]:
    """When the task's standard time starts and when it is due.

    A join whose clock started at the fork keeps it; any other starts when its last lane is in.
    """
    calendar = ground.calendar
    ready_at = next_moment(calendar, now)
    if step.clock == SopStep.Clock.FORK and started_at is not None:
        ready_at = started_at
    due = standard_due(ground.run, step, scope, ready_at, calendar)
    return {"ready_at": ready_at, "due_at": due}


def escalate_task(*, task: Task, now: datetime, presence: Presence | None = None) -> list[Position]:
    """Raise a task whose posts are vacant, or whose holders all wrote the figures they would judge.

    It rises to the nearest superior with a fitting holder, with an event each time; the first post
    keeps its place, so that a later appointment finds the task. Returns the positions added.
    `presence`: who is there, where the caller has asked for many tasks at once.
    """
    day = now.astimezone(ZoneInfo(task.run.agency.time_zone)).date()
    who = presence or presence_of([task], day)
    return _raise(task, who.rising(task, task.assignments.all()), now)


def _raise(
    task: Task, rising: Iterable[tuple[Position, Position]], now: datetime
) -> list[Position]:
    """Give the task to the superiors as well, with an event each; returns them."""
    added = []
    for vacant, superior in rising:
        Assignment.objects.get_or_create(
            task=task, position=superior, defaults={"escalated_from": vacant}
        )
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="task.escalated",
            at=now,
            data={"task": task.pk, "from": vacant.name, "to": superior.name},
        )
        added.append(superior)
    return added


def _end(run: Run, now: datetime) -> None:
    Run.objects.filter(pk=run.pk, state=RunState.OPEN).update(state=RunState.DONE, ended_at=now)
    run.state, run.ended_at = RunState.DONE, now
    record_event(
        agency=run.agency, subject_type="run", subject_id=run.pk, action="run.ended", at=now
    )
