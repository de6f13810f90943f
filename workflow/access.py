"""The only way from a request to a run, a task or a disposisi, and the refusals of this floor."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from organization.access import Acting, Refused, acting_as, agencies_for, held_positions
from organization.models import User
from workflow.models import Assignment, Disposisi, DisposisiHop, Run, Task
from workflow.states import AssignmentState, TaskState


class AlreadyMoved(Refused):
    """The task is no longer open: somebody was faster, or the page is old."""

    code = "sudah-bergerak"
    status = 409

    def __init__(self, task: Task | None = None) -> None:
        super().__init__(
            _("Tugas ini sudah berpindah: orang lain telah menyelesaikan atau mengembalikannya."),
            help=_("Muat ulang halaman untuk melihat keadaan terbaru. Tidak ada yang berubah."),
        )


class LanesNotIn(Refused):
    """A join was to be finished while lanes are missing."""

    code = "jalur-belum-lengkap"
    status = 409

    def __init__(self, labels: list[str]) -> None:
        super().__init__(
            _("Belum dapat diselesaikan. Jalur yang belum masuk: %(lanes)s.")
            % {"lanes": ", ".join(labels)},
            help=_("Hubungi pemegang jalur tersebut, atau tunggu sampai datanya diserahkan."),
        )


class ReasonMissing(Refused):
    """A return or reopening without a reason."""

    code = "alasan-kosong"
    status = 400

    def __init__(self) -> None:
        super().__init__(
            _("Alasan pengembalian wajib diisi."),
            help=_("Tuliskan apa yang harus diperbaiki agar penerima tahu yang dikerjakan."),
        )


class CannotGiveBack(Refused):
    """This step has no way back, or the lanes named have not arrived."""

    code = "tidak-dapat-dikembalikan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Jalur yang dipilih tidak dapat dikembalikan dari langkah ini."),
            help=_("Hanya jalur yang datanya sudah masuk ke langkah ini yang dapat dikembalikan."),
        )


class HopAlreadyRead(Refused):
    """A disposisi cannot be recalled once a recipient has read it."""

    code = "disposisi-sudah-dibaca"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Disposisi tidak dapat ditarik kembali karena sudah dibaca penerimanya."),
            help=_("Kirim disposisi baru yang membetulkan isi sebelumnya."),
        )


class WrongMove(Refused):
    """The move does not belong to the kind of this step."""

    code = "bukan-langkah-ini"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Tindakan ini tidak tersedia pada langkah yang sedang berjalan."),
            help=_("Buka kembali halaman tugas untuk melihat tindakan yang tersedia."),
        )


class FiguresIncomplete(Refused):
    """Figures are still empty, or returned ones unanswered."""

    code = "belum-lengkap"
    status = 409

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Belum dapat diserahkan. Yang belum selesai: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Isi angka tersebut, atau nyatakan “tidak tersedia” beserta alasannya."),
        )


def run_for(user: User, pk: int, on: date) -> Run:
    """The run for this user to read, or 404."""
    run = (
        Run.objects.select_related("agency__government", "document", "version")
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if run is None:
        raise Http404
    return run


def task_for(user: User, pk: int, on: date) -> Task:
    """The task for this user to read, or 404."""
    task = (
        Task.objects.select_related(
            "run__agency__government", "run__document", "run__version", "lane", "step__actor"
        )
        .select_related("step__level", "step__next", "step__return_to")
        .filter(pk=pk, run__agency__in=agencies_for(user, on))
        .first()
    )
    if task is None:
        raise Http404
    return task


def acting_on(user: User, task: Task, on: date) -> Acting:
    """How this user acts on a task as a present holder of its positions, or NotTheHolder."""
    return acting_as(user, [each.position for each in task_positions(task)], on)


def task_positions(task: Task) -> list[Assignment]:
    """The assignments of a task with their positions."""
    return list(task.assignments.select_related("position"))


def may_act(user: User, task: Task, on: date) -> bool:
    """Whether this user holds a position of an open task today."""
    if task.state != TaskState.OPEN:
        return False
    held = {term.position_id for term in held_positions(user, on)}
    return any(each.position_id in held for each in task_positions(task))


def open_assignments(user: User, on: date) -> list[int]:
    """Ids of the live tasks in this user's hands today."""
    held = [term.position_id for term in held_positions(user, on)]
    return list(
        Task.objects.filter(
            state=TaskState.OPEN,
            assignments__position__in=held,
            assignments__state=AssignmentState.OPEN,
        )
        .values_list("pk", flat=True)
        .distinct()
    )


def disposisi_for(user: User, pk: int, on: date) -> Disposisi:
    """The sheet for this user to read, or 404."""
    sheet = (
        Disposisi.objects.select_related("run__agency__government", "run__version")
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet


def hop_for(user: User, pk: int, on: date) -> DisposisiHop:
    """The hop for this user to read, or 404."""
    hop = (
        DisposisiHop.objects.select_related("disposisi__run__agency", "task", "sender")
        .filter(pk=pk, disposisi__agency__in=agencies_for(user, on))
        .first()
    )
    if hop is None:
        raise Http404
    return hop
