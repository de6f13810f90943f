"""What a person is for the work, read from the posts he holds today and never from a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organization.access import is_administrator
from organization.models import Agency, Officeholder, Oversight, User
from workflow.models import LaneActor, Run
from workflow.states import RunState


@dataclass(frozen=True, slots=True)
class Roles:
    """`heads`: agencies whose signing position he holds; `gathers`: running runs whose last step
    belongs to one of his posts; `oversees`: a reach over a government; `administers`."""

    heads: tuple[Agency, ...]
    gathers: tuple[Run, ...]
    oversees: bool
    administers: bool


def roles_of(user: User, terms: Iterable[Officeholder], on: date) -> Roles:
    """The roles of a person today. 3 queries; none for who holds no post."""
    held = [term.position_id for term in terms]
    if not held:
        return Roles((), (), oversees=False, administers=is_administrator(user))
    last = LaneActor.objects.filter(
        position__in=held, lane__parent=None, actor__steps__kind="document"
    )
    gathers = Run.objects.filter(state=RunState.OPEN, lanes__in=last.values("lane")).distinct()
    oversight = Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, position__in=held
    )
    return Roles(
        heads=tuple(Agency.objects.filter(signing_position__in=held).select_related("government")),
        gathers=tuple(
            gathers.select_related("agency", "document").order_by("year", "triwulan", "pk")
        ),
        oversees=oversight.exists(),
        administers=is_administrator(user),
    )
