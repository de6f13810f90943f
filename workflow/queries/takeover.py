"""Serah terima: what lies at a post when a term ends, for who leaves and who comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from indicators.models import FigureState, Realisasi
from organization.models import Officeholder, Position, User
from workflow.access import handing_over, terms_to_hand_over
from workflow.models import Assignment, DisposisiReceipt, ReturnItem
from workflow.states import AssignmentState, RunState, TaskState

#: How long before and after its last day a term is listed.
AROUND = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Takeover:
    """What lies at a post today. `successors`: who holds it after the term's last day, or will."""

    term: Officeholder
    successors: tuple[Officeholder, ...]
    shares: tuple[Assignment, ...]
    drafts: tuple[Realisasi, ...]
    receipts: tuple[DisposisiReceipt, ...]
    returned: tuple[ReturnItem, ...]
    plans: tuple[Realisasi, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.shares or self.drafts or self.receipts or self.returned or self.plans)


def takeover_of(term: Officeholder, on: date) -> Takeover:
    """The list for one term, as things stand on this day. 6 queries."""
    position = term.position
    return Takeover(
        term=term,
        successors=tuple(_successors(term, on)),
        shares=tuple(_open_shares(position)),
        drafts=tuple(_drafts(position)),
        receipts=tuple(_unread(position)),
        returned=tuple(_returned(position)),
        plans=tuple(_plans(position, on)),
    )


def ending_terms(user: User, on: date) -> tuple[list[Officeholder], list[Officeholder]]:
    """Terms that ended lately or end soon: those whose list this person may see, and the others.

    Some 5 queries, whatever their number.
    """
    reach = handing_over(user, on)
    rows = terms_to_hand_over(user, on).filter(ends_on__range=(on - AROUND, on + AROUND))
    terms = list(rows.order_by("-ends_on", "pk"))
    return (
        [term for term in terms if reach.may_see(term)],
        [term for term in terms if not reach.may_see(term)],
    )


def _successors(term: Officeholder, on: date) -> Iterable[Officeholder]:
    if term.ends_on is None:
        return ()
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=max(term.ends_on, on - AROUND))
    others = Officeholder.objects.filter(later, position=term.position).exclude(pk=term.pk)
    return others.select_related("user", "position").order_by("starts_on", "pk")


def _open_shares(position: Position) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(
            position=position,
            state=AssignmentState.OPEN,
            task__state__in=(TaskState.OPEN, TaskState.WAITING),
            task__run__state=RunState.OPEN,
        )
        .select_related("task__run__document", "task__step", "task__lane")
        .order_by(F("task__due_at").asc(nulls_last=True), "pk")
    )


def _drafts(position: Position) -> QuerySet[Realisasi]:
    """Figures of this post in open runs that are not handed over yet."""
    return (
        Realisasi.objects.filter(
            state__in=(FigureState.DRAFT, FigureState.RETURNED),
            indicator__run_indicators__position=position,
            indicator__run_indicators__run__state=RunState.OPEN,
            indicator__run_indicators__run__year=F("year"),
            indicator__run_indicators__run__triwulan=F("triwulan"),
        )
        .select_related("indicator", "current")
        .order_by("year", "triwulan", "indicator__order", "pk")
        .distinct()
    )


def _unread(position: Position) -> QuerySet[DisposisiReceipt]:
    return (
        DisposisiReceipt.objects.filter(
            position=position,
            read_at=None,
            hop__sent_at__isnull=False,
            hop__recalled_at=None,
        )
        .select_related("hop__disposisi", "hop__sender")
        .order_by("hop__dated_at", "pk")
    )


def _returned(position: Position) -> QuerySet[ReturnItem]:
    """Figures that came back to this post and were not answered."""
    return (
        ReturnItem.objects.filter(
            run_indicator__position=position,
            run_indicator__run__state=RunState.OPEN,
            resolved_at__isnull=True,
        )
        .select_related("run_indicator__indicator", "run_indicator__run", "given_back")
        .order_by("given_back__at", "pk")
    )


def _plans(position: Position, on: date) -> list[Realisasi]:
    """The newest rencana tindak lanjut of each of the post's indicators, this year or the last."""
    rows = (
        Realisasi.objects.filter(
            indicator__run_indicators__position=position,
            year__gte=on.year - 1,
            current__isnull=False,
        )
        .exclude(current__rencana_tindak_lanjut="")
        .select_related("indicator", "current")
        .order_by("year", "triwulan", "pk")
        .distinct()
    )
    newest = {row.indicator_id: row for row in rows}
    return list(newest.values())
