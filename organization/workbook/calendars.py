"""Holidays out of a calendar program's file (iCalendar, RFC 5545)."""

from datetime import date, datetime, time, timedelta
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from organization.models import Holiday
from organization.workbook.rows import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_ROWS,
    HolidayFile,
    RowProblem,
    Told,
    check_rows,
    refused,
    text_of,
)

if TYPE_CHECKING:
    from icalendar.cal import Component

MAX_ICS = 1024 * 1024
#: No holiday is longer; a longer event is something else.
LONGEST = 31


def read_calendar(file: IO[bytes], *, basis: str, zone: ZoneInfo) -> HolidayFile:
    """Every event as its days on the clock of `zone`, or every problem with the event's name."""
    from icalendar import Calendar  # noqa: PLC0415 - slow to import

    content = file.read(MAX_ICS + 1)
    if len(content) > MAX_ICS:
        return refused(_("Berkas terlalu besar; paling banyak 1 MB."))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except Exception:  # whatever a broken line makes the library raise
        return refused(_("Berkas ini bukan kalender iCalendar (.ics) yang terbaca."))
    if len(events) > MAX_ROWS:
        return refused(_("Berkas memuat lebih dari %(count)d kegiatan.") % {"count": MAX_ROWS})
    told: list[Told] = []
    problems: list[RowProblem] = []
    for number, event in enumerate(events, start=1):
        place = _("Kegiatan ke-%(number)d") % {"number": number}
        days, problem = _days(event, zone)
        name = text_of(event.get("SUMMARY"))
        if problem:
            place = f"{place} “{name}”" if name else place
            problems.append(RowProblem(place, problem))
        told += [Told(place, day, name, _kind(event, name), basis) for day in days]
    return check_rows(told, problems)


def _days(event: "Component", zone: ZoneInfo) -> tuple[list[date], str]:
    """The days that an event touches, or why they cannot be told."""
    try:
        start = _value(event, "DTSTART")
    except ValueError:
        start = None
    if not isinstance(start, date):
        return [], _("Kegiatan ini tidak mempunyai tanggal (DTSTART).")
    if "RRULE" in event or "RDATE" in event:
        return [], _("Kegiatan ini berulang; tulis setiap tanggalnya sendiri.")
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        return [], _("Tahun %(year)d tidak wajar untuk hari libur.") % {"year": start.year}
    try:
        begins, ends = _moment(start, zone), _end(event, start, zone)
    except (OverflowError, ValueError):
        return [], _("Akhir kegiatan ini tidak terbaca (DTEND atau DURATION).")
    if ends < begins:
        return [], _("Kegiatan ini berakhir sebelum mulai; periksa DTEND atau DURATION.")
    # the end is the first moment that is free again
    last = max(begins, ends - timedelta(microseconds=1)).date()
    length = (last - begins.date()).days + 1
    if length > LONGEST:
        return [], _("Kegiatan ini lebih dari %(days)d hari.") % {"days": LONGEST}
    return [begins.date() + timedelta(days=number) for number in range(length)], ""


def _end(event: "Component", start: date, zone: ZoneInfo) -> datetime:
    """By DTEND, else by DURATION, else the whole day of a date, or the moment of a time."""
    end = _value(event, "DTEND")
    if isinstance(end, date):
        return _moment(end, zone)
    length = _value(event, "DURATION")
    if isinstance(length, timedelta):
        return _moment(start, zone) + length
    return _moment(start, zone) + (timedelta() if isinstance(start, datetime) else timedelta(1))


def _value(event: "Component", key: str) -> object:
    """What a property says, None without it; raises ValueError where it cannot be read."""
    found = event.get(key)
    if found is None:
        return None
    try:
        return found.dt
    except (AttributeError, ValueError) as broken:
        raise ValueError(key) from broken


def _moment(value: date, zone: ZoneInfo) -> datetime:
    """On the office's clock, without its zone: midnight of a date, a floating time as it is."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value


def _kind(event: "Component", name: str) -> str:
    """The kind by the event's categories, else by its name; anything else is national."""
    try:
        categories = getattr(event.get("CATEGORIES"), "cats", ())
    except ValueError:  # a broken line says nothing
        categories = ()
    words = [str(each).casefold() for each in categories]
    for kind in Holiday.Kind.values:
        if kind in words or kind in name.casefold():
            return kind
    return Holiday.Kind.NATIONAL
