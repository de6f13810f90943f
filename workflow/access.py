"""The only way from a request to a run, a task or a disposisi, and the refusals of this floor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from organization.access import (
    Acting,
    NotTheHolder,
    Refused,
    acting_among,
    acting_as,
    agencies_for,
    held_positions,
    is_administrator,
    staffing_among,
)
from organization.models import Agency, Officeholder, Position, User
from sop.queries import planning_positions
from workflow.models import (
    Assignment,
    Disposisi,
    DisposisiHop,
    DisposisiScan,
    LaneActor,
    Return,
    Run,
    Task,
)
from workflow.states import AssignmentState

#: What every page of a task says around it.
AROUND_A_TASK = (
    "run__agency__government",
    "run__document",
    "run__version",
    "lane",
    "step__actor",
    "step__level",
    "step__next",
    "step__return_to",
)


class AlreadyMoved(Refused):
    """The task is no longer open: somebody was faster, or the page is old."""

    code = "sudah-bergerak"
    status = 409

    def __init__(self, task: Task | None = None, *, by_self: bool = False) -> None:
        other = _(
            "Tugas ini sudah berpindah: orang lain telah menyelesaikan atau mengembalikannya."
        )
        own = _("Tugas ini sudah Anda selesaikan sendiri, mungkin pada tab atau perangkat lain.")
        super().__init__(
            own if by_self else other,
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


class NotLater(Refused):
    """An extension that would not move the due time to a later moment."""

    code = "bukan-perpanjangan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Batas waktu hanya dapat diperpanjang ke saat yang lebih lambat."),
            help=_("Buka kembali halaman waktu tugas ini, lalu pilih tanggal sesudah batasnya."),
        )


class OwnDueTime(NotTheHolder):
    """Nobody gives himself more time."""

    code = "waktu-sendiri"

    def __init__(self, givers: Sequence[Position]) -> None:
        super().__init__(givers)
        self.sentence = str(
            _("Anda memegang tugas ini, sehingga tidak dapat memperpanjang batas waktunya sendiri.")
        )


class HandoverReserved(NotTheHolder):
    """What lies at a post when a term ends is for who leaves, who comes, and who is above them."""

    code = "serah-terima"

    def __init__(self, posts: Sequence[Position]) -> None:
        super().__init__(list(dict.fromkeys(posts)))
        self.sentence = str(
            _(
                "Serah terima hanya dibuka pejabat yang lama dan yang baru, atasannya, kepala, "
                "sekretaris, dan administrator."
            )
        )


class FiguresChanged(Refused):
    """A decision on figures that are no longer those that were shown."""

    code = "angka-berubah"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Angka pada tugas ini telah berubah sejak halaman Anda dibuka."),
            help=_("Buka kembali halaman tugas, periksa angka terbaru, lalu putuskan."),
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


class NotFiled(CannotGiveBack):
    """A run is opened again only once its last step has filed the triwulan."""

    code = "belum-didokumentasikan"

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("Pelaksanaan ini belum didokumentasikan, sehingga belum dapat dibuka kembali."),
            help=_("Selama berjalan, angka diperbaiki dengan mengembalikan jalurnya."),
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


class WorkHasBegun(Refused):
    """An order cannot be withdrawn once somebody has worked on what it opened."""

    code = "sudah-dikerjakan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Disposisi tidak dapat ditarik kembali karena pekerjaan yang dibukanya sudah "
                "dimulai atau berpindah."
            ),
            help=_("Beri tahu penerimanya, atau betulkan dengan meneruskan disposisi tambahan."),
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
    """Figures are still empty."""

    code = "belum-lengkap"
    status = 409

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Belum dapat diserahkan. Yang belum selesai: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Isi angka tersebut, atau nyatakan “tidak tersedia” beserta alasannya."),
        )


class ReturnUnanswered(Refused):
    """Returned figures that are handed in as they were, without a word why they stand."""

    code = "belum-ditanggapi"
    status = 409

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Belum dapat diserahkan. Yang dikembalikan dan belum ditanggapi: %(names)s.")
            % {"names": "; ".join(names)},
            help=_(
                "Perbaiki angka tersebut, atau jawab “tetap, karena …” pada Tanggapan atas "
                "pengembalian."
            ),
        )


def run_for(user: User, pk: int, on: date) -> Run:
    """The run for this user to read, or 404."""
    run = (
        Run.objects.select_related(
            "agency__government", "agency__signing_position", "document", "version"
        )
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if run is None:
        raise Http404
    return run


def task_for(user: User, pk: int, on: date, terms: Sequence[Officeholder] | None = None) -> Task:
    """The task for this user to read, with its assignments, or 404.

    `terms`: his own today, where they are known. `was_returned`: whether a figure of its run was.
    No task is without a share, so its shares bring it along. 1 query.
    """
    returned = Return.objects.filter(task__run=OuterRef("task__run"))
    shares = (
        Assignment.objects.annotate(was_returned=Exists(returned))
        .select_related("position__agency", *(f"task__{name}" for name in AROUND_A_TASK))
        .filter(task=pk, task__run__agency__in=agencies_for(user, on, terms))
        .order_by("pk")
    )
    if not shares:
        raise Http404
    task = shares[0].task
    vars(task)["was_returned"] = vars(shares[0])["was_returned"]
    # as prefetch_related would leave them, which asks a second time
    vars(task)["_prefetched_objects_cache"] = {"assignments": shares}
    return task


def acting_on(held: Iterable[Officeholder], task: Task, chosen: int | None = None) -> Acting:
    """How who holds these terms today acts on a task, for one of its positions; or NotTheHolder.

    Shares that are still open come first; `chosen` is the term picked by who holds several posts.
    """
    shares = sorted(task.assignments.all(), key=lambda each: each.state != AssignmentState.OPEN)
    return acting_among(held, [each.position for each in shares], chosen)


def task_positions(task: Task) -> list[Assignment]:
    """The assignments of a task with their positions."""
    return list(task.assignments.select_related("position"))


def assigning_as(user: User, agency: Agency, on: date) -> Acting | None:
    """How this user says who answers for an indicator: None as administrator, else as the planning
    side of one of the agency's SOP or as its head (NotTheHolder)."""
    if is_administrator(user):
        return None
    posts = [
        post
        for document in agency.sop_documents.order_by("name")
        for post in planning_positions(document, on)
    ]
    return acting_as(user, [*posts, *_head_of(agency)], on)


