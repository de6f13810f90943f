"""The only place that collects: everything a report says, as plain data with a hash.

Same snapshot, same bytes: renderers see nothing but this. Queries do not grow with the content.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from indicators.capaian import Judgement
from indicators.measures import say_target
from indicators.models import WORDS, BudgetLine, BuktiDukung, History, TargetRevision
from indicators.queries import YearRow, past_years, scale_of, year_rows
from organization.models import Agency, Officeholder
from organization.queries import calendar_of
from organization.richtext import MARKED
from organization.worktime import between
from reports.evaluation import kept_evaluation
from reports.models import Narrative, Snapshot
from reports.prose import frozen
from reports.queries import judge_signature, letterhead_of, signature_of, signature_under
from reports.states import ARTIFACTS, INNER_KINDS, ReportKind
from reports.tables import SECTIONS
from sop.models import SopGood
from workflow.models import Decision, Lane, Return, Run, RunIndicator, Task
from workflow.queries.covering import lanes_beneath
from workflow.queries.standard import printed_waktu
from workflow.states import TaskState

SCHEMA = 1
#: What of a snapshot tells how far the procedure had come, and by whom.
PROGRESS = frozenset({"dated_on", "decisions", "returns", "signature", "steps"})
Data = dict[str, Any]


def collect(
    *,
    kind: str,
    run: Run,
    lane: Lane | None,
    now: datetime,
    signatory: Officeholder | None = None,
) -> tuple[Data, list[int]]:
    """What a report of this kind says about a run (or one lane of it), and its revision ids.

    `signatory`: whose approval it is frozen for; without one, who is to sign it today.
    """
    agency = run.agency
    carried = _carried(run, lane)
    rows = [row for row in year_rows(agency, run.year) if row.indicator.pk in carried]
    history = _history(rows, run.year)
    evidence = _evidence(rows, run.triwulan)
    changes = _target_changes((row.indicator.pk for row in rows), run.year)
    figures = [
        _figure(row, run, carried, history, evidence)
        | {"target_changes": changes.get(row.indicator.pk, [])}
        for row in rows
    ]
    zone = ZoneInfo(agency.time_zone)
    data = {
        "schema": SCHEMA,
        "markup": MARKED,
        "kind": kind,
        "agency": letterhead_of(agency),
        "scale": [[step.above, step.label] for step in scale_of(agency)],
        "average_cap": agency.government.average_cap,
        "period": {"year": run.year, "triwulan": run.triwulan},
        "lane": lane.label if lane else "",
        "sop": {
            "nama": run.document.name,
            "nomor": run.version.nomor,
            "version": run.version.number,
        },
        "sasaran": _by_sasaran(figures),
        "budget": _budget(agency, run.year) if kind == ReportKind.LKJIP else [],
        "organization": _organization(agency) if kind == ReportKind.LKJIP else [],
        "narratives": _narratives(agency, run.year) if kind == ReportKind.LKJIP else [],
        "output": _outputs(kind, run, lane) if kind in INNER_KINDS else [],
        "steps": [] if kind == ReportKind.LANE else _steps(run, lane),
        "returns": [] if kind == ReportKind.LANE else _returns(run, lane, zone),
        "decisions": _decisions(run, carried, zone),
        "signature": signature_under(signatory)
        if signatory
        else _signature(kind, run, lane, now.astimezone(zone).date()),
        "dated_on": now.astimezone(zone).date().isoformat(),
    }
    if kind == ReportKind.LKJIP:
        data["e81"] = kept_evaluation(agency, run.year, rows)
    revisions = [
        realisasi.current_id
        for row in rows
        for triwulan, realisasi in row.saved.items()
        if realisasi.current_id and (kind == ReportKind.LKJIP or triwulan == run.triwulan)
    ]
    return data, revisions


def freeze(
    *,
    kind: str,
    run: Run,
    lane: Lane | None,
    now: datetime,
    signatory: Officeholder | None = None,
) -> Snapshot:
    """Collect and store a snapshot; the same content gives the row that is already there."""
    data, revisions = collect(kind=kind, run=run, lane=lane, now=now, signatory=signatory)
    return store(agency=run.agency, kind=kind, data=data, revisions=revisions, now=now)


def store(
    *, agency: Agency, kind: str, data: Data, revisions: Iterable[int], now: datetime
) -> Snapshot:
    """The snapshot of this content: a new row, or the one that says the same already."""
    content = canonical(data)
    digest = hashlib.sha256(content.encode()).hexdigest()
    snapshot, is_new = Snapshot.objects.get_or_create(
        sha256=digest,
        defaults={
            "agency": agency,
            "kind": kind,
            "schema": SCHEMA,
            "content": content,
            "created_at": now,
        },
    )
    if is_new:
        snapshot.revisions.set(revisions)
    return snapshot


def says_the_same(old: Snapshot, new: Snapshot) -> bool:
    """Whether two snapshots differ in nothing but how far the procedure had come."""
    first, second = (_lasting(json.loads(each.content)) for each in (old, new))
    return first == second


def _lasting(data: Data) -> Data:
    """A snapshot without what the steps of the procedure change by themselves, and its format."""
    for group in data["sasaran"]:
        for figure in group["figures"]:
            for quarter in figure["quarters"]:
                quarter.pop("state")
    return {key: value for key, value in data.items() if key not in (*PROGRESS, "markup", "output")}


def canonical(data: Data) -> str:
    """JSON with sorted keys, Decimal as text, dates in ISO: the same data is the same text."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def _carried(run: Run, lane: Lane | None) -> dict[int, str]:
    """Indicator id → label of the lane that fills it."""
    rows = RunIndicator.objects.filter(run=run).select_related("lane")
    if lane is not None:
        rows = rows.filter(lane__in=lanes_beneath(run, lane))
    return {row.indicator_id: row.lane.label for row in rows}


