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
from organization.access.staffing import Staffing, staffing_as, staffing_of

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
    "named_fillers",
    "running_fillers",
    "running_terms",
    "staffing_as",
    "staffing_of",
    "term_in_the_way",
]
