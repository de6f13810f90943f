"""Reads of structure and calendar that other floors use."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from mimetypes import guess_type

from django.utils.translation import gettext as _

from organization.models import Agency, Holiday, OfficeHours, WorkWeek
from organization.presets import DEFAULT_WEEK
from organization.worktime import (
    Season,
    Span,
    WorkCalendar,
    existing_day,
    is_working_day,
    last_working_day,
)


def calendar_of(agency: Agency) -> WorkCalendar:
    """The working calendar of an agency in 2 queries; the legal default where it set no hours."""
    return calendars_of([agency])[agency.pk]


def calendars_of(agencies: Iterable[Agency]) -> dict[int, WorkCalendar]:
    """The working calendars of these agencies by their id, in 2 queries for all of them."""
    known = {agency.pk: agency for agency in agencies}
    weeks: dict[int, dict[WorkWeek, dict[int, tuple[Span, ...]]]] = {pk: {} for pk in known}
    for row in OfficeHours.objects.filter(week__agency__in=known).select_related("week"):
        weeks[row.week.agency_id].setdefault(row.week, {})[row.weekday] = spans_of(row)
    governments = {agency.government_id for agency in known.values()}
    holidays: dict[int, set[date]] = {pk: set() for pk in governments}
    days = Holiday.objects.filter(government__in=governments)
    for government, day in days.order_by().values_list("government", "day"):
        holidays[government].add(day)
    frozen = {pk: frozenset(each) for pk, each in holidays.items()}
    return {
        pk: _calendar(agency.time_zone, weeks[pk], frozen[agency.government_id])
        for pk, agency in known.items()
    }


def _calendar(
    zone: str, weeks: Mapping[WorkWeek, Mapping[int, tuple[Span, ...]]], holidays: frozenset[date]
) -> WorkCalendar:
    """Usual week and seasons, those that win first: with a last day, then the later beginning.

    So Ramadan stands out of hours that hold on from a day, whichever of them began later.
    """
    usual = next((spans for week, spans in weeks.items() if week.starts_on is None), DEFAULT_WEEK)
    seasons = [
        Season(week.starts_on, week.ends_on or date.max, spans)
        for week, spans in weeks.items()
        if week.starts_on is not None
    ]
    seasons.sort(key=lambda each: (each.ends_on < date.max, each.starts_on), reverse=True)
    return WorkCalendar(zone, usual, tuple(seasons), holidays)


def spans_of(row: OfficeHours) -> tuple[Span, ...]:
    """The working spans of one weekday: one, or two around its break."""
    if row.break_starts_at is None or row.break_ends_at is None:
        return ((row.starts_at, row.ends_at),)
    return ((row.starts_at, row.break_starts_at), (row.break_ends_at, row.ends_at))


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A reporting date that the law names; it stands even where the office is closed.

    `last_working_day`: where it is closed, the working day before, at which reminders aim.
    """

    key: str
    name: str
    day: date
    basis: str
    last_working_day: date | None

    @property
    def aim(self) -> date:
        """The day by which it has to be done."""
        return self.last_working_day or self.day


def legal_dates(agency: Agency, calendar: WorkCalendar, year: int) -> list[LegalDate]:
    """The reporting dates that fall in a year, about the year before it. No query."""
    government = agency.government
    about = {"year": year - 1, "government": government.name}
    rows = (
        ("lkjip", _("LKjIP %(year)d perangkat daerah"), lkjip_day(agency, year)),
        (
            "lkj",
            _("LKj %(year)d %(government)s"),
            existing_day(year, government.lkj_due_month, government.lkj_due_day),
        ),
    )
    found = [
        LegalDate(
            key=key,
            name=name % about,
            day=day,
            basis=government.due_basis,
            last_working_day=None
            if is_working_day(calendar, day)
            else last_working_day(calendar, day),
        )
        for key, name, day in rows
    ]
    return sorted(found, key=lambda each: each.day)


def lkjip_day(agency: Agency, year: int) -> date:
    """The legal day of the agencies' LKjIP in a year (28 or 29 February by default)."""
    government = agency.government
    return existing_day(year, government.lkjip_due_month, government.lkjip_due_day)


def logo_uri(agency: Agency) -> str:
    """The agency's logo as a data URI for paper; empty where it has none."""
    if not agency.logo:
        return ""
    kind, _encoding = guess_type(str(agency.logo.name))
    with agency.logo.open() as file:
        return f"data:{kind or 'image/png'};base64,{b64encode(file.read()).decode()}"
