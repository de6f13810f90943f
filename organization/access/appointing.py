"""Who may be given a post: people of the office itself, and accounts made for it.

Source: a Plh stands in inside his own office; who comes from another one is sent by the regent's
decree (UU 30/2014 ps. 14), which an administrator enters.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from organization.access.holding import is_held_meanwhile, stand_ins_of
from organization.access.refusals import NotAppointable, NotMandated, StandInActs
from organization.models import Agency, Capacity, Event, Filler, Officeholder, User

#: A mandate is entered no later than this after it began, since it is given in writing before.
LATEST_ENTRY = timedelta(days=31)


def mandate_faults(term: Officeholder, today: date) -> list[NotMandated]:
    """Why these words or days fit no Plt or Plh; empty for a definitif holder. At most 1 query.

    A Plt where nobody holds the post in all that time, a Plh, with a last day, where somebody does.
    """
    if term.capacity == Capacity.DEFINITIF:
        return []
    found: list[tuple[str, str | StrPromise]] = []
    if term.starts_on < today - LATEST_ENTRY:
        found.append(("starts_on", _("Mulai paling lama 31 hari yang lalu.")))
    if term.capacity == Capacity.PLH and term.ends_on is None:
        found.append(("ends_on", _("Isi hari terakhirnya: Plh. hanya untuk sementara.")))
    has_holder = is_held_meanwhile(term)
    if term.capacity == Capacity.PLT and has_holder:
        sentence = _(
            "Jabatan ini masih, atau pada masa itu akan, dipegang pejabat definitif: "
            "pilih Plh., atau akhiri sebelum pejabat definitif mulai."
        )
        found.append(("capacity", sentence))
    if term.capacity == Capacity.PLH and not has_holder:
        found.append(("capacity", _("Jabatan ini tidak mempunyai pejabat definitif: pilih Plt.")))
    return [NotMandated(field, sentence, term.position.agency) for field, sentence in found]


def relief_fault(term: Officeholder) -> StandInActs | None:
    """Why a definitif holder cannot relieve the Plt or Plh of his post from his first day, or None.

    They end on the day before, so they must have begun by then, and done nothing since.
    """
    for each in stand_ins_of(term):
        if each.starts_on >= term.starts_on:
            return StandInActs(each)
        zone = ZoneInfo(each.position.agency.time_zone)
        first = datetime.combine(term.starts_on, time.min, zone)
        last = Event.objects.filter(officeholder=each, at__gte=first).order_by("-at").first()
        if last is not None:
            return StandInActs(each, last.at.astimezone(zone).date())
    return None


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
