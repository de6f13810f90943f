"""Every change on the ground floor: events, terms of office, structure, calendar."""

from organization.definition import OrganizationErrors
from organization.services.events import event_hash, record_event
from organization.services.fillers import name_filler, revoke_filler
from organization.services.holidays import load_holidays
from organization.services.loading import LoadedOrganization, load_organization
from organization.services.terms import appoint_officeholder, end_term

__all__ = [
    "LoadedOrganization",
    "OrganizationErrors",
    "appoint_officeholder",
    "end_term",
    "event_hash",
    "load_holidays",
    "load_organization",
    "name_filler",
    "record_event",
    "revoke_filler",
]
