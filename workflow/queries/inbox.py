"""A person's inbox: what to do by urgency, what came back, what he waits for, what is new."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from organization.access import agencies_for, fillings_of, held_positions
from organization.models import Officeholder, User
from workflow.events import task_verb
from workflow.models import (
    Assignment,
    DisposisiReceipt,
    Lane,
    LaneActor,
    Notice,
    Output,
    Return,
    Run,
    Task,
)
from workflow.states import AssignmentState, RunState, TaskState

LIVE = (TaskState.OPEN, TaskState.WAITING)
#: How many notices, runs and others' tasks the inbox lists; the rest has pages of its own.
AT_MOST = 12
#: Notices that no list of tasks shows by itself.
TOLD = (
    Notice.Kind.STUCK,
    Notice.Kind.REPORT_READY,
    Notice.Kind.REPORT_RETURNED,
    Notice.Kind.OPENING_FAILED,
    Notice.Kind.SOP_CHANGED,
    Notice.Kind.RESCHEDULED,
    Notice.Kind.EXTENDED,
    Notice.Kind.OVERDUE_BELOW,
    Notice.Kind.FOLLOW_UP,
    Notice.Kind.WEEKLY,
)


@dataclass(frozen=True, slots=True)
class InboxTask:
    """A task to do: its one button, the return that brought it back, when it is looked at again."""

    task: Task
    verb: str
    given_back: Return | None
    filling_for: tuple[str, ...] = ()
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """What one person sees first."""

    terms: tuple[Officeholder, ...]
    overdue: tuple[InboxTask, ...]
    today: tuple[InboxTask, ...]
    later: tuple[InboxTask, ...]
    receipts: tuple[DisposisiReceipt, ...]
    parafs: tuple[Task, ...]
    waiting: tuple[Task, ...]
    notices: tuple[Notice, ...]
    runs: tuple[Run, ...]
    filling: tuple[InboxTask, ...]

    @property
    def groups(self) -> list[tuple[str, tuple[InboxTask, ...]]]:
        return [("terlambat", self.overdue), ("hari ini", self.today), ("nanti", self.later)]

    @property
    def count(self) -> int:
        return len(self.overdue) + len(self.today) + len(self.later)

    @property
    def returned(self) -> list[InboxTask]:
        return [
            each
            for each in (*self.overdue, *self.today, *self.later)
            if each.given_back is not None
        ]


def inbox_of(user: User, on: date, now: datetime) -> Inbox:
    """The inbox in 10 queries, whatever lies in it; 2 more for who fills in for others."""
    terms = tuple(held_positions(user, on))
    held = {term.position_id for term in terms}
    live = list(live_tasks(held))
    mine = [task for task in live if task.state == TaskState.OPEN and is_for(task, held)]
    returns = _returns([task for task in mine if task.round > 1])
    todo = sorted(mine, key=lambda task: (task.due_at is None, task.due_at or now, task.pk))
    rows = [_row(task, returns.get(task.pk), held) for task in todo]
    runs = _runs(user, on, terms)
    return Inbox(
        terms=terms,
        overdue=tuple(each for each in rows if urgency(each.task, now) == "terlambat"),
        today=tuple(each for each in rows if urgency(each.task, now) == "hari ini"),
        later=tuple(each for each in rows if urgency(each.task, now) == "nanti"),
        receipts=tuple(_unread(held)),
        parafs=tuple(task for task in todo if task.step.is_issued_by_clock),
        waiting=tuple(_waited_for(live, held)),
        notices=tuple(_notices(user)),
        runs=tuple(runs),
        filling=tuple(_to_fill(user, on, held)),
    )


def _row(task: Task, given_back: Return | None, held: set[int]) -> InboxTask:
    step = task.step
    verb = task_verb(step.kind, is_issued_by_clock=step.is_issued_by_clock, hands_on=step.hands_on)
    noted = [
        each.follow_up_on
        for each in task.assignments.all()
        if each.position_id in held and each.follow_up_on is not None
    ]
    return InboxTask(task, verb, given_back, follow_up_on=min(noted, default=None))


def _to_fill(user: User, on: date, held: set[int]) -> list[InboxTask]:
    """Open collecting tasks of the holders for whom this person fills in, soonest first."""
    terms = {each.term.position_id: each.term for each in fillings_of(user, on)}
    positions = terms.keys() - held
    if not positions:
        return []
    rows = live_tasks(positions).filter(state=TaskState.OPEN, step__kind="collect")
    return [
        InboxTask(task, _("Isi angka"), None, _titles(task, terms))
        for task in rows.order_by("due_at", "pk")
        if is_for(task, positions) and not is_for(task, held)
    ]


def _titles(task: Task, terms: Mapping[int, Officeholder]) -> tuple[str, ...]:
    """For whom this person fills in here: the holders whose shares are open."""
    return tuple(
        terms[each.position_id].title
        for each in task.assignments.all()
        if each.position_id in terms and each.state == AssignmentState.OPEN
    )


def live_tasks(held: Iterable[int]) -> QuerySet[Task]:
    """Live tasks of the running runs in which these positions act, with their shares. 2 queries."""
    positions = list(held)
    return (
        Task.objects.filter(
            Q(run__in=LaneActor.objects.filter(position__in=positions).values("lane__run"))
            | Q(pk__in=Assignment.objects.filter(position__in=positions).values("task")),
            state__in=LIVE,
            run__state=RunState.OPEN,
        )
        .select_related("run__agency", "run__document", "step", "lane")
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.select_related("position").order_by("pk"))
        )
    )


def urgency(task: Task, now: datetime) -> str:
    """`terlambat`, `hari ini` or `nanti`, in the agency's own day."""
    if task.due_at is None:
        return "nanti"
    if now > task.due_at:
        return "terlambat"
    zone = ZoneInfo(task.run.agency.time_zone)
    is_today = task.due_at.astimezone(zone).date() == now.astimezone(zone).date()
    return "hari ini" if is_today else "nanti"


