"""Every change on the ground floor: events, terms of office, structure, calendar."""

from organization.services.events import record_event

__all__ = ["record_event"]
