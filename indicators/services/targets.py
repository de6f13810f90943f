"""Targets are appended with the date from which they count; a recorded one is never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indicators.access import MandateTooNarrow, TableProblem, TargetRefused
from indicators.measures import TargetValue
from indicators.models import Indicator, TargetRevision
from indicators.services.lines import IndicatorLine
from organization.access import Acting
from organization.models import Capacity, User
from organization.services import record_event


def missing_targets(
    lines: Sequence[IndicatorLine],
    indicators: Mapping[str, Indicator],
    problems: list[TableProblem],
    now: datetime,
    recorded_by: User | None,
) -> list[TargetRevision]:
    """A row per target that is not recorded yet; one recorded with another value is a problem."""
    saved = {
        (each.indicator_id, each.year, each.triwulan, each.effective_on): each
        for each in TargetRevision.objects.filter(indicator__in=[i.pk for i in indicators.values()])
    }
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
                fresh.append(
                    TargetRevision(
                        indicator=indicator,
                        year=line.year,
                        triwulan=triwulan,
                        basis=basis,
                        **asdict(target),
                        document=line.target_document,
                        effective_on=line.effective_on,
                        recorded_at=now,
                        recorded_by=recorded_by,
                    )
                )
            elif (old.value, old.upper, old.basis) != (target.value, target.upper, basis):
                problems.append(_rewritten(line, triwulan))
    return fresh


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target as a head decides it; `triwulan` None is the year's target."""

    year: int
    triwulan: int | None
    basis: str
    value: TargetValue
    document: str
    effective_on: date


def revise_target(
    *, indicator: Indicator, target: NewTarget, acting: Acting, now: datetime
) -> TargetRevision:
    """Append a changed target (PK Perubahan); earlier triwulan keep the one in force before.

    Source: PermenPAN-RB 53/2014, perjanjian kinerja perubahan. Raises MandateTooNarrow for a Plt
    or Plh, and TargetRefused where that day already has a target or the day is in another year.
    """
    if acting.capacity != Capacity.DEFINITIF:
        raise MandateTooNarrow(acting.officeholder)
    if target.effective_on.year != target.year:
        raise TargetRefused("effective_on", _("Tanggal berlaku harus di dalam tahun targetnya."))
    try:
        with transaction.atomic():
            row = TargetRevision.objects.create(
                indicator=indicator,
                year=target.year,
                triwulan=target.triwulan,
                basis=target.basis,
                **asdict(target.value),
                document=target.document,
                effective_on=target.effective_on,
                recorded_at=now,
                recorded_by=acting.user,
            )
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


def _rewritten(line: IndicatorLine, triwulan: int | None) -> TableProblem:
    return TableProblem(
        line.row,
        f"tw{triwulan}" if triwulan else "target",
        _("sudah tercatat dengan nilai lain untuk tanggal ini; beri effective_on yang lebih baru."),
    )