def is_for(task: Task, held: Collection[int]) -> bool:
    """Whether one of these positions still has an open share in a task."""
    return any(
        each.position_id in held and each.state == AssignmentState.OPEN
        for each in task.assignments.all()
    )


def _returns(tasks: Sequence[Task]) -> dict[int, Return]:
    """The return that brought each of these tasks its present round, in one query."""
    rows = (
        Return.objects.filter(lanes__in=[task.lane_id for task in tasks])
        .annotate(lane_pk=F("lanes"))
        .select_related("task__step", "officeholder__position", "user")
        .order_by("at")
    )
    latest = {(row.lane_pk, row.to_step_id): row for row in rows}
    found = {task.pk: latest.get((task.lane_id, task.step_id)) for task in tasks}
    return {pk: given_back for pk, given_back in found.items() if given_back is not None}


def _unread(held: set[int]) -> QuerySet[DisposisiReceipt]:
    return (
        DisposisiReceipt.objects.filter(
            position__in=held, read_at=None, hop__sent_at__isnull=False, hop__recalled_at=None
        )
        .select_related("hop__disposisi__agency", "hop__sender", "position")
        .order_by("-hop__dated_at", "-pk")[:AT_MOST]
    )


def _waited_for(live: Sequence[Task], held: set[int]) -> list[Task]:
    """Others' open tasks that lie before a step of mine in my lanes, oldest first. 1 query.

    An order that the clock issued holds nobody up, so its paraf is not waited for.
    """
    lanes = list(
        Lane.objects.filter(run__in={task.run_id for task in live})
        .annotate(last=Max("actors__actor__steps__order", filter=Q(actors__position__in=held)))
        .values_list("pk", "parent_id", "run_id", "last")
    )
    parents = {pk: parent for pk, parent, _run, _last in lanes}
    reach = [(pk, run, last) for pk, _parent, run, last in lanes if last is not None]
    return [
        task
        for task in sorted(live, key=lambda task: (task.opened_at, task.pk))
        if task.state == TaskState.OPEN
        and not task.step.is_issued_by_clock
        and not is_for(task, held)
        and any(
            run == task.run_id
            and last > task.step.order
            and (_is_in(task.lane_id, lane, parents) or _is_in(lane, task.lane_id, parents))
            for lane, run, last in reach
        )
    ]


def _is_in(lane: int | None, above: int, parents: Mapping[int, int | None]) -> bool:
    while lane is not None:
        if lane == above:
            return True
        lane = parents.get(lane)
    return False


def _notices(user: User) -> QuerySet[Notice]:
    """What the lists above do not show by themselves."""
    return (
        Notice.objects.filter(user=user, read_at=None, kind__in=TOLD)
        .select_related("task__step", "task__lane", "run__agency", "run__document")
        .order_by("-created_at", "-pk")[:AT_MOST]
    )


def _runs(user: User, on: date, terms: Sequence[Officeholder]) -> list[Run]:
    """The latest runs that this person may read, with what is open and overdue in them."""
    open_now = Q(tasks__state=TaskState.OPEN)
    reports = Output.objects.filter(task__run=OuterRef("pk"), subject_type="report")
    rows = (
        Run.objects.filter(agency__in=agencies_for(user, on, terms))
        .select_related("agency", "document")
        .annotate(open_count=Count("tasks", filter=open_now), has_report=Exists(reports))
        .order_by("-year", "-triwulan", "agency__name")
    )
    return list(rows[:AT_MOST])
