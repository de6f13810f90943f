"""Putting a version in force, checked once more and with the revision it rests on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from organization.access import Acting
from organization.models import User
from organization.services import record_event
from sop.access import CannotPublish
from sop.models import SopDocument, SopVersion
from sop.queries import publish_problems


def publish_draft(
    *, version: SopVersion, effective_on: date, basis: str, user: User, now: datetime
) -> bool:
    """Put a draft in force for what opens from a day on; False when somebody was faster.

    `basis`: the signed revision it rests on (PermenPAN-RB 35/2012). Runs that are open keep their
    version. Raises CannotPublish with every reason why it could not run.
    """
    with transaction.atomic():
        problems = publish_problems(version, effective_on, localdate(now))
        if problems:
            raise CannotPublish(version.document.agency, problems)
        return publish_version(
            version=version, effective_on=effective_on, user=user, reason=basis, now=now
        )


def publish_version(
    *,
    version: SopVersion,
    now: datetime,
    effective_on: date | None = None,
    acting: Acting | None = None,
    user: User | None = None,
    reason: str = "",
) -> bool:
    """Put a version in force from its effective day; False when it was published already."""
    first_day = effective_on or version.effective_on
    with transaction.atomic():
        drafts = SopVersion.objects.filter(pk=version.pk, published_at__isnull=True)
        if not drafts.update(published_at=now, effective_on=first_day):
            return False
        SopDocument.objects.filter(pk=version.document_id).update(name=version.nama)
        record_event(
            agency=version.document.agency,
            subject_type="sop_version",
            subject_id=version.pk,
            action="sop.published",
            at=now,
            acting=acting,
            user=user,
            reason=reason,
            data={"number": version.number, "effective_on": first_day.isoformat()},
        )
    version.published_at, version.effective_on = now, first_day
    return True
