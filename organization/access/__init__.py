"""Who holds which position today, what a person may reach, and the family of refusals.

This is the only way from a request to a row; every other floor's access builds on it.
"""

from organization.access.holding import (
    TERM_KEY,
    Acting,
    acting_as,
    fillings_of,
    held_positions,
    holders,
    holders_by_position,
    in_charge,
    named_fillers,
    present_of,
    running_fillers,
    running_terms,
    term_in_the_way,
)
from organization.access.reach import agencies_for, agency_for, is_administrator
from organization.access.refusals import (
    CannotFill,
    LeaveTaken,
    NotTheHolder,
    OwnFigures,
    OwnPost,
    PostTaken,
    Refused,
    TermEnded,
    TermUsed,
)
from organization.access.roster import (
    StaffRow,
    leaves_of,
    staff_accounts,
    staff_rows,
    terms_to_leave,
)
from organization.access.staffing import (
    Staffing,
    leave_for,
    leaving_as,
    may_end_leave,
    staffing_as,
    staffing_of,
    term_for,
)

__all__ = [
    "TERM_KEY",
    "Acting",
    "CannotFill",
    "LeaveTaken",
    "NotTheHolder",
    "OwnFigures",
    "OwnPost",
    "PostTaken",
    "Refused",
    "StaffRow",
    "Staffing",
    "TermEnded",
    "TermUsed",
    "acting_as",
    "agencies_for",
    "agency_for",
    "fillings_of",
    "held_positions",
    "holders",
    "holders_by_position",
    "in_charge",
    "is_administrator",
    "leave_for",
    "leaves_of",
    "leaving_as",
    "may_end_leave",
    "named_fillers",
    "present_of",
    "running_fillers",
    "running_terms",
    "staff_accounts",
    "staff_rows",
    "staffing_as",
    "staffing_of",
    "term_for",
    "term_in_the_way",
    "terms_to_leave",
]
