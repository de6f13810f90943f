"""A step's kelengkapan, found where the system holds the thing itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sop.models import SopGood
from workflow.models import DisposisiHop, Output, Run, RunIndicator, Task
from workflow.queries.board import RunBoard
from workflow.states import Scope, TaskState

QUARTERS = 4


class Found(StrEnum):
    """Whether a thing is at hand; SELF = the system does not hold it, the holder looks himself."""

    YES = "ada"
    NO = "belum"
    SELF = "sendiri"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of kelengkapan as printed, whether it is there, and what was found."""

    text: str
    found: Found
    note: str = ""

    @property
    def is_found(self) -> bool:
        return self.found == Found.YES

    @property
    def is_own_check(self) -> bool:
        return self.found == Found.SELF


def checklist(task: Task, run_board: RunBoard) -> list[Requirement]:
    """What must be at hand for this task, read with its SOP's steps and their goods."""
    rows = []
    step = next(each for each in task.run.version.steps.all() if each.pk == task.step_id)
    for good in step.goods.all():
        if good.column == SopGood.Column.KELENGKAPAN and good.period in ("", task.scope):
            found, note = _look(good.artifact, task, run_board)
            rows.append(Requirement(good.text, found, note))
    if task.scope == Scope.TAHUNAN:
        rows.append(_quarters(task.run))
    return rows


def _look(artifact: str, task: Task, run_board: RunBoard) -> tuple[Found, str]:
    if artifact == "disposisi":
        return _disposisi(task)
    if artifact == "indikator":
        return _indicators(task, run_board)
    rows = _filed(artifact, task, run_board) if artifact else []
    if rows and task.state == TaskState.WAITING:
        return Found.NO, _("baru dari %(lanes)s") % {"lanes": _whose(rows)}
    if rows:
        return Found.YES, _whose(rows)
    is_filed_here = any(
        good.artifact == artifact and good.column == SopGood.Column.OUTPUT
        for step in task.run.version.steps.all()
        for good in step.goods.all()
    )
    if artifact and is_filed_here:
        return Found.NO, _("belum terdokumentasi pada pelaksanaan ini")
    return Found.SELF, _("tidak disimpan oleh sistem; periksa sendiri")


def _disposisi(task: Task) -> tuple[Found, str]:
    hop = (
        DisposisiHop.objects.filter(
            disposisi__run=task.run,
            receipts__position__in=[each.position_id for each in task.assignments.all()],
            sent_at__isnull=False,
            recalled_at=None,
        )
        .select_related("disposisi", "sender")
        .order_by("-number")
        .first()
    )
    if hop is None:
        return Found.NO, _("belum ada disposisi untuk jabatan ini")
    words = {"agenda": str(hop.disposisi), "sender": hop.sender.name}
    if hop.paraf_at is None:
        return Found.YES, _("agenda %(agenda)s, dari %(sender)s, menunggu paraf") % words
    return Found.YES, _("agenda %(agenda)s, dari %(sender)s") % words


def _indicators(task: Task, run_board: RunBoard) -> tuple[Found, str]:
    lanes = [pk for pk in run_board.lanes if task.lane_id in run_board.board.lineage(pk)]
    count = RunIndicator.objects.filter(run=task.run, lane__in=lanes).count()
    if not count:
        return Found.NO, _("belum ada indikator pada jalur ini")
    return Found.YES, ngettext("%(count)d indikator", "%(count)d indikator", count) % {
        "count": count
    }


def _filed(artifact: str, task: Task, run_board: RunBoard) -> list[Output]:
    """Outputs of tasks before this one, at, over or beneath its lane, that still stand."""
    board = run_board.board
    near = {
        pk
        for pk in run_board.lanes
        if task.lane_id in board.lineage(pk) or pk in board.lineage(task.lane_id)
    }
    latest: dict[tuple[int, int], Task] = {}
    for each in sorted(run_board.tasks.values(), key=lambda each: each.round):
        latest[each.lane_id, each.step_id] = each
    standing = [
        each.pk
        for each in latest.values()
        if each.lane_id in near
        and each.state == TaskState.DONE
        and each.step.order < task.step.order
    ]
    rows = Output.objects.filter(task__in=standing, artifact=artifact)
    return list(rows.select_related("task__lane").order_by("task__lane__order", "pk"))


def _whose(rows: Iterable[Output]) -> str:
    lanes = dict.fromkeys(row.task.lane.label for row in rows if row.task.lane.parent_id)
    return ", ".join(lanes) if lanes else _("terdokumentasi pada pelaksanaan ini")


def _quarters(run: Run) -> Requirement:
    """The four filed triwulan reports that the annual report is made from."""
    filed = (
        Task.objects.filter(
            run__document=run.document_id,
            run__year=run.year,
            step__kind="document",
            step__next=None,
            scope=Scope.TRIWULAN,
            state=TaskState.DONE,
        )
        .values("run")
        .distinct()
        .count()
    )
    note = _("%(filed)d dari %(all)d terdokumentasi") % {"filed": filed, "all": QUARTERS}
    found = Found.YES if filed >= QUARTERS else Found.NO
    return Requirement(_("Laporan triwulan I–IV"), found, note)
