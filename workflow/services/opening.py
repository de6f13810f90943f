"""Opening a triwulan: exactly once per agency, SOP and period, whatever was down."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization.models import Agency
from organization.queries import calendar_of
from organization.services import record_event
from organization.worktime import next_moment
from sop.models import SopActor, SopDocument
from workflow import flow
from workflow.models import Disposisi, Lane, LaneActor, Notice, Run, RunIndicator
from workflow.period import Period
from workflow.queries.board import board_of
from workflow.queries.triggers import Due, due_of
from workflow.services.applying import apply_moves
from workflow.services.disposisi import draft_hops, next_agenda_number
from workflow.services.notifying import notify_positions
from workflow.services.planning import OpeningPlan, leave_out, plan_opening

#: Local time of the daily check; a triwulan opens on its day even when that is a holiday.
OPENS_AT_MINUTE = 10


class OpeningBlocked(Exception):
    """A plan with problems was to be opened; `problems` are sentences for the planning side."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Opening:
    """One triwulan of one SOP that is due: opened now, already open, or blocked."""

    document: SopDocument
    period: Period
    run: Run | None = None
    is_new: bool = False
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def due_openings(*, now: datetime) -> list[Due]:
    """Every triwulan that should be open by now and is not, oldest first, per agency's own zone."""
    existing = set(Run.objects.values_list("document_id", "year", "triwulan"))
    documents = SopDocument.objects.filter(agency__is_active=True).select_related(
        "agency__government"
    )
    found = [
        due
        for document in documents.prefetch_related("versions")
        for due in due_of(document, _opening_day(document.agency, now))
        if (document.pk, due.period.year, due.period.triwulan) not in existing
    ]
    return sorted(found, key=lambda due: (due.period, due.document.pk))


def open_due(*, now: datetime, dry_run: bool = False) -> list[Opening]:
    """Open whatever is due, each in a transaction of its own, and say what happened.

    One agency that cannot be opened stops no other; its planning side is told once a day.
    """
    results = []
    for due in due_openings(now=now):
        document, period = due.document, due.period
        plan = plan_due(due, now)
        if plan.problems:
            results.append(_blocked(document, period, plan, now, dry_run=dry_run))
        elif dry_run:
            results.append(Opening(document, period, warnings=tuple(plan.warnings)))
        else:
            run, is_new = open_run(plan=plan, period=period, now=now)
            results.append(Opening(document, period, run, is_new, (), tuple(plan.warnings)))
    return results


def plan_due(due: Due, now: datetime) -> OpeningPlan:
    """The plan by the version of its own day and the bindings of today.

    Where that version cannot open, the one in force today may be what mends it.
    """
    today = _today(due.document.agency, now)
    plan = plan_opening(document=due.document, on=today, version=due.version)
    if plan.problems:
        newer = plan_opening(document=due.document, on=today)
        return plan if newer.problems else newer
    return plan


def open_run(*, plan: OpeningPlan, period: Period, now: datetime) -> tuple[Run, bool]:
    """Open one triwulan: run, lanes, positions, indicators, sheet and first tasks. Idempotent.

    A second opener loses on the unique constraint and gets the run of the first.
    """
    try:
        with transaction.atomic():
            return _open(plan, period, now), True
    except IntegrityError:
        run = Run.objects.filter(
            document=plan.document, year=period.year, triwulan=period.triwulan
        ).first()
        if run is None:
            raise
        return run, False


def _open(plan: OpeningPlan, period: Period, now: datetime) -> Run:
    if plan.version is None or plan.problems:
        raise OpeningBlocked(plan.problems)
    # the agency's row is the lock: another opening waits here and then sees what this one collects
    Agency.objects.filter(pk=plan.document.agency_id).update(is_active=F("is_active"))
    run = Run.objects.create(
        agency=plan.document.agency,
        document=plan.document,
        version=plan.version,
        year=period.year,
        triwulan=period.triwulan,
        opened_at=now,
    )
    leave_out(plan, taken_elsewhere(run))
    _lay_lanes(run, plan)
    _write_sheet(run, now)
    record_event(
        agency=run.agency,
        subject_type="run",
        subject_id=run.pk,
        action="run.opened",
        at=now,
        data={"year": run.year, "triwulan": run.triwulan, "warnings": plan.warnings},
    )
    moves = flow.start(board_of(run).board)
    opened = apply_moves(run=run, moves=moves, now=now)
    draft_hops(tasks=opened, now=now)
    return run


def taken_elsewhere(run: Run) -> dict[int, str]:
    """Indicator id → the SOP of the agency that collects its figure of this triwulan already."""
    rows = RunIndicator.objects.filter(
        run__agency=run.agency, run__year=run.year, run__triwulan=run.triwulan
    ).exclude(run=run)
    return dict(rows.values_list("indicator_id", "run__document__name"))


def _lay_lanes(run: Run, plan: OpeningPlan) -> None:
    actors = {actor.key: actor for actor in SopActor.objects.filter(version=run.version)}
    rows: dict[int, Lane] = {}
    for order, planned in enumerate(plan.lanes):
        rows[id(planned)] = lane = Lane.objects.create(
            run=run,
            parent=rows[id(planned.parent)] if planned.parent else None,
            level=planned.level,
            key=planned.key,
            label=planned.label,
            unit=planned.binding.unit if planned.binding else None,
            position=planned.binding.position if planned.binding else None,
            order=order,
        )
        LaneActor.objects.bulk_create(
            LaneActor(lane=lane, actor=actors[key], position=position)
            for key, positions in planned.actors.items()
            for position in positions
        )
        RunIndicator.objects.bulk_create(
            RunIndicator(run=run, indicator=indicator, lane=lane, position=position)
            for indicator, position in planned.indicators
        )


def _write_sheet(run: Run, now: datetime) -> None:
    """The run's lembar disposisi, entered in the agenda on the first working moment."""
    calendar = calendar_of(run.agency)
    day = next_moment(calendar, now).astimezone(ZoneInfo(run.agency.time_zone)).date()
    Disposisi.objects.create(
        run=run,
        agency=run.agency,
        agenda_year=day.year,
        nomor_agenda=next_agenda_number(run.agency, day.year),
        surat_dari=run.agency.name,
        diterima_on=day,
        hal=_("%(sop)s Triwulan %(triwulan)s Tahun %(year)s")
        % {"sop": run.document.name, "triwulan": ROMAN[run.triwulan], "year": run.year},
    )


def _blocked(
    document: SopDocument, period: Period, plan: OpeningPlan, now: datetime, *, dry_run: bool
) -> Opening:
    if not dry_run and document.agency.signing_position is not None:
        notify_positions(
            positions=[document.agency.signing_position],
            kind=Notice.Kind.OPENING_FAILED,
            key=f"blocked:{document.pk}:{period.year}:{period.triwulan}:{now:%Y%m%d}",
            agency=document.agency,
            now=now,
            problems=" ".join(plan.problems),
        )
    return Opening(document, period, problems=tuple(plan.problems))


def _today(agency: Agency, now: datetime) -> date:
    return now.astimezone(ZoneInfo(agency.time_zone)).date()


def _opening_day(agency: Agency, now: datetime) -> date:
    """The day whose openings are due: before 00.10 it is still the day before."""
    local = now.astimezone(ZoneInfo(agency.time_zone))
    return date.fromordinal(
        local.date().toordinal() - int((local.hour, local.minute) < (0, OPENS_AT_MINUTE))
    )
