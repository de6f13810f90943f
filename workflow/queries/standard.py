"""A step's standard time as its SOP prints it, as durations, and as a due time."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from organization.queries import lkjip_day
from organization.worktime import Duration, WorkCalendar, end_of_day
from sop.models import SopStep, SopWaktu
from workflow.due import due_at
from workflow.models import Run
from workflow.states import Scope


def waktu_rows(step: SopStep, scope: str) -> list[SopWaktu]:
    """The rows that hold for a scope."""
    return [each for each in step.waktu.all() if each.period in ("", scope)]


def printed_waktu(step: SopStep, scope: str) -> tuple[str, ...]:
    """The window and the standard, word for word; a bare number gets the unit of its column."""
    rows = [
        f"{each.text} {each.unit}" if each.text.isdigit() else each.text
        for each in waktu_rows(step, scope)
    ]
    return tuple(text for text in (step.window_text, *rows) if text)


def standard_parts(step: SopStep, scope: str) -> tuple[Duration, ...]:
    """The window and the standard time of a step for a scope, in that order; empty if none."""
    parts = []
    if step.window_value:
        parts.append(Duration(step.window_value, step.window_unit))
    rows = {waktu.period: waktu for waktu in step.waktu.all()}
    waktu = rows.get(scope) or rows.get("")
    if waktu is not None and not (scope == Scope.TAHUNAN and not waktu.period):
        parts.append(Duration(waktu.value, waktu.unit))
    return tuple(parts)


def standard_due(
    run: Run, step: SopStep, scope: str, ready_at: datetime, calendar: WorkCalendar
) -> datetime:
    """The due time of work that is ready at a moment, by its standard time or the legal day."""
    parts = standard_parts(step, scope)
    if not parts and scope == Scope.TAHUNAN:
        return legal_due(run, calendar)
    return due_at(calendar, ready_at, parts)


def legal_due(run: Run, calendar: WorkCalendar) -> datetime:
    """The end of the legal day of the agency's LKjIP: the last one that exists in its month."""
    day = lkjip_day(run.agency, run.year + 1)
    noon = datetime.combine(day, time(12), ZoneInfo(run.agency.time_zone))
    return end_of_day(calendar, noon)
