"""Every stay of the tasks of runs: when, how long in its parts, against which standard, by whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from organization.models import Agency, Event
from organization.queries import calendar_of
from sop.models import SopStep
from workflow.models import Run, Task
from workflow.queries.standard import printed_waktu, standard_parts
from workflow.states import Scope, TaskState
from workflow.stopwatch import Measured, Stay, Stopwatch, kept_until, spent

#: What ends a task's stay with its holder; each event says which task and at which moment.
ENDINGS = (
    *("task.assigned", "task.handed_over", "task.received", "task.approved", "task.initialled"),
    *("task.signed", "task.documented", "task.returned"),
)
#: What ends the share of one holder while those of others stay open.
SHARE = "share.handed_over"
Ending = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Act:
    """Who ended a stay: the person, and the position for which he did."""

    user: int | None
    position_id: int | None
    position: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    """One stay of a task. `number` counts the stays of the same task; `act` is None while open."""

    task: Task
    number: int
    stay: Stay
    state: str
    standard: tuple[str, ...]
    kept_until: datetime | None
    measured: Measured
    act: Act | None

    @property
    def step(self) -> SopStep:
        return self.task.step

    @property
    def is_annual(self) -> bool:
        return self.task.scope == Scope.TAHUNAN


def passages_of(
    agency: Agency, runs: Sequence[Run], now: datetime, *, with_shares: bool = False
) -> list[PassageLine]:
    """All stays in these runs of one agency, in the order of the SOP. 6 queries.

    `with_shares`: also a line for each share that was handed over before the last one of its task.
    """
    by_id = {run.pk: run for run in runs}
    tasks = list(
        Task.objects.filter(run__in=by_id)
        .select_related("step__actor", "lane")
        .prefetch_related("step__waktu", "passages")
        .order_by(
            "step__order", "-scope", "run__year", "run__triwulan", "lane__order", "round", "pk"
        )
    )
    if not tasks:
        return []
    acts, shares = _acts(by_id)
    watch = Stopwatch(calendar_of(agency), min(task.opened_at for task in tasks))
    lines = []
    for task in tasks:
        task.run = by_id[task.run_id]
        lines += [
            _line(watch, task, number, stay, state, acts, now)
            for number, (stay, state) in enumerate(_stays(task), 1)
        ]
        for at, act in shares.get(task.pk, ()) if with_shares else ():
            number, stay = _stay_at(task, at)
            share = replace(stay, ended_at=at)
            own = {(task.pk, at): act}
            lines.append(_line(watch, task, number, share, TaskState.DONE, own, now))
    return lines


def _stay_at(task: Task, at: datetime) -> tuple[int, Stay]:
    """The stay of a task during which something happened, and its number."""
    stays = enumerate((stay for stay, _state in _stays(task)), 1)
    return [(number, stay) for number, stay in stays if number == 1 or stay.opened_at <= at][-1]


def _stays(task: Task) -> Iterator[tuple[Stay, str]]:
    """The stays that the row has forgotten, then the one that it holds."""
    opened_at, is_repeat = task.opened_at, task.round > 1
    for each in task.passages.all():
        yield Stay(each.opened_at, each.ready_at, each.ended_at, is_repeat), each.state
        opened_at, is_repeat = each.returned_at, True
    waits = task.state == TaskState.WAITING and task.step.clock != SopStep.Clock.FORK
    ready_at = None if waits else task.ready_at
    yield Stay(opened_at, ready_at, task.finished_at, is_repeat), task.state


def _line(
    watch: Stopwatch,
    task: Task,
    number: int,
    stay: Stay,
    state: str,
    acts: Mapping[Ending, Act],
    now: datetime,
) -> PassageLine:
    begin, end = stay.worked_from(now), stay.ended_at or now
    parts = standard_parts(task.step, task.scope)
    limit = kept_until(watch.calendar, begin, parts)
    return PassageLine(
        task=task,
        number=number,
        stay=stay,
        state=state,
        standard=printed_waktu(task.step, task.scope) if parts else (),
        kept_until=limit,
        measured=Measured(
            step=f"{task.step.key}.{task.scope}",
            lane=task.lane_id,
            run=task.run_id,
            spent=spent(watch, stay, now),
            excess=watch.between(limit, end) if limit is not None else None,
            is_ended=stay.ended_at is not None,
        ),
        act=acts.get((task.pk, stay.ended_at)) if stay.ended_at else None,
    )


def _acts(
    runs: Mapping[int, Run],
) -> tuple[dict[Ending, Act], dict[int, list[tuple[datetime, Act]]]]:
    """Who ended which stay, and per task who handed over his share before. 1 query."""
    rows = Event.objects.filter(
        subject_type="run", subject_id__in=list(runs), action__in=(*ENDINGS, SHARE)
    ).values_list("action", "data", "at", "user_id", "position_id", "position__name")
    acts: dict[Ending, Act] = {}
    shares: dict[int, list[tuple[datetime, Act]]] = {}
    for action, data, at, user, position, name in rows:
        act = Act(user, position, name or "")
        if action == SHARE:
            shares.setdefault(data["task"], []).append((at, act))
        else:
            acts[data["task"], at] = act
    return acts, shares
