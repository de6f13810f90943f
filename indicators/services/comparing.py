"""What was written beside what is saved: which figures changed, and who wrote one meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from indicators.access import Conflict
from indicators.capaian import ratio_of
from indicators.models import Indicator, Realisasi, RealisasiRevision
from indicators.notation import MAX_DECIMALS, round_half_up
from indicators.queries import rules_of

Status = RealisasiRevision.Status


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
#: What only makes sense together: the figure, and whether it is final.
FIGURE = ("status", "value", "numerator", "denominator", "code", "unavailable_reason")
FINAL = ("is_sementara", "expected_on", "expected_source")
PARTS = (FIGURE, FINAL, *((name,) for name in CONTENT if name not in {*FIGURE, *FINAL}))


@dataclass(slots=True)
class Compared:
    """The entries that differ from what is saved, with the content to save, and what is to be told
    of those that were based on an older version."""

    changed: list[tuple[FigureEntry, dict[str, Any]]] = field(default_factory=list)
    overtaken: list[Conflict] = field(default_factory=list)
    joined: list[Conflict] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def compare(
    entries: Sequence[FigureEntry], saved: Mapping[int, Realisasi], *, joins: bool
) -> Compared:
    """Hold what was written against what is saved now, and where that is newer than what its author
    saw, against that as well."""
    found = Compared()
    stale: list[tuple[FigureEntry, dict[str, Any]]] = []
    for entry in entries:
        row = saved[entry.indicator_id]
        content = _to_save(entry, row.indicator)
        if content != content_of(row.current):
            is_old = row.current is not None and entry.version != row.version
            (stale if is_old else found.changed).append((entry, content))
    bases = _bases(stale, saved) if stale else {}
    for entry, content in stale:
        row = saved[entry.indicator_id]
        base, theirs = bases[entry.indicator_id], content_of(row.current)
        joined = joined_content(base, content, theirs)
        told = Conflict(row.indicator, cast("RealisasiRevision", row.current), content)
        if content == base:
            found.overtaken.append(told)
        elif not joins or joined is None:
            found.conflicts.append(told)
        else:
            found.joined.append(told)
            if joined != theirs:
                found.changed.append((entry, joined))
    return found


def _bases(
    stale: Sequence[tuple[FigureEntry, dict[str, Any]]], saved: Mapping[int, Realisasi]
) -> dict[int, dict[str, Any]]:
    """What the author of each entry saw when he began, by indicator id."""
    numbers = {entry.version for entry, _content_ in stale}
    figures = [saved[entry.indicator_id].pk for entry, _content_ in stale]
    based_on = {
        (revision.realisasi_id, revision.number): revision
        for revision in RealisasiRevision.objects.filter(realisasi__in=figures, number__in=numbers)
    }
    return {
        entry.indicator_id: content_of(based_on.get((saved[entry.indicator_id].pk, entry.version)))
        for entry, _content_ in stale
    }


def joined_content(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What two persons made of one content, or None where both changed the same part of it."""
    joined = dict(theirs)
    for names in PARTS:
        was, own, other = ([each[name] for name in names] for each in (base, mine, theirs))
        if own in (was, other):
            continue
        if other != was:
            return None
        joined.update(zip(names, own, strict=True))
    return joined


def content_of(revision: RealisasiRevision | None) -> dict[str, Any]:
    """A revision's content under the names of an entry; nothing saved reads as an empty entry."""
    source = revision if revision is not None else FigureEntry(0, 0)
    return {name: getattr(source, name) for name in CONTENT}


def _to_save(entry: FigureEntry, indicator: Indicator) -> dict[str, Any]:
    """What would be saved: a pair also gets its quotient, rounded to what the column holds."""
    content = {name: getattr(entry, name) for name in CONTENT}
    if entry.status != Status.FILLED:
        return content | {"value": None, "numerator": None, "denominator": None, "code": ""}
    if entry.numerator is not None and entry.denominator is not None:
        is_percent = rules_of(indicator).is_percent
        quotient = ratio_of(entry.numerator, entry.denominator, is_percent=is_percent).value
        content["value"] = None if quotient is None else round_half_up(quotient, MAX_DECIMALS)
    return content
