"""A run's log as moves, and the run as it stood after each of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from organization.models import Event
from workflow.events import event_sentence
from workflow.flow import Board
from workflow.models import Return, Run, Task
from workflow.queries.board import key_of
from workflow.queries.ground import Ground
from workflow.replay import Move, Stand, Verb, replay

#: Event action → what it moved; every other event leaves all tasks where they are.
VERBS = {
    "run.opened": Verb.START,
    "task.assigned": Verb.FINISH,
    "task.handed_over": Verb.FINISH,
    "task.received": Verb.FINISH,
    "task.approved": Verb.FINISH,
    "task.initialled": Verb.FINISH,
    "task.signed": Verb.FINISH,
    "task.documented": Verb.FINISH,
    "task.returned": Verb.RETURN,
    "run.reopened": Verb.REOPEN,
    "disposisi.recalled": Verb.WITHDRAW,
}
#: What changes who holds a task or when it is due, without moving it.
BESIDES = ("task.escalated", "task.extended")


@dataclass(frozen=True, slots=True)
class Moment:
    """One move of the run. `number` counts from 1 and never changes, since the log only grows."""

    number: int
    event: Event
    sentence: str
    stand: Stand
    move: Move

    @property
    def is_back(self) -> bool:
        """Whether work went back: returned by a review, or taken up again after filing."""
        return self.move.verb in (Verb.RETURN, Verb.REOPEN)

    @property
    def at(self) -> datetime:
        return self.event.at


@dataclass(frozen=True, slots=True)
class RunStory:
    """All moments of a run in order, and the extensions and escalations between them."""

    moments: tuple[Moment, ...]
    besides: tuple[Event, ...]
    zone: ZoneInfo

    def asked(self, text: str) -> Moment | None:
        """The moment that an address names by its number or as a day (its last move until then);
        None means now."""
        if text.isascii() and text.isdecimal():
            return next((each for each in self.moments if str(each.number) == text), None)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        until = [each for each in self.moments if self.day_of(each) <= day]
        return until[-1] if until else next(iter(self.moments), None)

    def day_of(self, moment: Moment) -> date:
        """The day of a moment on the clock of the agency."""
        return moment.at.astimezone(self.zone).date()

    def days(self) -> list[tuple[date, Moment]]:
        """Each day on which something moved, with its last moment."""
        return list({self.day_of(each): each for each in self.moments}.items())


def story_of(ground: Ground) -> RunStory:
    """The story of a run in 3 queries besides its ground."""
    run = ground.run
    rows = list(
        Event.objects.filter(subject_type="run", subject_id=run.pk, action__in=(*VERBS, *BESIDES))
        .select_related("user", "position")
        .order_by("sequence")
    )
    sent_back = _lanes_sent_back(run)
    tasks = {task.pk: task for task in ground.board.tasks.values()}
    moved = [
        (event, _move(event, tasks, sent_back))
        for event in rows
        # taking back a mere forwarding moves no task
        if event.action in VERBS and (event.action != "disposisi.recalled" or "task" in event.data)
    ]
    stands = replay(_as_opened(ground.board.board), (move for _event, move in moved))
    names = {step.key: str(step) for step in ground.steps.values()}
    return RunStory(
        moments=tuple(
            Moment(number, event, event_sentence(event.action, event.data, names), stand, move)
            for number, ((event, move), stand) in enumerate(
                zip(moved, stands, strict=True), start=1
            )
        ),
        besides=tuple(event for event in rows if event.action in BESIDES),
        zone=ZoneInfo(run.agency.time_zone),
    )


def _as_opened(board: Board) -> Board:
    lanes = {pk: replace(lane, round=1) for pk, lane in board.lanes.items()}
    return replace(board, lanes=lanes, tasks={})


Back = dict[tuple[int | None, datetime], tuple[int, ...]]


def _lanes_sent_back(run: Run) -> Back:
    """(task, or None for a reopening, and moment) → ids of the lanes sent back then. 2 queries."""
    rows = Return.objects.filter(task__run=run).prefetch_related("lanes")
    return {
        (None if row.is_reopening else row.task_id, row.at): tuple(
            lane.pk for lane in row.lanes.all()
        )
        for row in rows
    }


def _move(event: Event, tasks: dict[int, Task], sent_back: Back) -> Move:
    verb = VERBS[event.action]
    task = tasks.get(event.data.get("task", 0))
    if verb is Verb.REOPEN:
        return Move(verb, event.at, lanes=sent_back.get((None, event.at), ()))
    key = key_of(task) if task is not None else None
    lanes = sent_back.get((task.pk, event.at), ()) if task is not None else ()
    return Move(verb, event.at, key, lanes)


def until(events: Iterable[Event], at: datetime) -> list[Event]:
    """What had happened by a moment."""
    return [event for event in events if event.at <= at]
