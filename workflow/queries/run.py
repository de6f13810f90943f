"""A run as its page shows it: lanes, who holds what since when, standard against actual time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from organization.access import holders_by_position
from organization.models import Event, Officeholder
from organization.queries import calendar_of
from organization.worktime import Duration, WorkCalendar, add, between
from sop.models import SopStep
from workflow.events import event_sentence
from workflow.models import Lane, Output, Run, Submission, Task
from workflow.queries.standard import printed_waktu, waktu_rows
from workflow.states import TaskState

LOG_LENGTH = 40
#: The events that end a task, or a share of it: a note may go with them.
HANDED = frozenset(
    {
        *("share.handed_over", "task.handed_over", "task.received", "task.approved"),
        *("task.initialled", "task.signed", "task.documented"),
    }
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its holders, its standard time as printed, and the working time it took."""

    task: Task
    holders: tuple[Officeholder, ...]
    standard: tuple[str, ...]
    actual: timedelta | None
    is_over_standard: bool
    is_overdue: bool
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class LaneLines:
    """A lane with its tasks in order; `depth` 0 is the central lane, `last_step` what ends it."""

    lane: Lane
    depth: int
    lines: tuple[TaskLine, ...]
    last_step: int | None = None

    @property
    def present(self) -> tuple[TaskLine, ...]:
        """What is live in this lane."""
        return tuple(
            each for each in self.lines if each.task.state in (TaskState.OPEN, TaskState.WAITING)
        )

    @property
    def is_done(self) -> bool:
        """Whether the lane's own last step is done in its present round and nothing is live."""
        return not self.present and any(
            each.task.step_id == self.last_step
            and each.task.state == TaskState.DONE
            and each.task.round == self.lane.round
            for each in self.lines
        )

    @property
    def is_late(self) -> bool:
        return any(each.is_overdue for each in self.lines)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a sentence; who did it stands beside it. `note`: what he wrote to it."""

    event: Event
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its lanes, filed outputs and log."""

    run: Run
    lanes: tuple[LaneLines, ...]
    outputs: tuple[Output, ...]
    log: tuple[EventLine, ...]
    log_count: int


def run_page(run: Run, on: date, now: datetime, *, whole_log: bool = False) -> RunPage:
    """The page of a run in 14 queries, however long it has gone on."""
    tasks = list(
        run.tasks.select_related("step", "lane")
        .prefetch_related("assignments__position", "outputs", "step__waktu")
        .order_by("step__order", "round", "scope", "pk")
    )
    calendar = calendar_of(run.agency)
    positions = [each.position for task in tasks for each in task.assignments.all()]
    present = holders_by_position(positions, on)
    lines = {task.pk: _line(task, present, calendar, now) for task in tasks}
    lanes = list(run.lanes.all())
    steps = list(run.version.steps.select_related("level"))
    return RunPage(
        run=run,
        lanes=tuple(_lanes(lanes, lines.values(), steps)),
        outputs=tuple(output for line in lines.values() for output in line.outputs),
        log=tuple(_log(run, tasks, steps, None if whole_log else LOG_LENGTH)),
        log_count=Event.objects.filter(subject_type="run", subject_id=run.pk).count(),
    )


def _line(
    task: Task,
    present: Mapping[int, Sequence[Officeholder]],
    calendar: WorkCalendar,
    now: datetime,
) -> TaskLine:
    end = task.finished_at or now
    began = task.ready_at if task.state != TaskState.WAITING else None
    rows = waktu_rows(task.step, task.scope)
    parts = _parts(task.step, [Duration(each.value, each.unit) for each in rows])
    limit = began
    for part in parts:
        limit = add(calendar, limit, part) if limit else None
    return TaskLine(
        task=task,
        holders=tuple(
            term for each in task.assignments.all() for term in present[each.position_id]
        ),
        standard=printed_waktu(task.step, task.scope),
        actual=between(calendar, began, end) if began and began < end else None,
        is_over_standard=bool(parts and limit and end > limit),
        is_overdue=bool(task.due_at and end > task.due_at and task.state != TaskState.WAITING),
        outputs=tuple(task.outputs.all()),
    )


def _parts(step: SopStep, standard: list[Duration]) -> list[Duration]:
    """The window, then the standard time."""
    if step.window_value:
        return [Duration(step.window_value, step.window_unit), *standard]
    return standard


def _lanes(
    lanes: Sequence[Lane], lines: Iterable[TaskLine], steps: Sequence[SopStep]
) -> list[LaneLines]:
    """Parents before their children, the central lane first."""
    ends = {step.level.key if step.level else "": step.pk for step in steps}
    by_lane: dict[int, list[TaskLine]] = {lane.pk: [] for lane in lanes}
    for line in lines:
        by_lane[line.task.lane_id].append(line)
    found: list[LaneLines] = []

    def walk(parent: int | None, depth: int) -> None:
        for lane in lanes:
            if lane.parent_id == parent:
                found.append(LaneLines(lane, depth, tuple(by_lane[lane.pk]), ends.get(lane.level)))
                walk(lane.pk, depth + 1)

    walk(None, 0)
    return found


def _log(
    run: Run, tasks: Iterable[Task], steps: Iterable[SopStep], length: int | None
) -> list[EventLine]:
    """The run's events, newest first, each hand-over with the note that went with it."""
    names = {step.key: str(step) for step in steps}
    notes = _notes(run, tasks)
    rows = (
        Event.objects.filter(subject_type="run", subject_id=run.pk)
        .select_related("user", "position")
        .order_by("-sequence")[:length]
    )
    return [
        EventLine(
            row,
            event_sentence(row.action, row.data, names),
            notes.get((row.data["task"], row.at), "") if row.action in HANDED else "",
        )
        for row in rows
    ]


def _notes(run: Run, tasks: Iterable[Task]) -> dict[tuple[int, datetime | None], str]:
    """What was written at which end of a task, or of a share of it. 1 query."""
    handed = Submission.objects.filter(task__run=run).exclude(note="")
    notes = {(each.pk, each.finished_at): each.note for each in tasks if each.note}
    return notes | {(task, at): note for task, at, note in handed.values_list("task", "at", "note")}
