"""Every change on the ground floor: events, terms of office, structure, calendar."""

from organization.definition import OrganizationErrors
from organization.services.events import Happening, event_hash, record_event, record_events
from organization.services.feeds import feed_of, feed_token, renew_feed, revoke_feed
from organization.services.fillers import name_filler, revoke_filler
from organization.services.holidays import (
    HolidayEntry,
    ImportedHolidays,
    import_holidays,
    load_holidays,
)
from organization.services.leave import end_leave, grant_leave
from organization.services.loading import LoadedOrganization, load_organization
from organization.services.terms import appoint_officeholder, cancel_term, end_term, is_used
from organization.services.weeks import (
    DayHours,
    WeekRefused,
    WeekText,
    remove_week,
    save_week,
    week_data,
)

__all__ = [
    "DayHours",
    "Happening",
    "HolidayEntry",
    "ImportedHolidays",
    "LoadedOrganization",
    "OrganizationErrors",
    "WeekRefused",
    "WeekText",
    "appoint_officeholder",
    "cancel_term",
    "end_leave",
    "end_term",
    "event_hash",
    "feed_of",
    "feed_token",
    "grant_leave",
    "import_holidays",
    "is_used",
    "load_holidays",
    "load_organization",
    "name_filler",
    "record_event",
    "record_events",
    "remove_week",
    "renew_feed",
    "revoke_feed",
    "revoke_filler",
    "save_week",
    "week_data",
]
