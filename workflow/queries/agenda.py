"""The office's book of disposisi: sheets, hops, receipts, and to whom one may be passed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from organization.access import held_positions
from organization.models import Agency, Position, User
from workflow.access import filing_positions
from workflow.models import Disposisi, DisposisiHop, DisposisiReceipt, DisposisiScan
from workflow.states import TaskState


@dataclass(frozen=True, slots=True)
class HopLine:
    """A hop as one person sees it, and what he may do with it."""

    hop: DisposisiHop
    receipts: tuple[DisposisiReceipt, ...]
    can_read: bool
    can_forward: bool
    can_recall: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet with its hops. `can_direct`: this person heads the agency."""

    sheet: Disposisi
    hops: tuple[HopLine, ...]
    can_direct: bool
    can_keep: bool
    scans: tuple[DisposisiScan, ...]


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
    is_head = sheet.agency.signing_position_id in held
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
        hops=tuple(_line(hop, held, is_head=is_head) for hop in hops),
        can_direct=is_head,
        can_keep=any(position.pk in held for position in filing_positions(sheet.run)),
        scans=tuple(sheet.scans.select_related("added_by")),
    )


def _line(hop: DisposisiHop, held: set[int], *, is_head: bool) -> HopLine:
    receipts = tuple(hop.receipts.all())
    mine = [each for each in receipts if each.position_id in held]
    is_out = hop.sent_at is not None and hop.recalled_at is None
    is_read = any(each.read_at for each in receipts)
    return HopLine(
        hop=hop,
        receipts=receipts,
        can_read=is_out and any(each.read_at is None for each in mine),
        can_forward=is_out and bool(mine or is_head),
        can_recall=is_out and not is_read and hop.sender_id in held and _may_come_back(hop),
    )


def _may_come_back(hop: DisposisiHop) -> bool:
    """A step's disposisi once it is sent; what the clock issued is nobody's to take back."""
    task = hop.task
    return task is None or (task.state == TaskState.DONE and not task.step.is_issued_by_clock)


def may_receive(agency: Agency, but: Iterable[int] = ()) -> QuerySet[Position]:
    """The agency's positions to which a disposisi may be passed on."""
    return Position.objects.filter(agency=agency).exclude(pk__in=but).order_by("order", "name")
