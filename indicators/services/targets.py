"""Targets are appended with the date from which they count; a recorded one is never rewritten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.access import TableProblem
from indicators.models import Indicator, TargetRevision
from indicators.services.lines import IndicatorLine
from organization.models import User


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
        wanted = dict[int | None, Decimal](line.quarters.items())
        if line.target is not None:
            wanted[None] = line.target
        for triwulan, value in wanted.items():
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
                        value=value,
                        document=line.target_document,
                        effective_on=line.effective_on,
                        recorded_at=now,
                        recorded_by=recorded_by,
                    )
                )
            elif (old.value, old.basis) != (value, basis):
                problems.append(_rewritten(line, triwulan))
    return fresh


def _rewritten(line: IndicatorLine, triwulan: int | None) -> TableProblem:
    return TableProblem(
        line.row,
        f"tw{triwulan}" if triwulan else "target",
        _("sudah tercatat dengan nilai lain untuk tanggal ini; beri effective_on yang lebih baru."),
    )
