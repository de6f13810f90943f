"""Leave: from when to when a person is not there, and who acts for him meanwhile.

Source: UU 30/2014 ps. 14, a Plh acts while the holder is temporarily absent.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from organization.access import Acting, LeaveBeyond, LeaveTaken, Staffing, post_beyond
from organization.language import in_office_language
from organization.models import Agency, Capacity, Leave, Officeholder, User
from organization.services.events import record_event
from organization.services.terms import (
    appoint_officeholder,
    cancel_term,
    end_term,
    is_used,
)


def grant_leave(
    *,
    term: Officeholder,
    starts_on: date,
    ends_on: date,
    now: datetime,
    note: str = "",
    substitute: User | None = None,
    by: User | None = None,
    acting: Acting | None = None,
) -> Leave:
    """Note that a holder is away, both days included; `substitute` acts as Plh of this post.

    He counts as absent in all his posts; one without a substitute is treated as vacant, so its
    tasks rise. Raises LeaveTaken where he is away already, LeaveBeyond where he holds a post on
    these days that `acting` does not decide on, PostTaken, OwnPost, NotAppointable as appointing.
    """
    if acting is not None and acting.user.pk != term.user_id:
        beyond = post_beyond(Staffing(acting.user, acting), term.user, starts_on, ends_on)
        if beyond is not None:
            raise LeaveBeyond(beyond)
    leave = Leave(user=term.user, starts_on=starts_on, ends_on=ends_on, note=note)
    with transaction.atomic():
        # the person's row is the lock: a second entry waits here and then sees the first
        User.objects.filter(pk=term.user_id).update(name=F("name"))
        taken = Leave.objects.filter(
            user=term.user, starts_on__lte=ends_on, ends_on__gte=starts_on, cancelled_at=None
        )
        if taken.exists():
            raise LeaveTaken(term.user.name)
        leave.save(force_insert=True)
        _record(leave, "leave.granted", now, by, acting)
        if substitute is not None:
            appoint_officeholder(
                user=substitute,
                position=term.position,
                capacity=Capacity.PLH,
                starts_on=starts_on,
                ends_on=ends_on,
                now=now,
                by=by,
                acting=acting,
                leave=leave,
            )
    return leave


@in_office_language
def end_leave(
    *,
    leave: Leave,
    back_on: date,
    now: datetime,
    by: User | None = None,
    acting: Acting | None = None,
) -> None:
    """Let a person be back on a day; leave that had not begun by then is cancelled.

    The Plh named for it stands in no longer than that. Raises LeaveTaken where the leave is over or
    cancelled already.
    """
    running = Leave.objects.filter(pk=leave.pk, cancelled_at=None, ends_on__gte=back_on)
    with transaction.atomic():
        if back_on <= leave.starts_on:
            changed = running.update(cancelled_at=now)
        else:
            changed = running.update(ends_on=back_on - timedelta(days=1))
        if not changed:
            raise LeaveTaken(leave.user.name)
        substitutes = list(
            leave.substitutes.filter(ends_on__gte=back_on).select_related(
                "user", "position__agency"
            )
        )
        leave.refresh_from_db()
        _record(leave, "leave.ended", now, by, acting)
        for term in substitutes:
            if term.starts_on < back_on:
                last = back_on - timedelta(days=1)
                end_term(term=term, ends_on=last, now=now, by=by, acting=acting)
            elif is_used(term):
                if term.ends_on != term.starts_on:
                    end_term(term=term, ends_on=term.starts_on, now=now, by=by, acting=acting)
            else:
                reason = _("Cuti dibatalkan.")
                cancel_term(term=term, reason=reason, now=now, by=by, acting=acting)


def _record(
    leave: Leave, action: str, now: datetime, by: User | None, acting: Acting | None
) -> None:
    """On the chain of every agency in which the person holds a post on these days."""
    terms = leave.user.terms.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=leave.starts_on), starts_on__lte=leave.ends_on
    )
    for agency in Agency.objects.filter(positions__terms__in=terms).distinct():
        record_event(
            agency=agency,
            subject_type="leave",
            subject_id=leave.pk,
            action=action,
            at=now,
            acting=acting,
            user=by,
            data={
                "account": leave.user.username,
                "starts_on": leave.starts_on.isoformat(),
                "ends_on": leave.ends_on.isoformat(),
            },
        )