def terms_to_hand_over(user: User, on: date) -> QuerySet[Officeholder]:
    """Terms near this user: his own, those of his agencies and of posts that he will hold."""
    coming = Officeholder.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=user)
    return Officeholder.objects.filter(
        Q(user=user)
        | Q(position__agency__in=agencies_for(user, on))
        | Q(position__in=coming.values("position"))
    ).select_related("user", "position__agency__government", "position__unit")


@dataclass(frozen=True, slots=True)
class Handover:
    """Of which terms a person sees what lies at the post: `own`, posts that he has or will have."""

    user: User
    held: tuple[Officeholder, ...]
    own: frozenset[int]

    def may_see(self, term: Officeholder) -> bool:
        """Who leaves, who holds the post now or will, his superior, who keeps the staff."""
        post = term.position
        if term.user_id == self.user.pk or post.pk in self.own:
            return True
        staffing = staffing_among(self.user, self.held, post.agency)
        return post.superior_id in {each.position_id for each in self.held} or (
            staffing is not None and staffing.covers(post)
        )


def handing_over(user: User, on: date) -> Handover:
    """What this person's posts let him see. 2 queries."""
    own = user.terms.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    posts = frozenset(own.values_list("position", flat=True))
    return Handover(user, tuple(held_positions(user, on)), posts)


def taking_over(user: User, pk: int, on: date) -> Officeholder:
    """The term whose serah terima this user may see; 404, or HandoverReserved inside his agency."""
    term = terms_to_hand_over(user, on).filter(pk=pk).first()
    if term is None:
        raise Http404
    expect_seen([] if handing_over(user, on).may_see(term) else [term])
    return term


def expect_seen(hidden: Sequence[Officeholder]) -> None:
    """That none of these terms is beyond this person. Raises HandoverReserved."""
    if hidden:
        raise HandoverReserved([term.position for term in hidden])


def extending_as(user: User, task: Task, givers: Sequence[Position], on: date) -> Acting:
    """How this user extends a task's due time: as one of its givers or their superiors.

    Nobody extends the due time of a task that he holds himself.
    """
    own = {each.position_id for each in task_positions(task)}
    if any(term.position_id in own for term in held_positions(user, on)):
        raise OwnDueTime(givers)
    return acting_as(user, givers, on)


def reopening_as(user: User, run: Run, on: date) -> Acting:
    """How this user reopens a run: holding the last step's post or heading the agency."""
    return acting_as(user, [*filing_positions(run), *_head_of(run.agency)], on)


def keeping_as(user: User, sheet: Disposisi, on: date) -> Acting:
    """How this user keeps the books of disposisi: holding the post that files the run."""
    return acting_as(user, filing_positions(sheet.run), on)


def filing_positions(run: Run) -> list[Position]:
    """The posts of the SOP's last step, which file what the run has made."""
    last = run.version.steps.filter(next=None).values("actor")
    filing = LaneActor.objects.filter(lane__run=run, lane__parent=None, actor__in=last)
    return [row.position for row in filing.select_related("position")]


def disposisi_for(user: User, pk: int, on: date) -> Disposisi:
    """The sheet for this user to read, or 404."""
    sheet = (
        Disposisi.objects.select_related(
            "run__document", "run__version", "agency__signing_position"
        )
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet


def hop_for(user: User, pk: int, on: date) -> DisposisiHop:
    """The hop for this user to read, or 404."""
    hop = (
        DisposisiHop.objects.select_related(
            "disposisi__run__agency",
            "disposisi__agency__signing_position",
            "task__step",
            "task__lane",
            "task__run__agency",
            "task__run__version",
            "sender",
        )
        .filter(pk=pk, disposisi__agency__in=agencies_for(user, on))
        .first()
    )
    if hop is None:
        raise Http404
    return hop


def scan_for(user: User, pk: int, on: date) -> DisposisiScan:
    """A sheet's scan for this user to read, or 404."""
    agencies = agencies_for(user, on)
    scan = DisposisiScan.objects.filter(pk=pk, disposisi__agency__in=agencies).first()
    if scan is None:
        raise Http404
    return scan


def reading_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user reads a hop: as one of its recipients, those who have not read it first."""
    receipts = sorted(
        hop.receipts.select_related("position"), key=lambda each: each.read_at is not None
    )
    return acting_as(user, [each.position for each in receipts], on)


def forwarding_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user passes a hop on: as a recipient, or as the head of the agency."""
    receipts = hop.receipts.select_related("position")
    heads = _head_of(hop.disposisi.agency)
    return acting_as(user, [*(each.position for each in receipts), *heads], on)


def recalling_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user takes a hop back: as its sender."""
    return acting_as(user, [hop.sender], on)


def directing_as(user: User, sheet: Disposisi, on: date) -> Acting:
    """How this user adds an arahan to a sheet: heading its agency."""
    return acting_as(user, _head_of(sheet.agency), on)


def _head_of(agency: Agency) -> list[Position]:
    return [agency.signing_position] if agency.signing_position is not None else []
