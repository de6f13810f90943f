"""Saving figures: each one that changed becomes one new revision, in few queries for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from indicators.access import Conflict, FigureConflict, FiguresLocked, ForeignIndicator
from indicators.capaian import ratio_of
from indicators.models import FigureState, Indicator, Realisasi, RealisasiRevision
from indicators.notation import MAX_DECIMALS, round_half_up
from indicators.queries import rules_of
from organization.models import Agency, Position, User

EDITABLE = frozenset({FigureState.DRAFT, FigureState.RETURNED})
Status = RealisasiRevision.Status
Origin = RealisasiRevision.Origin


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """What a person wrote for one indicator; `version` is the one he saw when he began."""

    indicator_id: int
    version: int
    status: str = Status.EMPTY
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    code: str = ""
    unavailable_reason: str = ""
    note: str = ""
    pendukung: str = ""
    kendala: str = ""
    solusi: str = ""
    rencana_tindak_lanjut: str = ""
    rtl_pic: str = ""
    rtl_due_on: date | None = None
    rtl_followup: str = ""
    is_sementara: bool = False
    expected_on: date | None = None
    expected_source: str = ""


#: What makes two entries the same figure.
CONTENT = tuple(
    name for name in FigureEntry.__dataclass_fields__ if name not in {"indicator_id", "version"}
)


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
) -> int:
    """Append a revision for every figure that differs from the saved one; returns how many.

    Order: lock, compare, refuse or append, point to the new revisions. An entry based on an old
    version is dropped when its author left that figure as it was, and raises FigureConflict with
    what is saved now when he changed it too. `may_mend`: the maker of the report corrects figures
    already handed over to him; they stay handed over. Raises FiguresLocked, ForeignIndicator.
    """
    if not entries:
        return 0
    with transaction.atomic():
        saved = _locked(agency, sorted({entry.indicator_id for entry in entries}), year, triwulan)
        indicators = {pk: row.indicator for pk, row in saved.items()}
        changed = _changed(entries, indicators, saved)
        _refuse_locked(changed, indicators, saved, may_mend=may_mend)
        _append(changed, saved, author, position, capacity, now, origin)
    return len(changed)


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


def _changed(
    entries: Sequence[FigureEntry],
    indicators: Mapping[int, Indicator],
    saved: Mapping[int, Realisasi],
) -> list[tuple[FigureEntry, dict[str, Any]]]:
    """The entries that differ from what is saved, with their content; raises FigureConflict."""
    different = []
    for entry in entries:
        content = _content(entry, indicators[entry.indicator_id])
        if content != content_of(saved[entry.indicator_id].current):
            different.append((entry, content))
    stale = [
        (entry, content)
        for entry, content in different
        if entry.version != saved[entry.indicator_id].version
    ]
    if stale:
        untouched = _untouched(stale, saved)
        conflicts = [
            Conflict(indicators[entry.indicator_id], revision, content)
            for entry, content in stale
            if entry.indicator_id not in untouched
            and (revision := saved[entry.indicator_id].current) is not None
        ]
        if conflicts:
            raise FigureConflict(conflicts)
        different = [each for each in different if each[0].indicator_id not in untouched]
    return different


def _untouched(
    stale: Sequence[tuple[FigureEntry, dict[str, Any]]], saved: Mapping[int, Realisasi]
) -> set[int]:
    """Of the entries based on an old version, those that still say what that version said."""
    numbers = {entry.version for entry, _content_ in stale}
    figures = [saved[entry.indicator_id].pk for entry, _content_ in stale]
    based_on = {
        (revision.realisasi_id, revision.number): revision
        for revision in RealisasiRevision.objects.filter(realisasi__in=figures, number__in=numbers)
    }
    return {
        entry.indicator_id
        for entry, content in stale
        if content == content_of(based_on.get((saved[entry.indicator_id].pk, entry.version)))
    }


def open_states(*, may_mend: bool) -> frozenset[FigureState]:
    """The states in which a figure may be changed."""
    return EDITABLE | {FigureState.HANDED_OVER} if may_mend else EDITABLE


def content_of(revision: RealisasiRevision | None) -> dict[str, Any]:
    """A revision's content under the names of an entry; nothing saved reads as an empty entry."""
    source = revision if revision is not None else FigureEntry(0, 0)
    return {name: getattr(source, name) for name in CONTENT}


def _content(entry: FigureEntry, indicator: Indicator) -> dict[str, Any]:
    """What would be saved: a pair also gets its quotient, rounded to what the column holds."""
    content = {name: getattr(entry, name) for name in CONTENT}
    if entry.status != Status.FILLED:
        return content | {"value": None, "numerator": None, "denominator": None, "code": ""}
    if entry.numerator is not None and entry.denominator is not None:
        is_percent = rules_of(indicator).is_percent
        quotient = ratio_of(entry.numerator, entry.denominator, is_percent=is_percent).value
        content["value"] = None if quotient is None else round_half_up(quotient, MAX_DECIMALS)
    return content


def _refuse_locked(
    changed: Sequence[tuple[FigureEntry, dict[str, Any]]],
    indicators: Mapping[int, Indicator],
    saved: Mapping[int, Realisasi],
    *,
    may_mend: bool,
) -> None:
    allowed = open_states(may_mend=may_mend)
    locked = [
        indicators[entry.indicator_id].name
        for entry, _content_ in changed
        if saved[entry.indicator_id].state not in allowed
    ]
    if locked:
        raise FiguresLocked(locked)


def _append(
    changed: Sequence[tuple[FigureEntry, dict[str, Any]]],
    saved: Mapping[int, Realisasi],
    author: User,
    position: Position,
    capacity: str,
    now: datetime,
    origin: str,
) -> None:
    if not changed:
        return
    revisions = RealisasiRevision.objects.bulk_create(
        RealisasiRevision(
            realisasi=saved[entry.indicator_id],
            number=saved[entry.indicator_id].version + 1,
            author=author,
            position=position,
            capacity=capacity,
            origin=_origin(saved[entry.indicator_id], origin),
            created_at=now,
            **content,
        )
        for entry, content in changed
    )
    rows = [saved[entry.indicator_id] for entry, _content_ in changed]
    for row, revision in zip(rows, revisions, strict=True):
        row.current = revision
        row.version = revision.number
    Realisasi.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator", "year", "triwulan"],
        update_fields=["current", "version"],
    )


def _origin(row: Realisasi, origin: str) -> str:
    """Mending a figure that was handed over is an origin of its own; the database knows it too."""
    return Origin.MENDED if row.state == FigureState.HANDED_OVER else origin
