"""Drafting a version of an SOP with other standard times."""

from collections.abc import Mapping
from datetime import datetime

from organization.access import Acting
from organization.models import User
from sop.definition import Waktu, WaktuKey, parse, with_waktu
from sop.models import SopVersion
from sop.services.loading import Loaded, load_definition


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
