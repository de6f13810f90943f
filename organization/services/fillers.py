"""Staff who fill in figures for a holder: named and revoked by the holder himself.

Source: practice of the agencies (operator, tim, staf bidang); the holder hands over.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from organization.access import CannotFill
from organization.models import Filler, Officeholder, User
from organization.services.events import record_event


def name_filler(
    *, term: Officeholder, user: User, starts_on: date, ends_on: date | None, now: datetime
) -> Filler:
    """Let a person fill in figures for the holder of a term, from a day on.

    He must be of the same agency, or hold no post and fill in for nobody elsewhere. Raises
    CannotFill, also where he is named for some of these days already.
    """
    if user.pk == term.user_id or not user.is_active or user.is_staff:
        raise CannotFill(user.username)
    if _belongs_elsewhere(user, term.position.agency_id):
        raise CannotFill(user.username)
    try:
        with transaction.atomic():
            if _is_named(term, user, starts_on, ends_on):
                raise CannotFill(user.username)
            filler = Filler.objects.create(
                term=term, user=user, starts_on=starts_on, ends_on=ends_on
            )
            _record(filler, "filler.named", now)
    except IntegrityError as again:
        raise CannotFill(user.username) from again
    return filler


def revoke_filler(*, filler: Filler, now: datetime) -> bool:
    """End a naming at once; what was filled in stays. False when it was revoked already."""
    with transaction.atomic():
        if not Filler.objects.filter(pk=filler.pk, revoked_at=None).update(revoked_at=now):
            return False
        _record(filler, "filler.revoked", now)
    return True


def _belongs_elsewhere(user: User, agency: int) -> bool:
    """Whether posts, or the holders who named him, place this person in other agencies only."""
    if user.terms.filter(position__agency=agency).exists():
        return False
    serves = Filler.objects.filter(user=user, revoked_at=None)
    return (
        user.terms.exclude(position__agency=agency).exists()
        or serves.exclude(term__position__agency=agency).exists()
    )


def _is_named(term: Officeholder, user: User, starts_on: date, ends_on: date | None) -> bool:
    rows = Filler.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), term=term, user=user, revoked_at=None
    )
    return rows.exists() if ends_on is None else rows.filter(starts_on__lte=ends_on).exists()


def _record(filler: Filler, action: str, now: datetime) -> None:
    record_event(
        agency=filler.term.position.agency,
        subject_type="officeholder",
        subject_id=filler.term_id,
        action=action,
        at=now,
        user=filler.term.user,
        data={
            "account": filler.user.username,
            "position": filler.term.position.key,
            "starts_on": filler.starts_on.isoformat(),
            "ends_on": filler.ends_on.isoformat() if filler.ends_on else None,
        },
    )
