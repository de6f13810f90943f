"""Who may enter terms of office and leave: administrators, and an agency's own head and Sekretaris.

The definitif holder is appointed by the regent's decree, so only an administrator enters him. Plt,
Plh and leave are the office's daily business (UU 30/2014 ps. 14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from organization.access.holding import Acting, held_positions, running_terms
from organization.access.reach import agencies_for, is_administrator
from organization.access.reserved import DefinitifReserved, HeadReserved, StaffReserved
from organization.models import Agency, Capacity, Leave, Officeholder, Position, Unit, User


@dataclass(frozen=True, slots=True)
class Staffing:
    """In whose name terms are entered; `acting` None is an administrator."""

    user: User
    acting: Acting | None

    @property
    def is_full(self) -> bool:
        return self.acting is None

    def covers(self, position: Position) -> bool:
        """The Sekretaris does not decide who stands in for his own head."""
        if self.acting is None:
            return True
        agency = position.agency
        if self.acting.position.agency_id != agency.pk:
            return False
        head = agency.signing_position_id
        return position.pk != head or self.acting.position.pk == head

    def may_change(self, term: Officeholder) -> bool:
        """Whether a term may be ended or cancelled under this mandate."""
        is_acting = term.capacity != Capacity.DEFINITIF
        return self.is_full or (is_acting and self.covers(term.position))

    def expect_covers(self, positions: Iterable[Position]) -> None:
        """Only the head himself is beyond a mandate of his office. Raises HeadReserved."""
        for position in positions:
            if not self.covers(position):
                raise HeadReserved(position.agency.signing_position or position)

    def expect_definitif(self, agency: Agency) -> None:
        """Definitif terms are for administrators. Raises DefinitifReserved."""
        if not self.is_full:
            raise DefinitifReserved(agency)


def staffing_of(user: User, agency: Agency, on: date) -> Staffing | None:
    """Under which mandate this user enters terms and leave of an agency, if any."""
    return staffing_among(user, [] if is_administrator(user) else held_positions(user, on), agency)


def staffing_among(user: User, held: Iterable[Officeholder], agency: Agency) -> Staffing | None:
    """The same for who knows already which terms the person holds today. No query."""
    if is_administrator(user):
        return Staffing(user, None)
    for term in held:
        if term.position.agency_id == agency.pk and _keeps_staff(term.position, agency):
            return Staffing(user, Acting.under(term))
    return None


def expect_staffing(staffing: Staffing | None, agency: Agency) -> Staffing:
    """The mandate over an office's staff that somebody was found to have. Raises StaffReserved."""
    if staffing is None:
        raise StaffReserved(agency, staff_keepers(agency))
    return staffing


def staffing_as(user: User, position: Position, on: date) -> Staffing:
    """The mandate under which this user enters terms and leave of a post.

    Raises StaffReserved, and HeadReserved for the post of the Sekretaris' own head.
    """
    found = expect_staffing(staffing_of(user, position.agency, on), position.agency)
    found.expect_covers([position])
    return found


def changing_as(user: User, term: Officeholder, on: date) -> Staffing:
    """The mandate under which this user ends or cancels a term. Raises as `staffing_as`, and
    DefinitifReserved."""
    found = staffing_as(user, term.position, on)
    if not found.may_change(term):
        raise DefinitifReserved(term.position.agency)
    return found


def staff_keepers(agency: Agency) -> list[Position]:
    """The posts whose holders enter terms and leave of others: the head, and the Sekretaris."""
    posts = agency.positions.select_related("unit").order_by("order", "name")
    return [post for post in posts if _keeps_staff(post, agency)]


def post_beyond(staffing: Staffing, user: User, first: date, last: date) -> Officeholder | None:
    """A post that this person holds on any of these days and this mandate does not cover."""
    held = Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first), user=user, starts_on__lte=last
    ).select_related("user", "position__agency")
    return next((term for term in held if not staffing.covers(term.position)), None)


def leaving_as(user: User, agency: Agency, on: date) -> list[Officeholder]:
    """The own terms for which anybody may enter his own leave."""
    return list(running_terms(on).filter(user=user, position__agency=agency).order_by("pk"))


def term_for(user: User, pk: int, on: date) -> Officeholder:
    """The term for this user to read, or 404."""
    term = (
        Officeholder.objects.filter(pk=pk, position__agency__in=agencies_for(user, on))
        .select_related("user", "position__agency__signing_position", "position__unit")
        .first()
    )
    if term is None:
        raise Http404
    return term


def leave_for(user: User, pk: int, on: date) -> tuple[Leave, Agency]:
    """A leave, and the agency of this user in which its person holds a post, or 404."""
    leave = Leave.objects.filter(pk=pk).select_related("user").first()
    agencies = agencies_for(user, on)
    terms = Officeholder.objects.filter(user=leave.user) if leave else Officeholder.objects.none()
    agency = agencies.filter(positions__terms__in=terms).first()
    if leave is None or agency is None:
        raise Http404
    return leave, agency


def may_end_leave(
    user: User, leave: Leave, staffing: Staffing | None, posts: Iterable[Position]
) -> bool:
    """The person himself, or who keeps the staff of every post (`posts`) that he has had here."""
    if leave.user_id == user.pk:
        return True
    return staffing is not None and all(staffing.covers(post) for post in posts)


def expect_leave_ending(
    user: User, leave: Leave, staffing: Staffing | None, agency: Agency
) -> None:
    """The same before a leave is ended. Raises StaffReserved or HeadReserved."""
    posts = posts_by_person(agency, [leave.user_id])[leave.user_id]
    if not may_end_leave(user, leave, staffing, posts):
        expect_staffing(staffing, agency).expect_covers(posts)


def posts_by_person(agency: Agency, people: Iterable[int]) -> dict[int, list[Position]]:
    """The posts of this agency that each of these people was ever given, by user id. 1 query."""
    found: dict[int, list[Position]] = {pk: [] for pk in people}
    terms = Officeholder.objects.filter(position__agency=agency, user__in=found)
    for term in terms.select_related("position__agency__signing_position"):
        found[term.user_id].append(term.position)
    return found


def _keeps_staff(position: Position, agency: Agency) -> bool:
    if position.pk == agency.signing_position_id:
        return True
    unit = position.unit
    return position.is_head and unit is not None and unit.kind == Unit.Kind.SEKRETARIAT
