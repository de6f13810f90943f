"""Every change on the ground floor: events, terms of office, structure, calendar."""

from organization.definition import OrganizationErrors
from organization.services.events import event_hash, record_event
from organization.services.fillers import name_filler, revoke_filler
from organization.services.holidays import load_holidays
from organization.services.leave import end_leave, grant_leave
from organization.services.loading import LoadedOrganization, load_organization
from organization.services.terms import appoint_officeholder, cancel_term, end_term, is_used

__all__ = [
    "LoadedOrganization",
    "OrganizationErrors",
    "appoint_officeholder",
    "cancel_term",
    "end_leave",
    "end_term",
    "event_hash",
    "grant_leave",
    "is_used",
    "load_holidays",
    "load_organization",
    "name_filler",
    "record_event",
    "revoke_filler",
]
