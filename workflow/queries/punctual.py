"""How many steps of an agency's triwulan ended in time, and how many late."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q

from organization.models import Agency
from workflow.models import Task


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Ended steps that had a due time."""

    on_time: int
    late: int


def punctuality(agency: Agency, year: int) -> Mapping[int, Punctuality]:
    """By triwulan, those without an ended step left out. 1 query."""
    rows = (
        Task.objects.filter(
            run__agency=agency, run__year=year, finished_at__isnull=False, due_at__isnull=False
        )
        .order_by("run__triwulan")
        .values_list("run__triwulan")
        .annotate(
            on_time=Count("pk", filter=Q(finished_at__lte=F("due_at"))),
            late=Count("pk", filter=Q(finished_at__gt=F("due_at"))),
        )
    )
    return {triwulan: Punctuality(on_time, late) for triwulan, on_time, late in rows}
