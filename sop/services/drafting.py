"""Drafting a version of an SOP with other standard times."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from organization.access import Acting
from organization.models import User
from organization.services import record_event
from sop.definition import Waktu, WaktuKey, parse, with_waktu
from sop.models import SopDocument, SopStep, SopVersion
from sop.services.loading import Loaded, load_definition


def discard_draft(*, version: SopVersion, user: User, now: datetime) -> bool:
    """Take away a draft that never took effect; False when it has been published meanwhile.

    An SOP that has no other version goes with it. Its event keeps number and hash of the text.
    """
    document = version.document
    with transaction.atomic():
        # the row count is the lock: whoever publishes it meanwhile waits here
        drafts = SopVersion.objects.filter(pk=version.pk, published_at__isnull=True)
        if not drafts.update(number=F("number")):
            return False
        steps = SopStep.objects.filter(version=version.pk)
        steps.update(next=None, return_to=None)  # they protect each other
        steps.delete()
        drafts.delete()
        if not document.versions.exists():
            SopDocument.objects.filter(pk=document.pk).delete()
        record_event(
            agency=document.agency,
            subject_type="sop_document",
            subject_id=document.pk,
            action="sop.discarded",
            at=now,
            user=user,
            data={"document": document.key, "number": version.number, "sha256": version.sha256},
        )
    return True


def draft_waktu(
    *,
    version: SopVersion,
    changes: Mapping[WaktuKey, Waktu],
    basis: str,
    now: datetime,
    acting: Acting | None = None,
    user: User | None = None,
) -> Loaded:
    """Store the version's text with other standard times as a draft; nothing is published by it.

    `basis`: what the new times rest on, written above the text and into the event. The same draft
    again changes nothing. An administrator puts it in force (`publish_draft`) after the SOP has
    been revised and signed on paper (PermenPAN-RB 35/2012).
    """
    text = with_waktu(version.source, changes, heading=basis)
    return load_definition(
        definition=parse(text, version.document.key),
        agency=version.document.agency,
        now=now,
        acting=acting,
        user=user,
        reason=basis,
    )
