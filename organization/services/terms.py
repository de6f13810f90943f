"""Terms of office: who holds a post from when to when, and in which capacity."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization.access import (
    Acting,
    OwnPost,
    PostTaken,
    TermEnded,
    TermUsed,
    mandate_faults,
    relief_fault,
    stand_ins_of,
    term_in_the_way,
    unfit_for,
)
from organization.language import in_office_language
from organization.models import Capacity, Leave, Officeholder, Position, User
from organization.services.events import record_event


def appoint_officeholder(
    *,
    user: User,
    position: Position,
    starts_on: date,
    now: datetime,
    capacity: str = Capacity.DEFINITIF,
    ends_on: date | None = None,
    pangkat: str = "",
    nip: str = "",
    by: User | None = None,
    acting: Acting | None = None,
    leave: Leave | None = None,
) -> Officeholder:
    """Let a person hold a post from a day on (UU 30/2014 ps. 14: Plt, Plh by mandate).

    Several people may hold a staff post; only one at a time acts as Plt or Plh, and nobody holds
    one post twice at once: raises PostTaken. A definitif holder relieves the Plt or Plh of his
    post, who end on the day before; raises StandInActs where that cannot be.

    `by`: the administrator who enters it, or `acting`: the official; nobody enters a post for
    himself (OwnPost), nor for an account that does not belong there (NotAppointable), nor under a
    word or on days that are no mandate (NotMandated). `leave`: whose Plh this term is.
    """
    if user == (acting.user if acting else by):
        raise OwnPost(position.agency)
    term = Officeholder(
        user=user,
        position=position,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
        pangkat=pangkat,
        nip=nip,
        leave=leave,
    )
    with transaction.atomic():
        # the post's row is the lock: a second appointment waits here and then sees the first
        Position.objects.filter(pk=position.pk).update(order=F("order"))
        unfit = unfit_for(term, by_office=acting is not None)
        if unfit is not None:
            raise unfit
        tied = relief_fault(term)
        if tied is not None:
            raise tied
        _relieve(term, now, by, acting)
        other = term_in_the_way(term)
        if other is not None:
            raise PostTaken(other)
        for fault in mandate_faults(term, localdate(now)):
            raise fault
        term.save(force_insert=True)
        _record(term, "officeholder.appointed", now, by, acting)
    return term


@in_office_language
def _relieve(term: Officeholder, now: datetime, by: User | None, acting: Acting | None) -> None:
    """End the Plt or Plh of a post on the day before its definitif holder begins."""
    last = term.starts_on - timedelta(days=1)
    reason = _("Pejabat definitif mulai %(day)s.") % {"day": date_format(term.starts_on)}
    for each in stand_ins_of(term):
        Officeholder.objects.filter(pk=each.pk).update(ends_on=last)
        each.ends_on = last
        _record(each, "officeholder.ended", now, by, acting, reason)


def end_term(
    *,
    term: Officeholder,
    ends_on: date,
    now: datetime,
    by: User | None = None,
    acting: Acting | None = None,
) -> Officeholder:
    """Let a term end on a day, which is its last; a shorter end replaces a longer one.

    Raises TermEnded where it has ended by then, or had not begun.
    """
    running = Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on), pk=term.pk, starts_on__lte=ends_on
    )
    with transaction.atomic():
        if not running.update(ends_on=ends_on):
            raise TermEnded(term)
        term.refresh_from_db()
        _record(term, "officeholder.ended", now, by, acting)
    return term


def cancel_term(
    *,
    term: Officeholder,
    reason: str,
    now: datetime,
    by: User | None = None,
    acting: Acting | None = None,
) -> None:
    """Take back a term that was entered by mistake: it gives nothing, its row and event remain.

    Raises TermEnded where that was done already, TermUsed once anything was done under it, be it
    the naming of a filler.
    """
    with transaction.atomic():
        Position.objects.filter(pk=term.position_id).update(order=F("order"))
        if is_used(term):
            raise TermUsed(term)
        if not Officeholder.objects.filter(pk=term.pk).update(cancelled_at=now):
            raise TermEnded(term)
        _record(term, "officeholder.cancelled", now, by, acting, reason)


def is_used(term: Officeholder) -> bool:
    """Whether any row of any floor names this term."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: term.pk}).exists()
        for relation in Officeholder._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
    )


def _record(
    term: Officeholder,
    action: str,
    now: datetime,
    by: User | None,
    acting: Acting | None,
    reason: str = "",
) -> None:
    record_event(
        agency=term.position.agency,
        subject_type="officeholder",
        subject_id=term.pk,
        action=action,
        at=now,
        acting=acting,
        user=by,
        reason=reason,
        data={
            "account": term.user.username,
            "position": term.position.key,
            "capacity": term.capacity,
            "starts_on": term.starts_on.isoformat(),
            "ends_on": term.ends_on.isoformat() if term.ends_on else None,
        },
    )
