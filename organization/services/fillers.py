"""Staff who fill in figures for a holder: named and revoked by the holder himself.

Source: practice of the agencies (operator, tim, staf bidang); the holder hands over.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from organization.access import CannotFill
from organization.models import Filler, Officeholder, User
from organization.services.events import record_event


def name_filler(
    *, term: Officeholder, user: User, starts_on: date, ends_on: date | None, now: datetime
) -> Filler:
    """Let a person fill in figures for the holder of a term, from a day on.

    He must be of the same agency, or hold no post anywhere. Raises CannotFill.
    """
    elsewhere = user.terms.exclude(position__agency=term.position.agency_id)
    is_of_agency = user.terms.filter(position__agency=term.position.agency_id).exists()
    if user.pk == term.user_id or not user.is_active or user.is_staff:
        raise CannotFill(user.username)
    if elsewhere.exists() and not is_of_agency:
        raise CannotFill(user.username)
    try:
        with transaction.atomic():
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
