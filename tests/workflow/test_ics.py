"""Calendars as programs read them."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from workflow.ics import render_calendar
from workflow.queries.feed import Entry


def test_signs_that_no_program_reads_are_dropped():
    entry = Entry("a", date(2026, 4, 10), "Ba\x01tas\uffff", "satu\x0bdua\x02", "/tugas/1/")
    content = render_calendar(
        [entry], now=datetime(2026, 4, 10, tzinfo=UTC), public_url="http://kantor.example"
    )
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (event["summary"], event["description"]) == ("Batas", "satu\ndua")
