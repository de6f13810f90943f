"""Days and moments as an Indonesian office prints them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    *("", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"),
    *("September", "Oktober", "November", "Desember"),
)


def indonesian_date(text: str) -> str:
    """2026-04-10 → 10 April 2026."""
    day = date.fromisoformat(text[:10])
    return f"{day.day} {MONTHS[day.month]} {day.year}"


class Moment(str):
    """A moment as it is read, which Excel gets as a date and time. `at`: at the office, no zone."""

    at: datetime


def indonesian_moment(moment: datetime | None, zone: ZoneInfo) -> str:
    """10 April 2026 07.30 at the office; empty where there is no moment."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    said = Moment(f"{indonesian_date(local.date().isoformat())} {local:%H.%M}")
    said.at = local.replace(second=0, microsecond=0, tzinfo=None)
    return said
