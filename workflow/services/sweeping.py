"""The one clock of this floor: what should be open, raised, reminded and mailed by now."""

from datetime import datetime

from workflow.services.escalating import escalate_vacant, lend_to_deputy
from workflow.services.mailing import queue_digests
from workflow.services.opening import open_due
from workflow.services.reminding import remind_due
from workflow.services.rescheduling import follow_calendars


def sweep(*, now: datetime) -> None:
    """Derive from the database what is due and do it; doing it twice changes nothing."""
    follow_calendars(now=now)
    open_due(now=now)
    escalate_vacant(now=now)
    lend_to_deputy(now=now)
    remind_due(now=now)
    queue_digests(now=now)
