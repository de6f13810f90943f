"""Reads of structure and calendar that other floors use."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import date, time
from mimetypes import guess_type

from organization.models import Agency, Holiday, OfficeHours
from organization.worktime import Season, Span, WorkCalendar

#: Perpres 21/2023: Mon–Thu 07.30–16.00 with 60 minutes of break, Fri 07.30–16.30 with 90.
DEFAULT_WEEK: dict[int, tuple[Span, ...]] = {
    **dict.fromkeys(range(4), ((time(7, 30), time(12)), (time(13), time(16)))),
    4: ((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
}


def calendar_of(agency: Agency) -> WorkCalendar:
    """The working calendar of an agency in 2 queries; the legal default where it set no hours."""
    return calendars_of([agency])[agency.pk]


def calendars_of(agencies: Iterable[Agency]) -> dict[int, WorkCalendar]:
    """The working calendars of several agencies by id, in 2 queries whatever their number."""
    wanted = {agency.pk: agency for agency in agencies}
    hours: dict[int, list[OfficeHours]] = {pk: [] for pk in wanted}
    for row in OfficeHours.objects.filter(agency__in=wanted):
        hours[row.agency_id].append(row)
    holidays: dict[int, set[date]] = {each.government_id: set() for each in wanted.values()}
    rows = Holiday.objects.filter(government__in=holidays).values_list("government", "day")
    for government, day in rows:
        holidays[government].add(day)
    return {
        pk: _calendar(agency, hours[pk], frozenset(holidays[agency.government_id]))
        for pk, agency in wanted.items()
    }


def _calendar(agency: Agency, rows: list[OfficeHours], holidays: frozenset[date]) -> WorkCalendar:
    usual = {row.weekday: _spans(row) for row in rows if row.valid_from is None}
    return WorkCalendar(
        zone=agency.time_zone,
        weekly=usual or DEFAULT_WEEK,
        seasons=_seasons(rows),
        holidays=holidays,
    )


def logo_uri(agency: Agency) -> str:
    """The agency's logo as a data URI for paper; empty where it has none."""
    if not agency.logo:
        return ""
    kind, _encoding = guess_type(str(agency.logo.name))
    with agency.logo.open() as file:
        return f"data:{kind or 'image/png'};base64,{b64encode(file.read()).decode()}"


def _seasons(rows: list[OfficeHours]) -> tuple[Season, ...]:
    """Rows with dates, gathered per season; without an end they hold on.

    The season that began last wins, so that Ramadan stands out of hours that hold from a day on.
    """
    weeks: dict[tuple[date, date], dict[int, tuple[Span, ...]]] = {}
    for row in rows:
        if row.valid_from is not None:
            dates = (row.valid_from, row.valid_to or date.max)
            weeks.setdefault(dates, {})[row.weekday] = _spans(row)
    return tuple(
        Season(start, end, week) for (start, end), week in sorted(weeks.items(), reverse=True)
    )


def _spans(row: OfficeHours) -> tuple[Span, ...]:
    if row.break_starts_at is None or row.break_ends_at is None:
        return ((row.starts_at, row.ends_at),)
    return ((row.starts_at, row.break_starts_at), (row.break_ends_at, row.ends_at))
