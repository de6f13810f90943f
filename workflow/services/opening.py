"""Opening a triwulan: exactly once per agency, SOP and period, whatever was down."""

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.db import IntegrityError, InterfaceError, OperationalError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from organization.language import in_office_language
from organization.models import Agency
from organization.queries import calendar_of, calendars_of
from sop.models import SopDocument, SopVersion
from sop.queries import read_steps
from workflow.models import Notice, Run
from workflow.period import Period
from workflow.queries.sources import Sources, sources_of
from workflow.queries.stuck import Presence, people_of
from workflow.queries.triggers import Due, due_of, is_shifted
from workflow.services.notifying import notify_positions
from workflow.services.planning import OpeningPlan, plan_opening
from workflow.services.starting import Beginning, start_runs

logger = logging.getLogger(__name__)

#: Local time of the daily check; a triwulan opens on its day even when that is a holiday.
OPENS_AT_MINUTE = 10
#: How many agencies are read and written at once.
AT_ONCE = 100
#: The generation of objects up to which a batch leaves garbage.
YOUNG = 1


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
    """Open whatever is due and say what happened.

    One agency that cannot be opened stops no other; its planning side is told once a day.
    """
    return list(openings(now=now, dry_run=dry_run))


def openings(*, now: datetime, dry_run: bool = False) -> Iterator[Opening]:
    """The same one after another, for whoever need not keep them all; read some at a time."""
    waiting = [_waiting(due, now) for due in due_openings(now=now)]
    # documents and versions hold each other, so that only the collector frees what was read
    gc.collect()
    while waiting:
        batch = _batch(waiting)
        done = set(batch)
        waiting = [each for each in waiting if each not in done]
        with _without_collector():
            opened = list(_open_several(_read(batch), batch[0].today, now, dry_run=dry_run))
        yield from opened
        # only now nothing holds the batch; collected before, what it left would grow old
        del opened
        gc.collect(YOUNG)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Thousands of rows are made at once and nearly all stay: looking for garbage among them costs
    a fifth of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is due, by its keys alone: however many agencies, only one batch is held in memory."""

    agency: int
    version: int
    period: Period
    today: date


def _waiting(due: Due, now: datetime) -> _Waiting:
    agency = due.document.agency
    return _Waiting(agency.pk, due.version.pk, due.period, _today(agency, now))


def _batch(waiting: Sequence[_Waiting]) -> list[_Waiting]:
    """The first of one day, each agency once: its next triwulan builds on the one before."""
    first: dict[int, _Waiting] = {}
    for each in waiting:
        first.setdefault(each.agency, each)
    same_day = (each for each in first.values() if each.today == waiting[0].today)
    return list(islice(same_day, AT_ONCE))


def _read(batch: Sequence[_Waiting]) -> list[Due]:
    versions = (
        SopVersion.objects.defer("source")
        .select_related("document__agency__government", "document__agency__signing_position")
        .in_bulk([each.version for each in batch])
    )
    found = (versions[each.version] for each in batch)
    return [Due(v.document, each.period, v) for v, each in zip(found, batch, strict=True)]


def _open_several(
    dues: Sequence[Due], today: date, now: datetime, *, dry_run: bool
) -> Iterator[Opening]:
    documents = [due.document for due in dues]
    read_steps(due.version for due in dues)
    sources = sources_of(documents, today)
    ready: list[tuple[Due, OpeningPlan]] = []
    for due in dues:
        plan = plan_due(due, today, sources[due.document.pk])
        if plan.problems:
            yield _blocked(due.document, due.period, plan.problems, now, dry_run=dry_run)
        elif dry_run:
            yield Opening(due.document, due.period, warnings=tuple(plan.warnings))
        else:
            ready.append((due, plan))
    if ready:
        yield from _write(ready, today, now)


def _write(
    ready: Sequence[tuple[Due, OpeningPlan]], today: date, now: datetime
) -> Iterator[Opening]:
    """All of them in one transaction; where that fails each in its own, so that one stops none."""
    calendars = calendars_of(due.document.agency for due, _plan in ready)
    people = people_of(calendars, today)
    beginnings = [
        Beginning(plan, plan.version, due.period, calendars[due.document.agency_id])
        for due, plan in ready
        if plan.version is not None
    ]
    try:
        runs = start_runs(beginnings, people=people, now=now)
    except (OperationalError, InterfaceError):
        # the database itself is gone or busy: the next sweep begins anew
        raise
    except Exception:
        # whatever it is, it is one agency's: found out below
        for each in beginnings:
            yield _alone(each, people, now)
        return
    for run, each in zip(runs, beginnings, strict=True):
        yield Opening(
            run.document, each.period, run, is_new=True, warnings=tuple(each.plan.warnings)
        )


@in_office_language
def _alone(beginning: Beginning, people: Presence, now: datetime) -> Opening:
    """One opening in a transaction of its own; what goes wrong is told and logged, not raised."""
    plan, document, period = beginning.plan, beginning.plan.document, beginning.period
    try:
        run, is_new = _open_one(beginning, people, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("opening failed: document %s, %s", document.pk, period)
        problem = _("Pembukaan gagal karena galat pada sistem; rinciannya ada di log server.")
        return _blocked(document, period, [problem], now, dry_run=False)
    return Opening(document, period, run, is_new, (), tuple(plan.warnings))


def plan_due(due: Due, today: date, sources: Sources | None = None) -> OpeningPlan:
    """The plan by the version of its own day and the bindings of today.

    Where that version cannot open, the one in force today may be what mends it.
    """
    plan = plan_opening(document=due.document, on=today, version=due.version, sources=sources)
    if plan.problems:
        newer = plan_opening(document=due.document, on=today, sources=sources)
        return plan if newer.problems else newer
    return plan


def open_run(*, plan: OpeningPlan, period: Period, now: datetime) -> tuple[Run, bool]:
    """Open one triwulan: run, lanes, positions, indicators, sheet and first tasks. Idempotent.

    A second opener loses on the unique constraint and gets the run of the first.
    """
    if plan.version is None or plan.problems:
        raise OpeningBlocked(plan.problems)
    agency = plan.document.agency
    beginning = Beginning(plan, plan.version, period, calendar_of(agency))
    return _open_one(beginning, people_of([agency.pk], _today(agency, now)), now)


def _open_one(beginning: Beginning, people: Presence, now: datetime) -> tuple[Run, bool]:
    document, period = beginning.plan.document, beginning.period
    try:
        [run] = start_runs([beginning], people=people, now=now)
    except IntegrityError:
        found = document.runs.filter(year=period.year, triwulan=period.triwulan).first()
        if found is None:
            raise
        return found, False
    return run, True


@in_office_language
def _blocked(
    document: SopDocument, period: Period, problems: Sequence[str], now: datetime, *, dry_run: bool
) -> Opening:
    if not dry_run and document.agency.signing_position is not None:
        notify_positions(
            positions=[document.agency.signing_position],
            kind=Notice.Kind.OPENING_FAILED,
            key=f"blocked:{document.pk}:{period.year}:{period.triwulan}:{now:%Y%m%d}",
            agency=document.agency,
            now=now,
            problems=" ".join(problems),
        )
    return Opening(document, period, problems=tuple(problems))


def _today(agency: Agency, now: datetime) -> date:
    return now.astimezone(ZoneInfo(agency.time_zone)).date()


def _opening_day(agency: Agency, now: datetime) -> date:
    """The day whose openings are due: before 00.10 it is still the day before."""
    local = now.astimezone(ZoneInfo(agency.time_zone))
    return date.fromordinal(
        local.date().toordinal() - int((local.hour, local.minute) < (0, OPENS_AT_MINUTE))
    )