def _figure(
    row: YearRow,
    run: Run,
    carried: dict[int, str],
    history: dict[int, list[Data]],
    evidence: dict[int, list[str]],
) -> Data:
    indicator = row.indicator
    saved = row.saved.get(run.triwulan)
    provisional = row.provisional
    return {
        "code": indicator.code,
        "name": indicator.name,
        "level": indicator.level,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "rule": indicator.formula,
        "weight": indicator.weight,
        "aggregation": indicator.aggregation,
        "tujuan": indicator.tujuan.name if indicator.tujuan else "",
        "sasaran": indicator.sasaran.name if indicator.sasaran else "",
        "program": indicator.program,
        "lane": carried[indicator.pk],
        "responsible": _responsible(row),
        "quarters": [
            _judged(judgement, row)
            | {"triwulan": triwulan, "is_sementara": triwulan in provisional}
            | _words(row, triwulan)
            for triwulan, judgement in sorted(row.quarters.items())
            if triwulan <= run.triwulan
        ],
        "annual": _judged(row.annual, row) | {"is_sementara": 0 in provisional},
        "measure_note": row.notation.note,
        "history": history.get(indicator.pk, []),
        "renstra": {
            "year": indicator.renstra_year,
            "target": indicator.renstra_target,
            "upper": indicator.renstra_upper,
            "target_said": indicator.renstra_target_said
            if row.notation.is_worded or indicator.renstra_upper is not None
            else "",
        },
        "national_standard": indicator.national_standard,
        "evidence": evidence.get(saved.pk, []) if saved else [],
        "is_example": indicator.is_example,
        "source_document": indicator.source_document,
    }


def _responsible(row: YearRow) -> str:
    position, unit = row.indicator.responsible_position, row.indicator.responsible_unit
    return position.name if position else unit.name if unit else ""


def _judged(judgement: Judgement, row: YearRow) -> Data:
    """A judgement; what is no plain number also has its words."""
    capaian, notation, made = judgement.capaian, row.notation, judgement.realisasi.value
    is_plain = not notation.is_worded and judgement.upper is None
    return {
        "target_said": ""
        if is_plain
        else say_target(judgement.target, judgement.upper, notation, row.indicator.decimals),
        "realisasi_said": notation.say(made) if notation.is_worded else "",
        "target": judgement.target,
        "basis": judgement.basis,
        "realisasi": judgement.realisasi.value,
        "realisasi_reason": judgement.realisasi.reason,
        "capaian": capaian.value,
        "capaian_reason": capaian.reason,
        "formula": capaian.formula,
    }


