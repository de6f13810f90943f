"""Targets are appended with the date from which they count; a recorded one is never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indicators.access import MandateTooNarrow, TableProblem, TargetRefused
from indicators.measures import TargetValue
from indicators.models import Indicator, TargetRevision
from indicators.queries import targets_by_indicator
from indicators.services.judging import judged_periods, target_fault
from indicators.services.lines import IndicatorLine
from organization.access import Acting
from organization.models import Capacity, User
from organization.services import record_event


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target as a head decides it; `triwulan` None is the year's target."""

    year: int
    triwulan: int | None
    basis: str
    value: TargetValue
    document: str
    effective_on: date


def missing_targets(
    lines: Sequence[IndicatorLine],
    indicators: Mapping[str, Indicator],
    problems: list[TableProblem],
    now: datetime,
    recorded_by: User | None,
) -> list[TargetRevision]:
    """A row per target that is not recorded yet; one recorded with another value is a problem."""
    ids = [each.pk for each in indicators.values()]
    recorded: dict[tuple[int, int], list[TargetRevision]] = {}
    for each in TargetRevision.objects.filter(indicator__in=ids).order_by("effective_on", "pk"):
        recorded.setdefault((each.indicator_id, each.year), []).append(each)
    saved = {
        (each.indicator_id, each.year, each.triwulan, each.effective_on): each
        for rows in recorded.values()
        for each in rows
    }
    judged = judged_periods(ids)
    fresh = []
    for line in lines:
        wanted = dict[int | None, TargetValue](line.quarters.items())
        if line.target is not None:
            wanted[None] = line.target
        for triwulan, target in wanted.items():
            indicator = indicators[line.code]
            basis = line.basis if triwulan else TargetRevision.Basis.OWN
            old = saved.get((indicator.pk, line.year, triwulan, line.effective_on))
            if old is None:
                new = NewTarget(
                    line.year, triwulan, basis, target, line.target_document, line.effective_on
                )
                before = recorded.get((indicator.pk, line.year), [])
                fault = target_fault(indicator, new, before, judged.get(indicator.pk, ()))
                if fault is not None:
                    problems.append(TableProblem(line.row, _column(triwulan), fault.sentence))
                fresh.append(_row(indicator, new, now, recorded_by))
            elif (old.value, old.upper, old.basis) != (target.value, target.upper, basis):
                problems.append(_rewritten(line, triwulan))
    return fresh


def revise_target(
    *, indicator: Indicator, target: NewTarget, acting: Acting, now: datetime
) -> TargetRevision:
    """Append a changed target (PK Perubahan); earlier triwulan keep the one in force before.

    Source: PermenPAN-RB 53/2014, perjanjian kinerja perubahan. Raises MandateTooNarrow for a Plt
    or Plh, and TargetRefused where that day already has a target or is in another year, where the
    indicator cannot have that number, and where a figure handed over would be judged anew.
    """
    if acting.capacity != Capacity.DEFINITIF:
        raise MandateTooNarrow(acting.officeholder)
    if target.effective_on.year != target.year:
        raise TargetRefused("effective_on", _("Tanggal berlaku harus di dalam tahun targetnya."))
    recorded = targets_by_indicator([indicator.pk], target.year).get(indicator.pk, [])
    judged = judged_periods([indicator.pk]).get(indicator.pk, ())
    fault = target_fault(indicator, target, recorded, judged)
    if fault is not None:
        raise TargetRefused(fault.field, fault.sentence)
    try:
        with transaction.atomic():
            row = _row(indicator, target, now, acting.user)
            row.save(force_insert=True)
            record_event(
                agency=indicator.agency,
                subject_type="indicator",
                subject_id=indicator.pk,
                action="target.revised",
                at=now,
                acting=acting,
                data={
                    "indicator": indicator.code,
                    "year": target.year,
                    "triwulan": target.triwulan,
                    "value": row.said,
                    "document": target.document,
                    "effective_on": target.effective_on.isoformat(),
                },
            )
    except IntegrityError as again:
        raise TargetRefused(
            "effective_on",
            _("Sudah ada target yang berlaku sejak tanggal ini; beri tanggal yang lain."),
        ) from again
    return row


def _row(indicator: Indicator, target: NewTarget, now: datetime, by: User | None) -> TargetRevision:
    return TargetRevision(
        indicator=indicator,
        year=target.year,
        triwulan=target.triwulan,
        basis=target.basis,
        **asdict(target.value),
        document=target.document,
        effective_on=target.effective_on,
        recorded_at=now,
        recorded_by=by,
    )


def _column(triwulan: int | None) -> str:
    """The column of a table in which a target stands."""
    return f"tw{triwulan}" if triwulan else "target"


def _rewritten(line: IndicatorLine, triwulan: int | None) -> TableProblem:
    return TableProblem(
        line.row,
        _column(triwulan),
        _("sudah tercatat dengan nilai lain untuk tanggal ini; beri effective_on yang lebih baru."),
    )
