"""Who stands where, as the office's own page lists it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organization.access.holding import in_charge
from organization.access.reserved import NobodyToLeave
from organization.access.staffing import (
    Staffing,
    expect_staffing,
    leaving_as,
    may_end_leave,
    posts_by_person,
)
from organization.models import Agency, Leave, Officeholder, Position, User


@dataclass(frozen=True, slots=True)
class StaffTerm:
    """A term that runs or will run. `may_change`: this visitor may end or cancel it."""

    term: Officeholder
    may_change: bool
    is_coming: bool


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A post with whoever holds it now or later; `may_add`: this visitor may enter a term."""

    position: Position
    terms: tuple[StaffTerm, ...]
    may_add: bool

    @property
    def is_vacant(self) -> bool:
        return all(each.is_coming for each in self.terms)


def staff_rows(agency: Agency, staffing: Staffing | None, on: date) -> list[StaffRow]:
    """Every post of the agency in its order, with present and coming terms. 2 queries."""
    terms = (
        Officeholder.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), position__agency=agency
        )
        .select_related("user", "position__agency")
        .order_by("starts_on", "pk")
    )
    by_post: dict[int, list[StaffTerm]] = {}
    for term in terms:
        may_change = staffing is not None and staffing.may_change(term)
        row = StaffTerm(term, may_change, term.starts_on > on)
        by_post.setdefault(term.position_id, []).append(row)
    return [
        StaffRow(
            position,
            tuple(by_post.get(position.pk, ())),
            staffing is not None and staffing.covers(position),
        )
        for position in agency.positions.select_related("unit", "agency")
    ]


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave that runs or is coming; `may_end`: this visitor may end or cancel it."""

    leave: Leave
    may_end: bool


def leave_rows(agency: Agency, user: User, staffing: Staffing | None, on: date) -> list[LeaveRow]:
    """Leave that runs or is coming, of people who hold a post in this agency. 2 queries."""
    people = Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), position__agency=agency
    )
    leaves = list(
        Leave.objects.filter(
            user__in=people.values("user"), ends_on__gte=on, cancelled_at=None
        ).select_related("user")
    )
    if not leaves:
        return []
    posts = posts_by_person(agency, (leave.user_id for leave in leaves))
    return [
        LeaveRow(leave, may_end_leave(user, leave, staffing, posts[leave.user_id]))
        for leave in leaves
    ]


def terms_to_leave(agency: Agency, staffing: Staffing, on: date) -> list[Officeholder]:
    """Whoever is in charge of a post for which this visitor may enter leave. 2 queries.

    Leave counts in all posts of a person; whether the visitor covers each of them on those days
    is asked when the days are known (`post_beyond`).
    """
    positions = agency.positions.select_related("agency").order_by("order", "name")
    found = in_charge(positions, on)
    return [
        term for position in positions if staffing.covers(position) for term in found[position.pk]
    ]


def leave_posts(
    user: User, agency: Agency, staffing: Staffing | None, on: date
) -> list[Officeholder]:
    """For which terms this visitor may enter leave: with a mandate those of others, else his own.

    Raises StaffReserved where he holds none here, NobodyToLeave where nobody is in charge.
    """
    terms = terms_to_leave(agency, staffing, on) if staffing else leaving_as(user, agency, on)
    if not terms:
        expect_staffing(staffing, agency)
        raise NobodyToLeave(agency)
    return terms


def staff_accounts(agency: Agency) -> QuerySet[User]:
    """Active accounts of people who hold or held a post in this agency."""
    terms = Officeholder.objects.filter(position__agency=agency)
    return User.objects.filter(pk__in=terms.values("user"), is_active=True)
