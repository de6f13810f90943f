"""The SOP clock of single persons: oneself, and those whose direct superior one is today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from organization.access import held_positions, in_charge
from organization.models import Agency, Officeholder, Position, User
from workflow.models import Run
from workflow.queries.passages import PassageLine, passages_of
from workflow.queries.sopclock import StepTimes, step_times
from workflow.stopwatch import Times, times_of


@dataclass(frozen=True, slots=True)
class PersonTimes:
    """What one person ended for one post in a year."""

    term: Officeholder
    is_own: bool
    steps: tuple[StepTimes, ...]
    whole: Times


def visible_terms(user: User, on: date) -> list[tuple[Officeholder, bool]]:
    """The terms whose times this person may see, and whether they are his own. 4 queries."""
    own = held_positions(user, on)
    beneath = Position.objects.filter(superior__in=[term.position_id for term in own])
    found = [(term, True) for term in own]
    charged = in_charge(beneath.select_related("agency").order_by("agency", "name"), on)
    others = [term for terms in charged.values() for term in terms if term.user_id != user.pk]
    return [*found, *((term, False) for term in others)]


def people_years(user: User, on: date) -> list[int]:
    """The years in which SOP ran where these persons work, newest first."""
    agencies = {term.position.agency_id for term, _is_own in visible_terms(user, on)}
    rows = Run.objects.filter(agency__in=agencies).order_by()
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def people_clock(user: User, year: int, on: date, now: datetime) -> list[PersonTimes]:
    """A year of oneself and one's direct staff; 8 queries per agency, whatever the runs."""
    terms = visible_terms(user, on)
    agencies: dict[int, Agency] = {
        term.position.agency_id: term.position.agency for term, _is_own in terms
    }
    lines = [line for agency in agencies.values() for line in _lines(agency, year, now)]
    return [_person(term, lines, is_own=is_own) for term, is_own in terms]


def _lines(agency: Agency, year: int, now: datetime) -> Iterable[PassageLine]:
    rows = Run.objects.filter(agency=agency, year=year).select_related("version")
    return passages_of(agency, list(rows), now, with_shares=True)


def _person(term: Officeholder, lines: Sequence[PassageLine], *, is_own: bool) -> PersonTimes:
    mine = [
        line
        for line in lines
        if line.act is not None
        and (line.act.user, line.act.position_id) == (term.user_id, term.position_id)
    ]
    return PersonTimes(
        term=term,
        is_own=is_own,
        steps=tuple(step_times(mine)),
        whole=times_of(line.measured for line in mine),
    )
