"""What opens next: the date of each SOP and what would stand in its way. Changes nothing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from organization.models import Agency
from sop.models import SopDocument
from sop.queries import version_in_force
from workflow.period import Period, next_opening
from workflow.services.planning import OpeningPlan, plan_opening


@dataclass(frozen=True, slots=True)
class NextOpening:
    """An SOP's next triwulan and its plan; no period when no version is in force by then."""

    document: SopDocument
    period: Period | None
    plan: OpeningPlan


def next_openings(agencies: QuerySet[Agency], today: date) -> list[NextOpening]:
    """The next opening of every SOP of these agencies, in the order of their dates."""
    documents = SopDocument.objects.filter(agency__in=agencies).select_related("agency")
    found = []
    for document in documents.order_by("agency__name", "name"):
        version = version_in_force(document, today) or document.versions.last()
        period = None
        if version is not None and version.trigger_months:
            period = next_opening(
                trigger_day=version.trigger_day,
                trigger_months=version.trigger_months,
                today=today,
            )
        plan = plan_opening(document=document, on=period.opens_on if period else today)
        found.append(NextOpening(document, period, plan))
    return sorted(found, key=lambda each: each.period.opens_on if each.period else date.max)
