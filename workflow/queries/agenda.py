"""The office's book of disposisi: sheets, hops, receipts, and to whom one may be passed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organization.access import Barred, NotTheHolder, Refused, barred, held_positions, is_barred
from organization.models import Agency, Position, User
from workflow.access import HopAlreadyRead, WorkHasBegun, directing_as, keeping_as
from workflow.models import Disposisi, DisposisiHop, DisposisiReceipt, DisposisiScan
from workflow.states import TaskState

READING, FORWARDING = _("Tandai sudah dibaca"), _("Teruskan")
RECALLING, DIRECTING = _("Tarik kembali"), _("Tambah arahan pimpinan")
KEEPING = _("Ubah catatan agenda dan lampirkan pindaian")


@dataclass(frozen=True, slots=True)
class HopLine:
    """A hop as one person sees it, and what he may do with it."""

    hop: DisposisiHop
    receipts: tuple[DisposisiReceipt, ...]
    barred: tuple[Barred, ...]

    @property
    def is_out(self) -> bool:
        """Whether it has been sent and stands."""
        return self.hop.sent_at is not None and self.hop.recalled_at is None

    @property
    def can_read(self) -> bool:
        is_unread = any(each.read_at is None for each in self.receipts)
        return self.is_out and is_unread and not is_barred(READING, self.barred)

    @property
    def can_forward(self) -> bool:
        return self.is_out and not is_barred(FORWARDING, self.barred)

    @property
    def can_recall(self) -> bool:
        return self.is_out and not is_barred(RECALLING, self.barred)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet with its hops, and what of it is refused to this person."""

    sheet: Disposisi
    hops: tuple[HopLine, ...]
    barred: tuple[Barred, ...]
    scans: tuple[DisposisiScan, ...]

    @property
    def can_direct(self) -> bool:
        return not is_barred(DIRECTING, self.barred)

    @property
    def can_keep(self) -> bool:
        return not is_barred(KEEPING, self.barred)


def sheets(agencies: QuerySet[Agency], year: int) -> QuerySet[Disposisi]:
    """The agenda of a year, newest number first, with how many hops are unread."""
    sent = Q(hops__sent_at__isnull=False, hops__recalled_at=None)
    return (
        Disposisi.objects.filter(agency__in=agencies, agenda_year=year)
        .select_related("agency", "run")
        .annotate(
            hop_count=Count("hops", filter=sent, distinct=True),
            unread_count=Count(
                "hops__receipts", filter=sent & Q(hops__receipts__read_at=None), distinct=True
            ),
        )
        .order_by("agency__name", "-nomor_agenda")
    )


def agenda_years(agencies: QuerySet[Agency]) -> list[int]:
    """The years in which these agencies have sheets, newest first."""
    rows = Disposisi.objects.filter(agency__in=agencies).values_list("agenda_year", flat=True)
    return list(rows.distinct().order_by("-agenda_year"))


def deliveries(agencies: QuerySet[Agency], year: int) -> QuerySet[DisposisiReceipt]:
    """The buku ekspedisi of a year: every sent hop to each recipient, with its tanda terima."""
    return (
        DisposisiReceipt.objects.filter(
            hop__disposisi__agency__in=agencies,
            hop__disposisi__agenda_year=year,
            hop__sent_at__isnull=False,
            hop__recalled_at=None,
        )
        .select_related("hop__disposisi__agency", "hop__sender", "position", "lane")
        .order_by(
            "hop__disposisi__agency__name",
            "-hop__disposisi__nomor_agenda",
            "-hop__number",
            "position__order",
            "pk",
        )
    )


def sheet_page(sheet: Disposisi, user: User, on: date) -> SheetPage:
    """A sheet for one person, in 6 queries whatever its length."""
    held = {term.position_id for term in held_positions(user, on)}
    head = sheet.agency.signing_position
    receipts = DisposisiReceipt.objects.select_related("position", "lane", "read_by")
    hops = (
        sheet.hops.select_related(
            "sender", "officeholder__position", "signed_by", "lane", "task__step"
        )
        .prefetch_related(Prefetch("receipts", receipts))
        .order_by("number")
    )
    return SheetPage(
        sheet=sheet,
        hops=tuple(_line(hop, held, head) for hop in hops),
        barred=tuple(
            barred(
                [
                    (DIRECTING, partial(directing_as, user, sheet, on)),
                    (KEEPING, partial(keeping_as, user, sheet, on)),
                ]
            )
        ),
        scans=tuple(sheet.scans.select_related("added_by")),
    )


def _line(hop: DisposisiHop, held: set[int], head: Position | None) -> HopLine:
    """A hop with what its acts would refuse this person, by the rows that are read already."""
    receipts = tuple(hop.receipts.all())
    if hop.sent_at is None or hop.recalled_at is not None:
        return HopLine(hop, receipts, ())
    unread = [each.position for each in receipts if each.read_at is None]
    addressed = [*(each.position for each in receipts), *([head] if head else [])]
    gates = (
        (READING, unread and _unheld(unread, held)),
        (FORWARDING, _unheld(addressed, held)),
        (RECALLING, _unheld([hop.sender], held) or _kept_out(hop, receipts)),
    )
    return HopLine(
        hop, receipts, tuple(Barred(str(act), refusal) for act, refusal in gates if refusal)
    )


def _unheld(positions: list[Position], held: set[int]) -> Refused | None:
    """What `acting_as` says where none of these posts is held."""
    is_held = any(each.pk in held for each in positions)
    return None if is_held else NotTheHolder(positions)


def _kept_out(hop: DisposisiHop, receipts: tuple[DisposisiReceipt, ...]) -> Refused | None:
    """Why its sender cannot take a hop back: it was read, or its step has moved on or was issued
    by the clock."""
    if any(each.read_at for each in receipts):
        return HopAlreadyRead()
    task = hop.task
    if task is None or (task.state == TaskState.DONE and not task.step.is_issued_by_clock):
        return None
    return WorkHasBegun()


def may_receive(agency: Agency, but: Iterable[int] = ()) -> QuerySet[Position]:
    """The agency's positions to which a disposisi may be passed on."""
    return Position.objects.filter(agency=agency).exclude(pk__in=but).order_by("order", "name")
