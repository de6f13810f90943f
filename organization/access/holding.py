"""Who holds which position on a day, and in whose name something is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.access.refusals import NotTheHolder
from organization.models import FILLING, Capacity, Filler, Leave, Officeholder, Position, User

#: Where a session keeps the term picked by a person who holds several posts.
TERM_KEY = "term_id"
#: Where a session keeps the zone of the person's office.
ZONE_KEY = "zone"


@dataclass(frozen=True, slots=True)
class Acting:
    """In whose name something is done: the person, the term, the position and the capacity."""

    user: User
    officeholder: Officeholder
    position: Position
    capacity: str

    @classmethod
    def under(cls, term: Officeholder) -> "Acting":
        """Acting under one term of office."""
        return cls(term.user, term, term.position, term.capacity)

    @classmethod
    def filling(cls, filler: Filler) -> "Acting":
        """Filling in figures for a holder; decides and hands over nothing."""
        return cls(filler.user, filler.term, filler.term.position, FILLING)


def running_rows(day: date) -> QuerySet[Officeholder]:
    """Terms that run on a day, of people whose account is active; for a part of another query."""
    return Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True
    )


def running_terms(day: date) -> QuerySet[Officeholder]:
    """`running_rows` with person and post; those on leave are marked."""
    away = Leave.objects.filter(
        user=OuterRef("user"), starts_on__lte=day, ends_on__gte=day, cancelled_at=None
    )
    return (
        running_rows(day)
        .annotate(is_away=Exists(away))
        .select_related("user", "position__agency", "position__unit")
    )


def holders(position: Position, on: date) -> list[Officeholder]:
    """Who holds a position on a day: a Plt or Plh displaces the definitif holder.

    Who is on leave is not there: the post counts as empty until somebody acts for him.
    """
    return holders_by_position([position], on)[position.pk]


def holders_by_position(positions: Iterable[Position], on: date) -> dict[int, list[Officeholder]]:
    """Who holds each position on a day, by position id; vacant ones are empty. 1 query."""
    return {pk: present_of(terms) for pk, terms in in_charge(positions, on).items()}


def present_of(terms: Iterable[Officeholder]) -> list[Officeholder]:
    """Of those in charge, the ones who are not on leave."""
    return [term for term in terms if not _is_away(term)]


def in_charge(positions: Iterable[Position], on: date) -> dict[int, list[Officeholder]]:
    """Who is in charge of each position, there or on leave, by position id. 1 query."""
    found: dict[int, list[Officeholder]] = {position.pk: [] for position in positions}
    for term in running_terms(on).filter(position__in=found).order_by("starts_on", "pk"):
        found[term.position_id].append(term)
    return {pk: _undisplaced(terms) for pk, terms in found.items()}


def term_in_the_way(term: Officeholder) -> Officeholder | None:
    """A term of the same post at the same time that leaves no room for this one.

    The same person again, or, for a Plt or Plh, another Plt or Plh. Whom a definitif holder
    relieves, such as himself as Plt until now, is not in his way.
    """
    rivals = Q(user=term.user)
    if term.capacity != Capacity.DEFINITIF:
        rivals |= ~Q(capacity=Capacity.DEFINITIF)
    others = _meanwhile(term).filter(rivals).exclude(pk=term.pk)
    relieved = {each.pk for each in stand_ins_of(term)}
    return others.exclude(pk__in=relieved).select_related("user", "position__agency").first()


def stand_ins_of(term: Officeholder) -> list[Officeholder]:
    """The Plt and Plh whom a definitif holder relieves of a post; none for another Plt or Plh.

    A Plt acts where nobody holds the post; a Plh stays while another definitif holder is there,
    for whom he stands in (UU 30/2014 ps. 14). At most 2 queries.
    """
    if term.capacity != Capacity.DEFINITIF:
        return []
    acting = _meanwhile(term).exclude(capacity=Capacity.DEFINITIF).exclude(pk=term.pk)
    found = list(acting.select_related("user", "position__agency__government"))
    if any(each.capacity == Capacity.PLH for each in found):
        others = _meanwhile(term).filter(capacity=Capacity.DEFINITIF).exclude(user=term.user)
        if others.exists():
            return [each for each in found if each.capacity != Capacity.PLH]
    return found


def relieved_by(term: Officeholder) -> list[Officeholder]:
    """The Plt and Plh whose last day was the one before this definitif term. 1 query."""
    if term.capacity != Capacity.DEFINITIF:
        return []
    ended = Officeholder.objects.filter(
        position=term.position, ends_on=term.starts_on - timedelta(days=1)
    )
    return list(ended.exclude(capacity=Capacity.DEFINITIF).select_related("user", "position"))


def _meanwhile(term: Officeholder) -> QuerySet[Officeholder]:
    """The terms of the same post that run on any day of this one."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=term.starts_on)
    if term.ends_on is not None:
        running &= Q(starts_on__lte=term.ends_on)
    return Officeholder.objects.filter(running, position=term.position)


