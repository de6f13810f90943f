"""The texts of the annual report, written during the year."""

from datetime import datetime
from typing import Any

from django.db import transaction

from indicators.models import Sasaran
from organization.access import Acting
from organization.models import Agency
from organization.richtext import MARKED
from organization.services import record_event
from reports.models import Narrative


def save_narrative(
    *,
    agency: Agency,
    year: int,
    section: str,
    sasaran: Sasaran | None,
    text: str,
    acting: Acting,
    now: datetime,
) -> Narrative:
    """Save one text, with its marks; the annual report takes it when it is next frozen.

    What stood there before stays readable in the event, which nobody can change.
    """
    of_section: dict[str, Any] = {
        "agency": agency,
        "year": year,
        "section": section,
        "sasaran": sasaran,
    }
    with transaction.atomic():
        before = Narrative.objects.filter(**of_section).values_list("text", flat=True).first()
        narrative, _is_new = Narrative.objects.update_or_create(
            **of_section,
            defaults={"text": text, "markup": MARKED, "updated_at": now, "updated_by": acting.user},
        )
        record_event(
            agency=agency,
            subject_type="narrative",
            subject_id=narrative.pk,
            action="narrative.saved",
            at=now,
            acting=acting,
            data={"section": section, "year": year, "before": before or "", "after": text},
        )
    return narrative
