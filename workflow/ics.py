"""Entries of a calendar as iCalendar (RFC 5545), for calendar programs."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from organization.signs import storable
from workflow.queries.feed import Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a program is asked to look again; office days move rarely.
REFRESH = timedelta(hours=1)


def render_calendar(entries: Iterable[Entry], *, now: datetime, public_url: str) -> bytes:
    """A calendar of these entries; `public_url` is the product's own address.

    Moments are told in UTC, so that no program needs the rules of a zone; they have no length, and
    nobody appears busy because of them.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow to import

    site = public_url.rstrip("/")
    calendar = Calendar()
    calendar.add("prodid", "-//Kinerja//Kalender kerja//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Kinerja"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{urlsplit(site).hostname}")
        event.add("dtstamp", now.astimezone(UTC))
        at = entry.at.astimezone(UTC) if isinstance(entry.at, datetime) else entry.at
        event.add("dtstart", at)
        event.add("summary", storable(entry.summary))
        if entry.description:
            event.add("description", storable(entry.description))
        event.add("url", site + entry.path)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
