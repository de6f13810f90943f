"""Saving figures: each one that changed becomes one new revision, in few queries for all."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q, Subquery

from indicators.access import Conflict, FigureConflict, FiguresLocked, ForeignIndicator
from indicators.models import FigureState, Realisasi, RealisasiRevision
from indicators.services.comparing import FigureEntry, compare
from organization.models import Agency, Position, User

EDITABLE = frozenset({FigureState.DRAFT, FigureState.RETURNED})
Origin = RealisasiRevision.Origin


@dataclass(frozen=True, slots=True)
class Saved:
    """How many figures a save changed, and all that it was asked for as they stand now.

    `overtaken`: what its author left as it was while somebody else saved it anew; `joined`: what
    both changed, each another part of it.
    """

    changed: int = 0
    figures: Mapping[int, Realisasi] = field(default_factory=dict)
    overtaken: Sequence[Conflict] = ()
    joined: Sequence[Conflict] = ()


def save_figures(
    *,
    agency: Agency,
    year: int,
    triwulan: int,
    entries: Sequence[FigureEntry],
    author: User,
    position: Position,
    capacity: str,
    now: datetime,
    origin: str = Origin.WEB,
    may_mend: bool = False,
    joins: bool = False,
    known: Mapping[int, Realisasi] | None = None,
) -> Saved:
    """Append a revision for every figure that differs from the saved one.

    Order: lock, compare, refuse or append, point to the new revisions. An entry based on an old
    version is dropped when its author left that figure as it was, and raises FigureConflict with
    what is saved now when he changed it too. `may_mend`: the maker of the report corrects figures
    already handed over to him; they stay handed over. `joins`: where the two changed different
    parts of a figure, both stay. Raises FiguresLocked, ForeignIndicator.

    `known`: the figures by indicator id as they were read just before, each with its indicator and
    current revision, not yet written where there is none. They save the first two queries while
    nobody else moves these figures: a number taken twice or a state left meanwhile undoes the
    attempt, and what is then locked decides.
    """
    if not entries:
        return Saved()
    wanted = sorted({entry.indicator_id for entry in entries})
    hand = _Hand(author, position, capacity, now, origin, may_mend, joins)
    with transaction.atomic():
        if known is not None:
            with suppress(IntegrityError, FigureConflict, FiguresLocked), transaction.atomic():
                return _write(entries, _trusted(agency, wanted, known), hand)
        return _write(entries, _locked(agency, wanted, year, triwulan), hand)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who writes, when, by which door, whether he mends what was handed over, and whether what
    he wrote is joined with what somebody else did."""

    author: User
    position: Position
    capacity: str
    now: datetime
    origin: str
    may_mend: bool
    joins: bool


def _write(entries: Sequence[FigureEntry], saved: Mapping[int, Realisasi], hand: _Hand) -> Saved:
    found = compare(entries, saved, joins=hand.joins)
    if found.conflicts:
        raise FigureConflict(found.conflicts)
    _refuse_locked(found.changed, saved, may_mend=hand.may_mend)
    _append(found.changed, saved, hand)
    return Saved(len(found.changed), saved, found.overtaken, found.joined)


def _trusted(
    agency: Agency, wanted: Sequence[int], known: Mapping[int, Realisasi]
) -> dict[int, Realisasi]:
    """The figures as they were read before, rows made where missing.

    Raises ForeignIndicator, and IntegrityError where somebody has made such a row meanwhile.
    """
    found = {pk: known[pk] for pk in wanted if pk in known}
    open_here = [
        row.indicator.agency_id == agency.pk and row.indicator.is_active for row in found.values()
    ]
    if len(found) != len(wanted) or not all(open_here):
        raise ForeignIndicator
    Realisasi.objects.bulk_create(row for row in found.values() if row.pk is None)
    return found


def _locked(
    agency: Agency, wanted: Sequence[int], year: int, triwulan: int
) -> dict[int, Realisasi]:
    """The figures' rows, made where missing, held by this write until the transaction ends.

    Raises ForeignIndicator, which takes the rows just made back with it.
    """
    Realisasi.objects.bulk_create(
        [Realisasi(indicator_id=pk, year=year, triwulan=triwulan) for pk in wanted],
        update_conflicts=True,
        unique_fields=["indicator", "year", "triwulan"],
        update_fields=["triwulan"],
    )
    rows = Realisasi.objects.filter(
        indicator__in=wanted,
        indicator__agency=agency,
        indicator__is_active=True,
        year=year,
        triwulan=triwulan,
    )
    found = {row.indicator_id: row for row in rows.select_related("current", "indicator")}
    if len(found) != len(wanted):
        raise ForeignIndicator
    return found


def open_states(*, may_mend: bool) -> frozenset[FigureState]:
    """The states in which a figure may be changed."""
    return EDITABLE | {FigureState.HANDED_OVER} if may_mend else EDITABLE


def _refuse_locked(
    changed: Sequence[tuple[FigureEntry, dict[str, Any]]],
    saved: Mapping[int, Realisasi],
    *,
    may_mend: bool,
) -> None:
    allowed = open_states(may_mend=may_mend)
    locked = [
        saved[entry.indicator_id].indicator.name
        for entry, _content_ in changed
        if saved[entry.indicator_id].state not in allowed
    ]
    if locked:
        raise FiguresLocked(locked)


def _append(
    changed: Sequence[tuple[FigureEntry, dict[str, Any]]],
    saved: Mapping[int, Realisasi],
    hand: _Hand,
) -> None:
    """The new revisions, one after the newest of each figure, in one order against deadlocks."""
    if not changed:
        return
    ordered = sorted(changed, key=lambda each: saved[each[0].indicator_id].pk)
    revisions = RealisasiRevision.objects.bulk_create(
        RealisasiRevision(
            realisasi=saved[entry.indicator_id],
            number=saved[entry.indicator_id].version + 1,
            author=hand.author,
            position=hand.position,
            capacity=hand.capacity,
            origin=_origin(saved[entry.indicator_id], hand.origin),
            created_at=hand.now,
            **content,
        )
        for entry, content in ordered
    )
    _point_to_newest([saved[entry.indicator_id] for entry, _content_ in ordered], revisions)


def _point_to_newest(rows: Sequence[Realisasi], revisions: Sequence[RealisasiRevision]) -> None:
    """Let figures show their new revision; the row count says that none has changed its state.

    That none has a newer revision either is known by then: the number was free.
    """
    unmoved = Q(pk__in=[row.pk for row in rows if row.state in EDITABLE], state__in=EDITABLE)
    mended = [row.pk for row in rows if row.state not in EDITABLE]
    if mended:
        unmoved |= Q(pk__in=mended, state=FigureState.HANDED_OVER)
    newest: Any = revisions[0].pk
    if len(rows) > 1:
        of_row = RealisasiRevision.objects.filter(realisasi=OuterRef("pk")).order_by()
        newest = Subquery(of_row.filter(number=OuterRef("version") + 1).values("pk"))
    held = Realisasi.objects.filter(unmoved)
    if held.update(current=newest, version=F("version") + 1) != len(rows):
        raise FiguresLocked([row.indicator.name for row in rows])
    for row, revision in zip(rows, revisions, strict=True):
        row.current, row.version = revision, revision.number


def _origin(row: Realisasi, origin: str) -> str:
    """Mending a figure that was handed over is an origin of its own; the database knows it too."""
    return Origin.MENDED if row.state == FigureState.HANDED_OVER else origin
