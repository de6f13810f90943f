"""The one clock of this floor: what should be open, raised, reminded and sent by now."""

from datetime import datetime

from workflow.services.announcing import announce_versions
from workflow.services.escalating import escalate_vacant, lend_to_deputy
from workflow.services.following import remind_follow_ups
from workflow.services.messaging import queue_messages
from workflow.services.opening import openings
from workflow.services.reminding import remind_due
from workflow.services.rescheduling import follow_calendars
from workflow.services.summarizing import summarize_weekly


def sweep(*, now: datetime) -> None:
    """Derive from the database what is due and do it; doing it twice changes nothing."""
    follow_calendars(now=now)
    for _opening in openings(now=now):
        pass
    escalate_vacant(now=now)
    lend_to_deputy(now=now)
    remind_due(now=now)
    remind_follow_ups(now=now)
    summarize_weekly(now=now)
    announce_versions(now=now)
    queue_messages(now=now)