def is_held_meanwhile(term: Officeholder) -> bool:
    """Whether a definitif holder has the post on any day of this Plt's or Plh's term."""
    return _meanwhile(term).filter(capacity=Capacity.DEFINITIF).exists()


def _is_away(term: Officeholder) -> bool:
    """As `running_terms` marked it."""
    return bool(vars(term)["is_away"])


def _undisplaced(terms: list[Officeholder]) -> list[Officeholder]:
    acting = [term for term in terms if term.capacity != Capacity.DEFINITIF]
    return acting or terms


@dataclass(frozen=True, slots=True)
class Around:
    """Who is in charge of a person's own posts and of some others, by position id."""

    user: User
    in_charge: dict[int, list[Officeholder]]

    @property
    def held(self) -> list[Officeholder]:
        """The terms under which the person may act; none while he is on leave."""
        own = (
            term
            for terms in self.in_charge.values()
            for term in present_of(terms)
            if term.user_id == self.user.pk
        )
        return sorted(own, key=lambda term: (term.starts_on, term.pk))

    def holders_of(self, position: int) -> list[Officeholder]:
        """Who is there to act for one of these posts; empty where it is vacant."""
        return present_of(self.in_charge.get(position, []))


def terms_around(user: User, on: date, positions: QuerySet[Any, Any] | None = None) -> Around:
    """Whoever runs a person's own posts, and those in `positions` (rows of ids). 1 query."""
    asked = Q(position__in=running_rows(on).filter(user=user).values("position"))
    if positions is not None:
        asked |= Q(position__in=positions)
    found: dict[int, list[Officeholder]] = {}
    for term in running_terms(on).filter(asked).order_by("starts_on", "pk"):
        found.setdefault(term.position_id, []).append(term)
    return Around(user, {pk: _undisplaced(terms) for pk, terms in found.items()})


def held_positions(user: User, on: date) -> list[Officeholder]:
    """The terms under which a person may act on a day, displaced ones left out. 1 query.

    None while he is on leave.
    """
    return terms_around(user, on).held


def held_terms(user: int, on: date) -> QuerySet[Officeholder]:
    """The terms of `held_positions`, as a part of another query."""
    acting = running_rows(on).filter(position=OuterRef("position"))
    is_displaced = Exists(acting.exclude(capacity=Capacity.DEFINITIF))
    own = running_terms(on).filter(Q(is_away=False), user=user)
    return own.filter(~Q(capacity=Capacity.DEFINITIF) | ~is_displaced)


def running_fillers(day: date) -> QuerySet[Filler]:
    """Fillers whose naming runs on a day, under terms that run."""
    return Filler.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        starts_on__lte=day,
        revoked_at=None,
        user__is_active=True,
        term__in=running_rows(day),
    )


def named_fillers(terms: Iterable[Officeholder], on: date) -> QuerySet[Filler]:
    """Whom the holders of these terms have named, now or from a later day on."""
    return Filler.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), term__in=list(terms), revoked_at=None
    ).select_related("user", "term__position")


def fillings_of(user: User, on: date) -> list[Filler]:
    """For which holders a person may fill in figures today; displaced holders left out."""
    rows = list(running_fillers(on).filter(user=user).select_related("user", "term__position"))
    present = in_charge([row.term.position for row in rows], on) if rows else {}
    return [row for row in rows if row.term in present[row.term.position_id]]


def acting_as(
    user: User, positions: Iterable[Position], on: date, chosen: int | None = None
) -> Acting:
    """How a person acts for one of these positions today. Raises NotTheHolder.

    Whoever holds several of them acts under the term chosen, else under the first as listed.
    """
    return acting_among(held_positions(user, on), positions, chosen)


def acting_among(
    held: Iterable[Officeholder], positions: Iterable[Position], chosen: int | None = None
) -> Acting:
    """The same for who knows already which terms the person holds today. Raises NotTheHolder."""
    wanted = list(positions)
    terms = {term.position_id: term for term in held}
    fitting = [terms[position.pk] for position in wanted if position.pk in terms]
    if not fitting:
        raise NotTheHolder(wanted)
    return Acting.under(next((term for term in fitting if term.pk == chosen), fitting[0]))
