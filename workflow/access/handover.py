"""Whose serah terima a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from organization.access import (
    agencies_for,
    held_positions,
    staffing_among,
)
from organization.models import Officeholder, User
from workflow.access.refusals import HandoverReserved


def terms_to_hand_over(user: User, on: date) -> QuerySet[Officeholder]:
    """Terms near this user: his own, those of his agencies and of posts that he will hold."""
    coming = Officeholder.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=user)
    return Officeholder.objects.filter(
        Q(user=user)
        | Q(position__agency__in=agencies_for(user, on))
        | Q(position__in=coming.values("position"))
    ).select_related("user", "position__agency__government", "position__unit")


@dataclass(frozen=True, slots=True)
class Handover:
    """Of which terms a person sees what lies at the post: `own`, posts that he has or will have."""

    user: User
    held: tuple[Officeholder, ...]
    own: frozenset[int]

    def may_see(self, term: Officeholder) -> bool:
        """Who leaves, who holds the post now or will, his superior, who keeps the staff."""
        post = term.position
        if term.user_id == self.user.pk or post.pk in self.own:
            return True
        staffing = staffing_among(self.user, self.held, post.agency)
        return post.superior_id in {each.position_id for each in self.held} or (
            staffing is not None and staffing.covers(post)
        )


def handing_over(user: User, on: date) -> Handover:
    """What this person's posts let him see. 2 queries."""
    own = user.terms.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    posts = frozenset(own.values_list("position", flat=True))
    return Handover(user, tuple(held_positions(user, on)), posts)


def taking_over(user: User, pk: int, on: date) -> Officeholder:
    """The term whose serah terima this user may see; 404, or HandoverReserved inside his agency."""
    term = terms_to_hand_over(user, on).filter(pk=pk).first()
    if term is None:
        raise Http404
    expect_seen([] if handing_over(user, on).may_see(term) else [term])
    return term


def expect_seen(hidden: Sequence[Officeholder]) -> None:
    """That none of these terms is beyond this person. Raises HandoverReserved."""
    if hidden:
        raise HandoverReserved([term.position for term in hidden])
