"""What became of figures since somebody last looked: number, texts, evidence, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from indicators.models import WORDS, BuktiDukung, Indicator, RealisasiRevision
from indicators.notation import format_number
from workflow.models import Decision, Lane, Return, ReturnItem, Run, Task
from workflow.queries.covering import figures_of, lanes_beneath
from workflow.queries.figures import LaneFigures, label_of

Change = tuple[str, str, str]
#: What a revision holds besides its value, in the order of the form.
FIELDS = (
    *("numerator", "denominator", *WORDS, "rtl_pic", "rtl_due_on"),
    *("expected_on", "expected_source", "unavailable_reason"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A returned figure and what became of it: number, texts and evidence before and after.

    `above`: the returns of the same figure that were passed further down with this one.
    """

    item: ReturnItem
    changes: tuple[Change, ...]
    above: tuple[ReturnItem, ...] = ()


def answered_items(task: Task) -> list[Answered]:
    """Earlier returns under this task and what became of them, newest first. 3 queries.

    A return that was passed further down tells nothing of its own: it stands with that one.
    """
    items = list(
        ReturnItem.objects.filter(
            run_indicator__run=task.run,
            run_indicator__lane__in=lanes_beneath(task.run, task.lane),
            resolved_at__isnull=False,
        )
        .select_related(
            *("run_indicator__indicator", "run_indicator__lane", "resolved_by__author"),
            *("revision", "given_back__task"),
        )
        .order_by("-resolved_at", "pk")
    )
    shown = _shown_evidence(task.run, [item.run_indicator.indicator_id for item in items])
    passed = {item.pk: _passed_to(item, items) for item in items}
    return [
        Answered(
            item,
            (
                *_changes(item.revision, item.resolved_by),
                *_evidence_changes(
                    shown.get(item.run_indicator.indicator_id, ()),
                    item.given_back.at,
                    item.resolved_at,
                ),
            ),
            tuple(each for each in items if each != item and passed[each.pk] == item),
        )
        for item in items
        if passed[item.pk] == item
    ]


def _passed_to(item: ReturnItem, items: Sequence[ReturnItem]) -> ReturnItem:
    """The last return of the same figure further down that this one led to; else itself.

    Who may only pass figures on has changed nothing between: what changed is told there.
    """
    further = [
        each
        for each in items
        if each.run_indicator_id == item.run_indicator_id
        and each.given_back.task.step_id == item.given_back.to_step_id
        and item.resolved_at is not None
        and item.given_back.at <= each.given_back.at <= item.resolved_at
    ]
    if not further:
        return item
    return _passed_to(max(further, key=lambda each: (each.given_back.at, each.pk)), items)


def has_other_evidence(item: ReturnItem) -> bool:
    """Whether a returned figure shows other evidence now than when it was given back. 1 query."""
    row = item.run_indicator
    shown = _shown_evidence(item.given_back.task.run, [row.indicator_id]).get(row.indicator_id, ())
    return bool(_evidence_changes(shown, item.given_back.at, None))


