"""When a task is due, on a usual calendar of the office."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from organization.presets import DEFAULT_WEEK
from organization.worktime import Duration, WorkCalendar
from workflow.due import due_at

ZONE = ZoneInfo("Asia/Makassar")
CALENDAR = WorkCalendar(zone="Asia/Makassar", weekly=DEFAULT_WEEK, seasons=(), holidays=frozenset())
FRIDAY = datetime(2026, 4, 10, 8, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(15, "menit")], "2026-04-13 16:00"),
        ([(4, "jam")], "2026-04-13 16:00"),
        ([(480, "menit")], "2026-04-13 08:30"),
        ([(1, "hari")], "2026-04-13 16:00"),
        ([(3, "hari"), (15, "menit")], "2026-04-15 16:00"),
        ([(3, "hari"), (1, "hari")], "2026-04-16 16:00"),
    ],
)
def test_due(parts, expected):
    found = due_at(CALENDAR, FRIDAY, tuple(Duration(*part) for part in parts))
    assert f"{found.astimezone(ZONE):%Y-%m-%d %H:%M}" == expected
