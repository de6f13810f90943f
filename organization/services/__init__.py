"""Every change on the ground floor: events, terms of office, structure, calendar."""

from organization.definition import OrganizationErrors
from organization.services.accounts import change_address, open_accounts
from organization.services.agencies import (
    change_agency,
    create_agency,
    create_government,
    seed_holidays,
)
from organization.services.events import (
    Happening,
    event_hash,
    record_agency_event,
    record_event,
    record_events,
)
from organization.services.feeds import feed_of, feed_token, renew_feed, revoke_feed
from organization.services.fillers import name_filler, revoke_filler
from organization.services.holidays import (
    HolidayChanges,
    HolidayEntry,
    HolidaysMoved,
    ImportedHolidays,
    compare_holidays,
    import_holidays,
    load_holidays,
)
from organization.services.leave import end_leave, grant_leave
from organization.services.loading import load_organization
from organization.services.staff import (
    StaffRefused,
    StaffRows,
    StaffTally,
    import_staff,
    rehearse_staff,
)
from organization.services.structure import LoadedOrganization
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
    "HolidayChanges",
    "HolidayEntry",
    "HolidaysMoved",
    "ImportedHolidays",
    "LoadedOrganization",
    "OrganizationErrors",
    "StaffRefused",
    "StaffRows",
    "StaffTally",
    "WeekRefused",
    "WeekText",
    "appoint_officeholder",
    "cancel_term",
    "change_address",
    "change_agency",
    "compare_holidays",
    "create_agency",
    "create_government",
    "end_leave",
    "end_term",
    "event_hash",
    "feed_of",
    "feed_token",
    "grant_leave",
    "import_holidays",
    "import_staff",
    "is_used",
    "load_holidays",
    "load_organization",
    "name_filler",
    "open_accounts",
    "record_agency_event",
    "record_event",
    "record_events",
    "rehearse_staff",
    "remove_week",
    "renew_feed",
    "revoke_feed",
    "revoke_filler",
    "save_week",
    "seed_holidays",
    "week_data",
]
