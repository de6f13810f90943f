"""A ticket for the PDF of a report: what its page has just found out, for minutes in one session.

docs/decisions/0034-ticket-for-a-report.md.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from django.core import signing

#: Who opens the page and takes the file does so within minutes; later he is asked for again.
LIFE = timedelta(minutes=5)
SALT = "reports.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which stored file may be given out at which address, under which name."""

    address: str
    stored: str
    sha256: str
    name: str


def write_ticket(ticket: Ticket, *, session: str, now: datetime) -> str:
    """The ticket as text that nobody can change, for this session from now on."""
    content = [*astuple(ticket), int((now + LIFE).timestamp())]
    return signing.dumps(content, salt=_salt(session))


def read_ticket(text: str, *, address: str, session: str, now: datetime) -> Ticket | None:
    """The ticket, where it was written for this address and session and its time is not over."""
    try:
        *content, until = signing.loads(text, salt=_salt(session))
    except signing.BadSignature:
        return None
    ticket = Ticket(*content)
    is_good = ticket.address == address and now.timestamp() < until
    return ticket if is_good else None


def _salt(session: str) -> str:
    return f"{SALT}.{session}"
