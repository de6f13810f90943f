"""Writing the runs of several agencies at once, table after table, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization.language import in_office_language
from organization.models import Agency
from organization.services import Happening, record_events
from organization.worktime import WorkCalendar, next_moment
from sop.models import SopVersion
from workflow import flow
from workflow.models import Disposisi, Run, RunIndicator, Task
from workflow.period import Period
from workflow.queries.ground import Ground
from workflow.queries.stuck import Presence
from workflow.services.applying import open_first
from workflow.services.drafting import SheetOrders, write_drafts
from workflow.services.laying import Bed, lay_grounds
from workflow.services.planning import OpeningPlan, leave_out


@dataclass(frozen=True, slots=True)
class Beginning:
    """A run to be written: a plan without problems, its version and triwulan, and the calendar."""

    plan: OpeningPlan
    version: SopVersion
    period: Period
    calendar: WorkCalendar


@in_office_language
def start_runs(beginnings: Sequence[Beginning], *, people: Presence, now: datetime) -> list[Run]:
    """Write runs, lanes, positions, indicators, sheets and first tasks; at most one run per agency.

    The number of queries is the same for any number of runs (levels of lanes aside). `people`: who
    is there in all these agencies. Raises IntegrityError where one of them is open already; then
    none of them is written.
    """
    with transaction.atomic():
        _lock(beginnings)
        runs = _write_runs(beginnings, now)
        taken = taken_elsewhere(runs)
        for run, each in zip(runs, beginnings, strict=True):
            leave_out(each.plan, taken[run.pk])
        grounds = lay_grounds(
            [Bed(run, each.plan, each.calendar) for run, each in zip(runs, beginnings, strict=True)]
        )
        sheets = _write_sheets(grounds, now)
        record_events(
            (_opened(run, each.plan) for run, each in zip(runs, beginnings, strict=True)), at=now
        )
        starts = [(ground, flow.start(ground.board.board)) for ground in grounds]
        tasks = open_first(starts, people=people, now=now)
        write_drafts(_orders(grounds, sheets, tasks), now=now)
    return runs


def _lock(beginnings: Sequence[Beginning]) -> None:
    """Hold the agencies' rows, always in one order: another opening of theirs waits, and then sees
    what this one collects. SQLite has begun the transaction with its only lock.
    """
    agencies = [each.plan.document.agency_id for each in beginnings]
    rows = Agency.objects.select_for_update(no_key=True).filter(pk__in=agencies).order_by("pk")
    list(rows.values_list("pk"))


def _write_runs(beginnings: Sequence[Beginning], now: datetime) -> list[Run]:
    return Run.objects.bulk_create(
        Run(
            agency=each.plan.document.agency,
            document=each.plan.document,
            version=each.version,
            year=each.period.year,
            triwulan=each.period.triwulan,
            opened_at=now,
        )
        for each in beginnings
    )


def taken_elsewhere(runs: Sequence[Run]) -> dict[int, dict[int, str]]:
    """Per run: indicator id → the other SOP that collects its figure of this triwulan already."""
    by_period = {(run.agency_id, run.year, run.triwulan): run.pk for run in runs}
    rows = RunIndicator.objects.filter(
        run__agency__in=[run.agency_id for run in runs], run__year__in={run.year for run in runs}
    ).exclude(run__in=runs)
    found: dict[int, dict[int, str]] = {run.pk: {} for run in runs}
    for agency, year, triwulan, indicator, name in rows.values_list(
        "run__agency", "run__year", "run__triwulan", "indicator", "run__document__name"
    ):
        run = by_period.get((agency, year, triwulan))
        if run is not None:
            found[run][indicator] = name
    return found


def _opened(run: Run, plan: OpeningPlan) -> Happening:
    data = {"year": run.year, "triwulan": run.triwulan, "warnings": plan.warnings}
    return Happening(run.agency, "run", run.pk, "run.opened", data)


def _write_sheets(grounds: Sequence[Ground], now: datetime) -> list[Disposisi]:
    """Each run's lembar disposisi, entered in the agenda on the first working moment.

    The unique constraint settles a tie for a nomor agenda.
    """
    days = [
        next_moment(each.calendar, now).astimezone(ZoneInfo(each.run.agency.time_zone)).date()
        for each in grounds
    ]
    agencies = [each.run.agency_id for each in grounds]
    entered = Disposisi.objects.filter(agency__in=agencies, agenda_year__in={d.year for d in days})
    last = {
        (agency, year): number
        for agency, year, number in entered.order_by()
        .values_list("agency", "agenda_year")
        .annotate(last=Max("nomor_agenda"))
    }
    return Disposisi.objects.bulk_create(
        Disposisi(
            run=each.run,
            agency=each.run.agency,
            agenda_year=day.year,
            nomor_agenda=last.get((each.run.agency_id, day.year), 0) + 1,
            surat_dari=each.run.agency.name,
            diterima_on=day,
            hal=_("%(sop)s Triwulan %(triwulan)s Tahun %(year)s")
            % {
                "sop": each.run.document.name,
                "triwulan": ROMAN[each.run.triwulan],
                "year": each.run.year,
            },
        )
        for each, day in zip(grounds, days, strict=True)
    )


def _orders(
    grounds: Sequence[Ground], sheets: Sequence[Disposisi], tasks: Sequence[Task]
) -> list[SheetOrders]:
    """The assign tasks among the first ones, each with the sheet on which it is given."""
    giving: dict[int, list[Task]] = {}
    for task in tasks:
        if task.step.kind == "assign":
            giving.setdefault(task.run_id, []).append(task)
    return [
        SheetOrders(sheet, giving[ground.run.pk], ground)
        for ground, sheet in zip(grounds, sheets, strict=True)
        if ground.run.pk in giving
    ]
