"""Opening a triwulan: exactly once per agency, SOP and period, whatever was down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization.models import Agency
from organization.queries import calendars_of
from organization.services import record_event
from organization.worktime import WorkCalendar, next_moment
from sop.models import SopDocument, SopVersion
from sop.queries import read_steps
from workflow import flow
from workflow.models import Disposisi, Notice, Run, RunIndicator
from workflow.period import Period
from workflow.queries.ground import Setting, settings_of
from workflow.queries.sources import Sources, sources_of
from workflow.queries.triggers import Due, due_of, is_shifted
from workflow.services.applying import apply_moves
from workflow.services.disposisi import next_agenda_number
from workflow.services.drafting import write_drafts
from workflow.services.laying import lay_ground
from workflow.services.notifying import notify_positions
from workflow.services.planning import OpeningPlan, leave_out, plan_opening

#: Local time of the daily check; a triwulan opens on its day even when that is a holiday.
OPENS_AT_MINUTE = 10
#: How many openings are read for at once; each is written in a transaction of its own.
AT_ONCE = 50


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
    # the YAML text is long, and nobody here reads it
    versions = Prefetch("versions", SopVersion.objects.defer("source"))
    documents = SopDocument.objects.filter(agency__is_active=True).select_related(
        "agency__government", "agency__signing_position"
    )
    rows = list(documents.prefetch_related(versions))
    calendars = calendars_of(document.agency for document in rows if is_shifted(document))
    found = [
        due
        for document in rows
        for due in due_of(
            document,
            _opening_day(document.agency, now),
            calendars.get(document.agency_id),
        )
        if (document.pk, due.period.year, due.period.triwulan) not in existing
    ]
    return sorted(found, key=lambda due: (due.period, due.document.pk))


def open_due(*, now: datetime, dry_run: bool = False) -> list[Opening]:
    """Open whatever is due, each in a transaction of its own, and say what happened.

    One agency that cannot be opened stops no other; its planning side is told once a day.
    """
    return list(openings(now=now, dry_run=dry_run))


def openings(*, now: datetime, dry_run: bool = False) -> Iterator[Opening]:
    """The same one after another, for whoever need not keep them all; read some at a time."""
    dues = due_openings(now=now)
    for start in range(0, len(dues), AT_ONCE):
        by_day: dict[date, list[Due]] = {}
        for due in dues[start : start + AT_ONCE]:
            by_day.setdefault(_today(due.document.agency, now), []).append(due)
        for today, same_day in by_day.items():
            yield from _open_several(same_day, today, now, dry_run=dry_run)


def _open_several(
    dues: Sequence[Due], today: date, now: datetime, *, dry_run: bool
) -> Iterator[Opening]:
    documents = [due.document for due in dues]
    read_steps(due.version for due in dues)
    sources = sources_of(documents, today)
    settings = settings_of((document.agency for document in documents), today)
    for due in dues:
        document, period = due.document, due.period
        plan = plan_due(due, today, sources[document.pk])
        if plan.problems:
            yield _blocked(document, period, plan, now, dry_run=dry_run)
        elif dry_run:
            yield Opening(document, period, warnings=tuple(plan.warnings))
        else:
            setting = settings[document.agency_id]
            run, is_new = open_run(plan=plan, period=period, now=now, setting=setting)
            yield Opening(document, period, run, is_new, (), tuple(plan.warnings))


def plan_due(due: Due, today: date, sources: Sources | None = None) -> OpeningPlan:
    """The plan by the version of its own day and the bindings of today.

    Where that version cannot open, the one in force today may be what mends it.
    """
    plan = plan_opening(document=due.document, on=today, version=due.version, sources=sources)
    if plan.problems:
        newer = plan_opening(document=due.document, on=today, sources=sources)
        return plan if newer.problems else newer
    return plan


def open_run(
    *, plan: OpeningPlan, period: Period, now: datetime, setting: Setting | None = None
) -> tuple[Run, bool]:
    """Open one triwulan: run, lanes, positions, indicators, sheet and first tasks. Idempotent.

    A second opener loses on the unique constraint and gets the run of the first. `setting`: the
    agency's calendar and people, where the caller has read them for many.
    """
    if plan.version is None or plan.problems:
        raise OpeningBlocked(plan.problems)
    agency = plan.document.agency
    given = setting or settings_of([agency], _today(agency, now))[agency.pk]
    try:
        with transaction.atomic():
            return _open(plan, plan.version, period, now, given), True
    except IntegrityError:
        run = Run.objects.filter(
            document=plan.document, year=period.year, triwulan=period.triwulan
        ).first()
        if run is None:
            raise
        return run, False


def _open(
    plan: OpeningPlan, version: SopVersion, period: Period, now: datetime, setting: Setting
) -> Run:
    run = Run.objects.create(
        agency=plan.document.agency,
        document=plan.document,
        version=version,
        year=period.year,
        triwulan=period.triwulan,
        opened_at=now,
    )
    leave_out(plan, taken_elsewhere(run))
    ground = lay_ground(run, plan, setting.calendar)
    sheet = _write_sheet(run, now, setting.calendar)
    record_event(
        agency=run.agency,
        subject_type="run",
        subject_id=run.pk,
        action="run.opened",
        at=now,
        data={"year": run.year, "triwulan": run.triwulan, "warnings": plan.warnings},
    )
    moves = flow.start(ground.board.board)
    opened = apply_moves(run=run, moves=moves, now=now, ground=ground, people=setting.people)
    giving = [task for task in opened if task.step.kind == "assign"]
    if giving:
        write_drafts(sheet=sheet, tasks=giving, ground=ground, now=now)
    return run


def taken_elsewhere(run: Run) -> dict[int, str]:
    """Indicator id → the SOP of the agency that collects its figure of this triwulan already."""
    rows = RunIndicator.objects.filter(
        run__agency=run.agency, run__year=run.year, run__triwulan=run.triwulan
    ).exclude(run=run)
    return dict(rows.values_list("indicator_id", "run__document__name"))


def _write_sheet(run: Run, now: datetime, calendar: WorkCalendar) -> Disposisi:
    """The run's lembar disposisi, entered in the agenda on the first working moment."""
    day = next_moment(calendar, now).astimezone(ZoneInfo(run.agency.time_zone)).date()
    return Disposisi.objects.create(
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
