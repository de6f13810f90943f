"""Appending to the event log, one hash chain per agency."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from django.db import transaction

from organization.access import Acting
from organization.models import Agency, Event, EventChain, User


def record_event(
    *,
    agency: Agency,
    subject_type: str,
    subject_id: int,
    action: str,
    at: datetime,
    acting: Acting | None = None,
    user: User | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Append one event; neither `acting` nor `user` means the system itself.

    `user`: somebody who acts under no post, such as an administrator who configures.

    The chain's row puts the events of an agency in one order: it moves on only from the end that
    was read. Where that end came with the agency (`event_chain`, by select_related) it is tried
    first, 2 queries; else, or when somebody was faster, the row is claimed, 3 queries. The hash
    covers the previous hash and everything the event says.
    """
    # the outer transaction, where there is one, undoes this together with what it records
    with transaction.atomic(savepoint=False):
        event = Event(
            agency=agency,
            subject_type=subject_type,
            subject_id=subject_id,
            action=action,
            at=at,
            user=acting.user if acting else user,
            officeholder=acting.officeholder if acting else None,
            position=acting.position if acting else None,
            capacity=acting.capacity if acting else "",
            reason=reason,
            data=data or {},
        )
        known = _known_chain(agency)
        if known is None or not _move_on(known, event):
            _move_on(_claim([agency])[agency.pk], event)
        event.save(force_insert=True)
    return event


def record_agency_event(
    *,
    agency: Agency,
    action: str,
    at: datetime,
    user: User | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Append what somebody under no post, or the system, did to the agency as a whole."""
    return record_event(
        agency=agency,
        subject_type="agency",
        subject_id=agency.pk,
        action=action,
        at=at,
        user=user,
        data=data,
    )


@dataclass(frozen=True, slots=True)
class Happening:
    """What the system itself did to a subject of an agency."""

    agency: Agency
    subject_type: str
    subject_id: int
    action: str
    data: dict[str, Any] = field(default_factory=dict)


def record_events(happenings: Iterable[Happening], *, at: datetime) -> list[Event]:
    """Append what the system did in many agencies at once, in 3 queries; in the order given."""
    rows = list(happenings)
    with transaction.atomic(savepoint=False):
        chains = _claim({row.agency.pk: row.agency for row in rows}.values())
        events = [_append(chains[row.agency.pk], row, at) for row in rows]
        Event.objects.bulk_create(events)
        EventChain.objects.bulk_create(
            chains.values(),
            update_conflicts=True,
            unique_fields=["agency"],
            update_fields=["sequence", "last_hash"],
        )
    return events


def _claim(agencies: Iterable[Agency]) -> dict[int, EventChain]:
    """The locked chains of these agencies by their ids, always in one order against deadlocks.

    On SQLite the transaction itself is the lock: it begins as a writer (`transaction_mode`).
    """
    wanted = {agency.pk: agency for agency in agencies}
    rows = EventChain.objects.filter(agency__in=wanted).select_for_update().order_by("agency_id")
    found = {chain.agency_id: chain for chain in rows}
    if len(found) < len(wanted):
        missing = [agency for pk, agency in wanted.items() if pk not in found]
        EventChain.objects.bulk_create(
            (EventChain(agency=agency) for agency in missing), ignore_conflicts=True
        )
        found = {chain.agency_id: chain for chain in rows.all()}
    return found


def _known_chain(agency: Agency) -> EventChain | None:
    """The chain as it was read together with its agency, if it was."""
    known = Agency.event_chain.related.get_cached_value(agency, default=None)
    return cast("EventChain | None", known)


def _move_on(chain: EventChain, event: Event) -> bool:
    """Make this the next event of a chain; False where the chain does not end there any more."""
    link = EventChain.objects.filter(
        pk=chain.pk, sequence=chain.sequence, last_hash=chain.last_hash
    )
    _follow(chain, event)
    return link.update(sequence=event.sequence, last_hash=event.hash) == 1


def _append(chain: EventChain, row: Happening, at: datetime) -> Event:
    """The next event of a chain, which moves on to it."""
    event = Event(
        agency=row.agency,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        action=row.action,
        at=at,
        data=row.data,
    )
    _follow(chain, event)
    return event


def _follow(chain: EventChain, event: Event) -> None:
    """Put an event behind the end of a chain, and that end behind the event."""
    event.sequence, event.previous_hash = chain.sequence + 1, chain.last_hash
    event.hash = event_hash(event)
    chain.sequence, chain.last_hash = event.sequence, event.hash


def event_hash(event: Event) -> str:
    """SHA-256 over the canonical JSON of an event and the hash before it."""
    content = {
        "agency": event.agency_id,
        "sequence": event.sequence,
        "subject": [event.subject_type, event.subject_id],
        "action": event.action,
        "at": event.at.astimezone(UTC).isoformat(),
        "user": event.user_id,
        "officeholder": event.officeholder_id,
        "position": event.position_id,
        "capacity": event.capacity,
        "reason": event.reason,
        "data": event.data,
        "previous": event.previous_hash,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
