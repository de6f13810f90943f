"""Everything that a task page shows, read for one person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.queries import FigureRow
from organization.access import Around, NotTheHolder, OwnFigures, Refused, fillings_of
from organization.models import Capacity, Filler, Officeholder, User
from sop.flowchart import draw
from sop.graph import JUDGING_KINDS, RETURNING_KINDS
from sop.queries import flow_of
from workflow import flow
from workflow.access import LanesNotIn
from workflow.models import (
    Assignment,
    DisposisiReceipt,
    DueExtension,
    Lane,
    LaneActor,
    Return,
    RunIndicator,
    Task,
)
from workflow.queries.arrivals import Arrival, arrivals
from workflow.queries.board import RunBoard, board_of, key_of
from workflow.queries.checklist import Requirement, checklist
from workflow.queries.covering import barred_from, figures_of, lanes_beneath
from workflow.queries.figures import LaneFigures, figures_by_lane, settled_revisions
from workflow.queries.notes import HandedNote, lanes_within, notes_behind, return_through
from workflow.queries.standard import printed_waktu
from workflow.states import AssignmentState, TaskState


@dataclass(frozen=True, slots=True)
class Share:
    """A position's part of a task and who holds it today."""

    assignment: Assignment
    holders: tuple[Officeholder, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a person cannot finish a task now, and who can help."""

    sentence: str
    help: str = ""

    @classmethod
    def of(cls, refusal: Refused) -> "Obstacle":
        return cls(refusal.sentence, refusal.help)


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step of the SOP in short: `selesai`, `kini` or `nanti`."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task as one person sees it; `terms` are those under which he may act on it.

    `fillings`: the holders for whom he may only write figures here, once his own share is in.
    """

    task: Task
    now: datetime
    waktu: tuple[str, ...]
    shares: tuple[Share, ...]
    terms: tuple[Officeholder, ...]
    fillings: tuple[Filler, ...]
    obstacle: Obstacle | None
    arrivals: tuple[Arrival, ...]
    returnable: tuple[Lane, ...]
    lane_figures: tuple[LaneFigures, ...]
    notes: tuple[HandedNote, ...]
    given_back: Return | None
    passed_through: Return | None
    receipts: tuple[DisposisiReceipt, ...]
    parents: dict[int, int | None]
    settled: frozenset[int]

    @property
    def extensions(self) -> QuerySet[DueExtension]:
        """How the due time was moved, by whom and why; asked for only where it was."""
        return self.task.extensions.select_related("user", "officeholder__position")

    @property
    def is_judging(self) -> bool:
        """Whether this step approves or returns."""
        return self.task.step.kind in JUDGING_KINDS

    @property
    def fresh_figures(self) -> list[LaneFigures]:
        """The figures that this step has not approved yet, lane by lane, doubtful ones first."""
        return self._split(is_settled=False)

    @property
    def settled_figures(self) -> list[LaneFigures]:
        """The figures that this step approved in an earlier round and that did not change since."""
        return self._split(is_settled=True)

    def _split(self, *, is_settled: bool) -> list[LaneFigures]:
        lanes = [
            replace(
                each,
                rows=tuple(
                    row
                    for row in sorted(each.rows, key=lambda row: not row.doubts)
                    if (row.current is not None and row.current.pk in self.settled) == is_settled
                ),
            )
            for each in self.lane_figures
        ]
        return [each for each in lanes if each.rows]

    @property
    def steps(self) -> list[StepMark]:
        """The whole SOP in short, with what lies behind, here and ahead."""
        here = self.task.step
        return [
            StepMark(
                _("Menyerahkan") if step.hands_on else str(step.get_kind_display()),
                "kini" if step == here else "selesai" if step.order < here.order else "nanti",
            )
            for step in self.task.run.version.steps.all()
            if step.is_printed or step == here
        ]

    @property
    def seen(self) -> str:
        """A stamp of the figures shown, so that nobody decides on others than those he saw."""
        revisions = sorted(row.current.pk for row in self.rows if row.current is not None)
        return sha256(repr(revisions).encode()).hexdigest()[:16]

    @property
    def is_mine(self) -> bool:
        """Whether this person has something to do here, be it only to receive or to return."""
        return bool(self.terms) and self.task.state in (TaskState.OPEN, TaskState.WAITING)

    @property
    def can_finish(self) -> bool:
        return self.is_mine and self.obstacle is None

    @property
    def can_write(self) -> bool:
        """Whether figures lie open to this person, as holder or as his filler."""
        return self.can_finish or bool(self.fillings)

    @property
    def rows(self) -> list[FigureRow]:
        return [row for each in self.lane_figures for row in each.rows]

    @property
    def doubtful(self) -> list[FigureRow]:
        """The figures under a step that may give back which should be looked at first."""
        if self.task.step.kind not in RETURNING_KINDS:
            return []
        return [row for row in self.rows if row.doubts]

    @property
    def carried(self) -> list[RunIndicator]:
        """The indicators of this task with what their rows say of them."""
        return [each for lane in self.lane_figures for each in lane.carried]

    def rows_of(self, carried: Iterable[RunIndicator]) -> list[FigureRow]:
        """The rows of some of these indicators."""
        wanted = {each.indicator_id for each in carried}
        return [row for row in self.rows if row.indicator.pk in wanted]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands to a task: `terms` under which he may act, open shares first, and the
    `fillings` under which he may only write figures, once his own share is in."""

    around: Around
    terms: tuple[Officeholder, ...]
    fillings: tuple[Filler, ...]

    @classmethod
    def of(cls, task: Task, around: Around, on: date) -> "Standing":
        """1 query, and only for who has no share of his own open."""
        shares = sorted(task.assignments.all(), key=lambda each: not _is_open(each))
        held = {term.position_id: term for term in around.held}
        own = [share for share in shares if share.position_id in held]
        is_busy = any(_is_open(share) for share in own)
        return cls(
            around,
            tuple(held[share.position_id] for share in own),
            () if is_busy else _fillings(task, around.user, on),
        )

    def may_write(self, task: Task) -> bool:
        """Whether a step that writes figures lies open to him, as holder or as filler."""
        mine = {term.position_id for term in self.terms}
        is_own = any(_is_open(each) and each.position_id in mine for each in task.assignments.all())
        return bool(self.fillings) or (task.state == TaskState.OPEN and is_own)


def task_page(task: Task, standing: Standing, now: datetime) -> TaskPage:
    """The page of a task for one person, in a number of queries that no list in it changes."""
    prefetch_related_objects([task.run.version], "steps")
    prefetch_related_objects([task.step], "waktu")
    run_board = None
    if task.step.kind != "collect" or task.state == TaskState.WAITING:
        prefetch_related_objects([task.run.version], "actors", "lane_levels")
        run_board = board_of(task.run)
        prefetch_related_objects([task.run], "lanes")
    returnable: tuple[Lane, ...] = ()
    if run_board is not None:
        lanes = flow.returnable_lanes(run_board.board, key_of(task))
        returnable = tuple(run_board.lanes[pk] for pk in lanes)
    leaves = {pk for lane in returnable if run_board for pk in lanes_within(run_board, lane.pk)}
    return TaskPage(
        task=task,
        now=now,
        waktu=printed_waktu(task.step, task.scope),
        shares=_shares(task, standing.around),
        terms=standing.terms,
        fillings=standing.fillings,
        obstacle=_filling_only(standing.fillings) or _obstacle(task, run_board, standing),
        arrivals=tuple(arrivals(task, run_board)) if run_board else (),
        returnable=returnable,
        lane_figures=tuple(figures_by_lane(task, leaves)),
        notes=tuple(notes_behind(task, run_board)) if run_board else (),
        given_back=last_return(task),
        passed_through=return_through(task, run_board) if run_board else None,
        receipts=tuple(_receipts(task, standing.terms)),
        parents={pk: lane.parent_id for pk, lane in run_board.lanes.items()} if run_board else {},
        settled=settled_revisions(task) if task.step.kind in JUDGING_KINDS else frozenset(),
    )


@dataclass(frozen=True, slots=True)
class StepPage:
    """A task's step as its SOP has it: the flowchart with it lit, and its kelengkapan."""

    task: Task
    chart: SafeString
    requirements: tuple[Requirement, ...]


def step_page(task: Task) -> StepPage:
    """What the SOP says around a task; asked for when its reader opens it."""
    version = task.run.version
    prefetch_related_objects([version], "actors", "lane_levels", "steps__goods")
    return StepPage(task, _chart(task), tuple(checklist(task, board_of(task.run))))


def _chart(task: Task) -> SafeString:
    """Drawn by our own code, which escapes every text."""
    title = _("Bagan alir, dengan langkah ini disorot")
    return SafeString(draw(flow_of(task.run.version), title, highlight=[task.step.key]))


def _shares(task: Task, around: Around) -> tuple[Share, ...]:
    return tuple(
        Share(row, tuple(around.holders_of(row.position_id))) for row in task.assignments.all()
    )


def _fillings(task: Task, user: User, on: date) -> tuple[Filler, ...]:
    """The holders of open shares of a collecting task who named this person to fill in."""
    if task.step.kind != "collect" or task.state != TaskState.OPEN:
        return ()
    waiting = {each.position_id for each in task.assignments.all() if _is_open(each)}
    return tuple(each for each in fillings_of(user, on) if each.term.position_id in waiting)


def _filling_only(fillings: tuple[Filler, ...]) -> Obstacle | None:
    """Why a filler sees no button to hand over."""
    if not fillings:
        return None
    return Obstacle(
        _("Anda mengisi untuk %(title)s; penyerahan dilakukan pejabatnya sendiri.")
        % {"title": fillings[0].term.title},
        _("Simpan draf, lalu kabarkan bahwa angkanya siap diserahkan."),
    )


def _obstacle(task: Task, run_board: RunBoard | None, standing: Standing) -> Obstacle | None:
    """What finishing would meet now; None when nothing stands in the way."""
    if task.state == TaskState.DONE:
        return Obstacle(_("Tugas ini sudah selesai."))
    if task.state == TaskState.RETURNED:
        return Obstacle(
            _("Tugas ini berakhir karena dikembalikan."),
            _("Pekerjaannya berlanjut pada putaran berikutnya; lihat halaman pelaksanaan."),
        )
    shares = task.assignments.all()
    if not standing.terms:
        return Obstacle.of(NotTheHolder(share.position for share in shares))
    if task.state == TaskState.WAITING and run_board is not None:
        missing = flow.missing_lanes(run_board.board, key_of(task))
        return Obstacle.of(LanesNotIn([run_board.lanes[pk].label for pk in missing]))
    mine = {term.position_id for term in standing.terms}
    waiting = [each for each in shares if _is_open(each)]
    if not any(each.position_id in mine for each in waiting):
        names = ", ".join(each.position.name for each in waiting)
        return Obstacle(
            _("Bagian Anda sudah diserahkan."),
            _("Yang masih ditunggu: %(names)s.") % {"names": names},
        )
    return Obstacle.of(OwnFigures()) if _is_barred(task, standing) else None


def _is_barred(task: Task, standing: Standing) -> bool:
    """Whether every capacity in which this person could judge here is barred by his own work."""
    if task.step.kind not in JUDGING_KINDS:
        return False
    figures = list(figures_of(task).values_list("pk", flat=True))
    is_definitif = any(term.capacity == Capacity.DEFINITIF for term in standing.terms)
    barred = barred_from(figures, Capacity.DEFINITIF if is_definitif else Capacity.PLH)
    return any(standing.around.user.pk in people for people in barred.values())


def _is_open(assignment: Assignment) -> bool:
    return assignment.state == AssignmentState.OPEN


def last_return(task: Task) -> Return | None:
    """The return that brought this task its present round."""
    if task.round == 1:
        return None
    return (
        Return.objects.filter(to_step=task.step_id, lanes=task.lane_id)
        .select_related("task__step", "user", "officeholder__position")
        .prefetch_related("items__run_indicator__indicator", "items__run_indicator__lane")
        .order_by("-at")
        .first()
    )


def _receipts(task: Task, terms: tuple[Officeholder, ...]) -> list[DisposisiReceipt]:
    """The hops of the run's sheet that reached this person's posts, newest first."""
    return list(
        DisposisiReceipt.objects.filter(
            hop__disposisi__run=task.run_id,
            position__in=[term.position_id for term in terms],
            hop__sent_at__isnull=False,
            hop__recalled_at=None,
        )
        .select_related("hop__sender", "hop__disposisi", "position")
        .order_by("-hop__number")
    )


def places(task: Task) -> list[LaneActor]:
    """Where an indicator can be given before collecting opens: each collector of each leaf lane."""
    return list(
        LaneActor.objects.filter(
            lane__in=lanes_beneath(task.run, task.lane),
            actor__steps__kind="collect",
            lane__level__in=task.run.version.steps.filter(kind="collect").values("level__key"),
        )
        .select_related("lane", "position")
        .distinct()
    )


def may_share(task: Task) -> bool:
    """Whether this step says who collects what: it precedes collecting and names or prepares it."""
    if task.step.kind == "prepare":
        return task.lane.parent_id is None
    names = (good.artifact for good in task.step.goods.all())
    return task.step.kind == "assign" and "catatan_pembagian" in names