def has_changed_since_return(task: Task) -> bool:
    """Whether any figure under a task, or its evidence, is another than when it came back.

    3 queries.
    """
    given_back = Return.objects.filter(task__run=task.run_id, to_step=task.step_id)
    at = given_back.filter(lanes=task.lane_id).aggregate(last=Max("at"))["last"]
    figures = figures_of(task).values("pk")
    newer = RealisasiRevision.objects.filter(realisasi__in=figures, created_at__gte=at)
    evidence = BuktiDukung.objects.filter(realisasi__in=figures)
    return newer.exists() or evidence.filter(Q(added_at__gte=at) | Q(removed_at__gte=at)).exists()


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is another one than this step saw last."""

    indicator: Indicator
    lane: Lane
    changes: tuple[Change, ...]


def differences(
    task: Task, lanes: Iterable[LaneFigures], answered: Iterable[Answered]
) -> list[Difference]:
    """What changed since this step last decided or gave back, besides what `answered` tells.

    Nothing to ask (no query) where every lane is in its first round; else 4 queries.
    """
    figures = [each for each in lanes if each.lane.round > 1]
    seen_at = _seen_at(task) if figures else None
    if seen_at is None:
        return []
    told = {each.item.run_indicator.indicator_id for each in answered if each.changes}
    rows = [(each.lane, row) for each in figures for row in each.rows if row.current is not None]
    before = {
        revision.realisasi_id: revision
        for revision in RealisasiRevision.objects.filter(
            realisasi__in=[row.current.realisasi_id for _lane, row in rows if row.current],
            created_at__lte=seen_at,
        ).order_by("number")
    }
    shown = _shown_evidence(task.run, [row.indicator.pk for _lane, row in rows])
    found = [
        Difference(
            row.indicator,
            lane,
            (
                *_changes(before.get(row.current.realisasi_id), row.current),
                *_evidence_changes(shown.get(row.indicator.pk, ()), seen_at, None),
            ),
        )
        for lane, row in rows
        if row.current is not None and row.indicator.pk not in told
    ]
    return [each for each in found if each.changes]


def _seen_at(task: Task) -> datetime | None:
    """When this step, in this lane, last said anything about figures."""
    of_step = {"task__run": task.run_id, "task__lane": task.lane_id, "task__step": task.step_id}
    moments = [
        rows.filter(**of_step).aggregate(last=Max("at"))["last"]
        for rows in (Return.objects, Decision.objects)
    ]
    return max((each for each in moments if each is not None), default=None)


def _changes(old: RealisasiRevision | None, new: RealisasiRevision | None) -> tuple[Change, ...]:
    """What differs between two revisions, as words; nothing where there is no newer one."""
    if new is None or new == old:
        return ()
    rows = [(_("Realisasi"), _said(old), _said(new))]
    rows += [(label_of(name), _shown(old, name), _shown(new, name)) for name in FIELDS]
    return tuple(row for row in rows if row[1] != row[2])


def _shown_evidence(run: Run, indicators: Iterable[int]) -> Mapping[int, Sequence[BuktiDukung]]:
    """Every evidence of the run's triwulan, removed ones too, by indicator. 1 query, 0 for none."""
    found: dict[int, list[BuktiDukung]] = {}
    rows = BuktiDukung.objects.filter(
        realisasi__year=run.year,
        realisasi__triwulan=run.triwulan,
        realisasi__indicator__in=list(indicators),
    )
    for row in rows.select_related("realisasi").order_by("added_at", "pk"):
        found.setdefault(row.realisasi.indicator_id, []).append(row)
    return found


def _evidence_changes(
    rows: Sequence[BuktiDukung], before: datetime, after: datetime | None
) -> tuple[Change, ...]:
    """The evidence at two moments, where it differs; `after` None is now."""
    old = [each for each in rows if _stood(each, before)]
    new = [each for each in rows if (_stood(each, after) if after else each.removed_at is None)]
    return () if old == new else ((_("Bukti dukung"), _titles(old), _titles(new)),)


def _stood(bukti: BuktiDukung, at: datetime) -> bool:
    return bukti.added_at <= at and (bukti.removed_at is None or bukti.removed_at > at)


def _titles(rows: Iterable[BuktiDukung]) -> str:
    """One line for each; what cannot be met is said so."""
    unmet = BuktiDukung.Kind.UNMET
    return "\n".join(
        f"{each.get_kind_display()}: {each.title}" if each.kind == unmet else each.title
        for each in rows
    )


def _said(revision: RealisasiRevision | None) -> str:
    """A figure in one word: its value, or that it is empty or unavailable."""
    if revision is None or revision.status != RealisasiRevision.Status.FILLED:
        status = revision.status if revision else RealisasiRevision.Status.EMPTY
        return str(RealisasiRevision.Status(status).label)
    mark = " *)" if revision.is_sementara else ""
    return (revision.code or _shown(revision, "value")) + mark


def _shown(revision: RealisasiRevision | None, name: str) -> str:
    value = getattr(revision, name, None)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return format_number(value) if isinstance(value, Decimal) else value or ""