def _words(row: YearRow, triwulan: int) -> Data:
    saved = row.saved.get(triwulan)
    revision = saved.current if saved else None
    if revision is None:
        return {"state": "", "revision": None}
    names = (*WORDS, "rtl_pic", "rtl_due_on", "unavailable_reason")
    return {
        "state": saved.state if saved else "",
        "revision": revision.number,
        **{name: getattr(revision, name) for name in names},
    }


def _by_sasaran(figures: list[Data]) -> list[Data]:
    """Figures grouped as the plan groups them; those of a tujuan or program stand by themselves."""
    groups: dict[tuple[str, str], list[Data]] = defaultdict(list)
    for figure in figures:
        groups[(figure["tujuan"], figure["sasaran"])].append(figure)
    return [
        {"tujuan": tujuan, "sasaran": sasaran, "figures": rows}
        for (tujuan, sasaran), rows in groups.items()
    ]


def _history(rows: Iterable[YearRow], year: int) -> dict[int, list[Data]]:
    """Indicator id → its earlier years, published or approved here, oldest first."""
    past = past_years([row.indicator for row in rows], before=year)
    return {pk: [_past(each) for each in years] for pk, years in past.items()}


def _past(row: History) -> Data:
    return {
        "year": row.year,
        "target": row.target,
        "realisasi": row.realisasi,
        "said": row.realisasi_said if row.indicator.notation(row.year).is_worded else "",
    }


def _target_changes(ids: Iterable[int], year: int) -> dict[int, list[Data]]:
    """Targets of the year, or of one triwulan, that were changed (PK Perubahan), oldest first."""
    periods: dict[tuple[int, int], list[Data]] = defaultdict(list)
    rows = TargetRevision.objects.filter(indicator__in=list(ids), year=year)
    for row in rows.select_related("indicator").order_by("effective_on", "pk"):
        periods[row.indicator_id, row.triwulan or 0].append(
            {
                "triwulan": row.triwulan,
                "said": _target_said(row),
                "effective_on": row.effective_on,
                "document": row.document,
            }
        )
    found: dict[int, list[Data]] = defaultdict(list)
    for (indicator, _triwulan), targets in sorted(periods.items()):
        found[indicator] += targets if len(targets) > 1 else []
    return found


def _target_said(row: TargetRevision) -> str:
    notation = row.indicator.notation(row.year)
    return row.code or say_target(row.value, row.upper, notation, row.indicator.decimals)


def _evidence(rows: list[YearRow], triwulan: int) -> dict[int, list[str]]:
    ids = [row.saved[triwulan].pk for row in rows if triwulan in row.saved]
    found: dict[int, list[str]] = defaultdict(list)
    for each in BuktiDukung.objects.filter(realisasi__in=ids, removed_at=None):
        is_unmet = each.kind == BuktiDukung.Kind.UNMET
        said = f"tidak dapat dipenuhi: {each.title}" if is_unmet else each.title
        found[each.realisasi_id].append(said)
    return found


def _budget(agency: Agency, year: int) -> list[Data]:
    return [
        {
            "program": line.program,
            "kegiatan": line.kegiatan,
            "pagu": line.pagu,
            "realisasi": line.spent,
            "is_example": line.is_example,
            "source_document": line.source_document,
        }
        for line in BudgetLine.objects.filter(agency=agency, year=year)
    ]


def _organization(agency: Agency) -> list[Data]:
    """The posts of the agency, each with its superior's key."""
    rows = agency.positions.order_by("order", "name").values_list("key", "superior__key", "name")
    return [{"key": key, "superior": above or "", "name": name} for key, above, name in rows]


def _narratives(agency: Agency, year: int) -> list[Data]:
    found = Narrative.objects.filter(agency=agency, year=year, section__in=SECTIONS)
    rows = found.select_related("sasaran")
    return [
        {
            "section": row.section,
            "sasaran": row.sasaran.name if row.sasaran else "",
        }
        | frozen(row.text, row.markup)
        for row in rows.order_by("section", "sasaran__order", "pk")
    ]


