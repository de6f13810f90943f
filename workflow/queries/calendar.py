"""An agency's year: holidays, office hours, seasons, reporting dates and opening days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.notation import ROMAN, format_number
from organization.models import Agency, Government, Holiday, WorkWeek
from organization.presets import DEFAULT_WEEK
from organization.queries import calendar_of, calendars_of, legal_dates, spans_of
from organization.worktime import Span, WorkCalendar, is_working_day, worked
from sop.models import SopDocument
from sop.queries import version_in_force
from workflow.period import due_periods
from workflow.queries.triggers import shift_of

#: So many agencies are named on one line; more are counted.
MOST_NAMES = 4


@dataclass(frozen=True, slots=True, order=True)
class DayLine:
    """A day worth knowing. `kind`: libur, batas or buka; `note`: a warning, where there is one."""

    day: date
    kind: str
    label: str
    name: str
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HoursTable:
    """A week as the page shows it; `week` None is the legal default. `total`: its hours."""

    week: WorkWeek | None
    name: str
    basis: str
    days: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What a year of an agency looks like."""

    agency: Agency
    year: int
    zone: str
    weeks: tuple[HoursTable, ...]
    lines: tuple[DayLine, ...]

    @property
    def months(self) -> list[tuple[date, list[DayLine]]]:
        """The lines by month; months without any are left out."""
        found: dict[date, list[DayLine]] = {}
        for line in self.lines:
            found.setdefault(line.day.replace(day=1), []).append(line)
        return list(found.items())

    @property
    def has_holidays(self) -> bool:
        return any(line.kind == "libur" for line in self.lines)


def calendar_page(agency: Agency, year: int) -> CalendarPage:
    """The year of an agency, in a number of queries that no list in it changes but its SOPs."""
    calendar = calendar_of(agency)
    lines = [
        *holiday_lines(agency.government, year),
        *legal_lines(agency, calendar, year),
        *opening_lines(agency, calendar, year),
    ]
    return CalendarPage(
        agency=agency,
        year=year,
        zone=_zone(agency),
        weeks=tuple(_weeks(agency, year)),
        lines=tuple(sorted(lines)),
    )


def _zone(agency: Agency) -> str:
    return str(dict(Agency._meta.get_field("time_zone").flatchoices)[agency.time_zone])


def holidays_of(government: Government, year: int) -> list[Holiday]:
    """The holidays of a year, in order."""
    return list(Holiday.objects.filter(government=government, day__year=year).order_by("day"))


def holiday_lines(government: Government, year: int) -> Iterator[DayLine]:
    for row in holidays_of(government, year):
        yield DayLine(row.day, "libur", str(row.get_kind_display()), row.name, row.basis)


def legal_lines(agency: Agency, calendar: WorkCalendar, year: int) -> Iterator[DayLine]:
    """The reporting dates of a year, with a warning where the office is closed on one."""
    for each in legal_dates(agency, calendar, year):
        note = ""
        if each.last_working_day is not None:
            note = _("Bukan hari kerja. Hari kerja terakhir sebelumnya: %(day)s.") % {
                "day": date_format(each.last_working_day, "l, j F Y")
            }
        yield DayLine(each.day, "batas", _("Batas pelaporan"), each.name, each.basis, note)


def coming_legal(agencies: QuerySet[Agency], on: date) -> list[DayLine]:
    """The next reporting date of each kind for these agencies; like ones once. 3 queries.

    Where one date asks another thing of agencies with other office hours, each line names them.
    """
    rows = list(agencies.select_related("government"))
    calendars = calendars_of(rows)
    found: dict[DayLine, list[str]] = {}
    for agency in rows:
        lines = [
            line
            for year in (on.year, on.year + 1)
            for line in legal_lines(agency, calendars[agency.pk], year)
            if line.day >= on
        ]
        for line in lines[:2]:
            found.setdefault(line, []).append(agency.short_name)
    dates = Counter((line.day, line.name) for line in found)
    return sorted(
        line if dates[line.day, line.name] == 1 else replace(line, name=_named(line.name, names))
        for line, names in found.items()
    )


def _named(name: str, agencies: Sequence[str]) -> str:
    """`LKjIP 2026 perangkat daerah (Dishub, DPMD)`; many agencies as their number."""
    if len(agencies) > MOST_NAMES:
        return _("%(name)s (%(count)d perangkat daerah)") % {"name": name, "count": len(agencies)}
    return f"{name} ({', '.join(sorted(agencies))})"


def opening_lines(agency: Agency, calendar: WorkCalendar, year: int) -> Iterator[DayLine]:
    """The days on which the agency's SOPs open a triwulan, as their versions of that day say."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for document in SopDocument.objects.filter(agency=agency).order_by("name"):
        version = version_in_force(document, last)
        if version is None:
            continue
        for period in due_periods(
            trigger_day=version.trigger_day,
            trigger_months=version.trigger_months,
            live_from=max(agency.live_from, date(year - 1, 1, 1)),
            today=last,
            shift=shift_of(version, agency),
        ):
            if period.opens_on >= first:
                name = _("TW %(triwulan)s %(year)d dibuka: %(sop)s") % {
                    "triwulan": ROMAN[period.triwulan],
                    "year": period.year,
                    "sop": document.name,
                }
                closed = not is_working_day(calendar, period.opens_on)
                note = _("Bukan hari kerja; waktu dihitung sejak hari kerja berikutnya.")
                label = _("Pembukaan")
                yield DayLine(period.opens_on, "buka", label, name, "", note if closed else "")


def _weeks(agency: Agency, year: int) -> Iterator[HoursTable]:
    """The usual week first, then the seasons that touch the year."""
    rows = WorkWeek.objects.filter(agency=agency).prefetch_related("hours")
    if not any(row.starts_on is None for row in rows):
        name = _("Jam kerja biasa")
        yield HoursTable(None, name, "Perpres 21/2023", _days(DEFAULT_WEEK), _total(DEFAULT_WEEK))
    for row in rows:
        if row.starts_on is not None and row.starts_on.year > year:
            continue
        if row.ends_on is not None and row.ends_on.year < year:
            continue
        spans = {each.weekday: spans_of(each) for each in row.hours.all()}
        yield HoursTable(row, row.name, row.basis, _days(spans), _total(spans))


def _days(week: Mapping[int, tuple[Span, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), _hours(week.get(day, ()))) for day, name in WEEKDAYS.items())


def _hours(spans: tuple[Span, ...]) -> str:
    """A day in words; empty where the office is closed."""
    if not spans:
        return ""
    hours = f"{spans[0][0]:%H.%M}–{spans[-1][1]:%H.%M}"
    if len(spans) == 1:
        return hours
    rest = f"{spans[0][1]:%H.%M}–{spans[1][0]:%H.%M}"
    return _("%(hours)s, istirahat %(rest)s") % {"hours": hours, "rest": rest}


def _total(week: Mapping[int, tuple[Span, ...]]) -> str:
    """The hours of a whole week, as offices write a number."""
    total = worked(span for day in week.values() for span in day)
    return format_number(round(Decimal(total // timedelta(minutes=1)) / 60, 2))


def suggested_ramadan(government: Government, year: int) -> tuple[date, date] | None:
    """The thirty days before Idul Fitri of a year, to be corrected by the sidang isbat."""
    rows = Holiday.objects.filter(
        government=government, day__year=year, name__icontains="idul fitri"
    )
    days = list(rows.exclude(kind=Holiday.Kind.SHARED_LEAVE).values_list("day", flat=True))
    if not days:
        return None
    return min(days) - timedelta(days=30), min(days) - timedelta(days=1)
