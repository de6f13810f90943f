"""Who may be given a post: people of the office itself, and accounts made for it.

Source: a Plh stands in inside his own office; who comes from another one is sent by the regent's
decree (UU 30/2014 ps. 14), which an administrator enters.
"""

from organization.access.refusals import NotAppointable
from organization.models import Agency, Capacity, Filler, Officeholder, User


def unfit_for(term: Officeholder, *, by_office: bool) -> NotAppointable | None:
    """Why this person cannot be given this post, or None. 0 to 4 queries.

    `by_office`: an official of the agency enters it, not an administrator.
    """
    user, agency = term.user, term.position.agency
    if user.is_staff or user.is_superuser:
        return NotAppointable.administrator(user, agency)
    if not user.is_active:
        return NotAppointable.inactive(user, agency)
    homes = _homes(user)
    if agency.pk in homes:
        return None
    if by_office:
        return NotAppointable.stranger(user, agency)
    if not homes:
        return None
    if term.capacity == Capacity.PLH or set(homes.values()) != {agency.government_id}:
        return NotAppointable.from_elsewhere(user, agency)
    return None


def _homes(user: User) -> dict[int, int]:
    """Government by agency: where his posts are, else whom he fills in for, else as he is called.

    The administrator, like a file of an organization, names an account `what@agency`.
    """
    posts = Agency.objects.filter(positions__terms__in=user.terms.all())
    named = Filler.objects.filter(user=user, revoked_at=None)
    filled = Agency.objects.filter(positions__terms__in=named.values("term"))
    called = Agency.objects.filter(key=user.username.rpartition("@")[2])
    for agencies in (posts, filled, called):
        found = dict(agencies.values_list("pk", "government"))
        if found:
            return found
    return {}