def _outputs(kind: str, run: Run, lane: Lane | None) -> list[str]:
    """What the SOP itself calls this report, as its steps of this lane print it."""
    level: dict[str, Any] = {"step__level": None}
    if lane is not None and lane.parent_id is not None:
        level = {"step__level__key": lane.level}
    printed = SopGood.objects.filter(
        step__version=run.version_id,
        column=SopGood.Column.OUTPUT,
        artifact__in=[artifact for artifact, made in ARTIFACTS.items() if made == kind],
        **level,
    )
    rows = printed.order_by("step__order", "order").values_list("text", flat=True)
    return list(dict.fromkeys(rows))


def _steps(run: Run, lane: Lane | None) -> list[Data]:
    """Every task so far with its standard and the working minutes it took.

    Of a lane: those of the lane, of the lanes beneath, and of those above, which led to it.
    """
    calendar = calendar_of(run.agency)
    tasks = Task.objects.filter(run=run).select_related("step__actor", "lane")
    if lane is not None:
        tasks = tasks.filter(lane__in=[*lanes_beneath(run, lane), *_above(run, lane)])
    rows = tasks.prefetch_related("step__waktu").order_by("step__order", "lane__order", "round")
    return [
        {
            "nomor": task.step.nomor,
            "kegiatan": task.step.kegiatan,
            "actor": task.step.actor.label,
            "lane": task.lane.label if task.lane.parent_id else "",
            "round": task.round,
            "scope": task.scope,
            "state": task.state,
            "standard": "; ".join(printed_waktu(task.step, task.scope)),
            "ready_at": task.ready_at,
            "due_at": task.due_at,
            "finished_at": task.finished_at,
            "minutes": int(between(calendar, task.ready_at, task.finished_at).total_seconds() // 60)
            if task.ready_at and task.finished_at
            else None,
        }
        for task in rows
    ]


def _above(run: Run, lane: Lane) -> list[int]:
    """Ids of the lanes that this one lies in."""
    parents = {each.pk: each.parent_id for each in run.lanes.all()}
    found, parent = [], lane.parent_id
    while parent is not None:
        found.append(parent)
        parent = parents[parent]
    return found


def _returns(run: Run, lane: Lane | None, zone: ZoneInfo) -> list[Data]:
    """What came back (of a lane: to or within it), with the moment by the office's own clock."""
    rows = Return.objects.filter(task__run=run).select_related("task__step", "to_step")
    if lane is not None:
        own = lanes_beneath(run, lane)
        rows = rows.filter(Q(lanes__in=own) | Q(task__lane__in=own)).distinct()
    return [
        {
            "at": row.at.astimezone(zone),
            "from": row.task.step.kegiatan,
            "to": row.to_step.kegiatan,
            "lanes": sorted(lane.label for lane in row.lanes.all()),
            "reason": _reasons(row),
        }
        for row in rows.prefetch_related("lanes", "items__run_indicator__indicator").order_by(
            "at", "pk"
        )
    ]


def _reasons(row: Return) -> str:
    """Why as a whole, and in brackets each figure that has another reason: a cell has one line."""
    items = [each for each in row.items.all() if each.reason != row.reason]
    own = "; ".join(f"{each.run_indicator.indicator.name}: {each.reason}" for each in items)
    return f"{row.reason} ({own})" if own else row.reason


def _signature(kind: str, run: Run, lane: Lane | None, on: date) -> dict[str, str]:
    is_inner = kind in INNER_KINDS
    return judge_signature(run, lane, on) if is_inner else signature_of(run.agency, on)


def _decisions(run: Run, carried: Iterable[int], zone: ZoneInfo) -> list[Data]:
    """Recorded approvals (persetujuan tercatat) of these indicators, one line per task: who,
    as what, when by the office's own clock."""
    approved = Decision.Verdict.APPROVED
    decisions = Decision.objects.filter(
        task__run=run,
        task__state=TaskState.DONE,
        verdict=approved,
        revision__realisasi__indicator__in=carried,
    )
    rows = (
        decisions.order_by()
        .values_list(
            "task__step__kegiatan",
            "task__lane__label",
            "officeholder__position__name",
            "officeholder__capacity",
        )
        .annotate(last=Max("at"))
        .order_by("last", "task_id")
    )
    names = ("kegiatan", "lane", "position", "capacity", "at")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [each | {"at": each["at"].astimezone(zone)} for each in found]
