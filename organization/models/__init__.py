"""Who and when: structure, people, calendar, the event log and long jobs."""

from organization.models.calendar import CalendarFeed, Holiday, OfficeHours, WorkWeek
from organization.models.event import Event, EventChain
from organization.models.job import Job
from organization.models.people import (
    CAPACITIES,
    FILLING,
    Capacity,
    Filler,
    Leave,
    Officeholder,
    User,
)
from organization.models.structure import (
    Agency,
    CategoryStep,
    Government,
    Oversight,
    Position,
    Unit,
)

__all__ = [
    "CAPACITIES",
    "FILLING",
    "Agency",
    "CalendarFeed",
    "Capacity",
    "CategoryStep",
    "Event",
    "EventChain",
    "Filler",
    "Government",
    "Holiday",
    "Job",
    "Leave",
    "OfficeHours",
    "Officeholder",
    "Oversight",
    "Position",
    "Unit",
    "User",
    "WorkWeek",
]
