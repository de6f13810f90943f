"""Posts that the SOP need and that nobody holds today."""

from datetime import date

from django.db.models import QuerySet

from organization.access import holders_by_position
from organization.models import Agency, Position
from workflow.models import LaneActor
from workflow.states import RunState


def vacant_positions(agencies: QuerySet[Agency], on: date) -> list[Position]:
    """Posts of running runs without a present holder, by agency. 2 queries."""
    acting = LaneActor.objects.filter(lane__run__state=RunState.OPEN)
    posts = list(
        Position.objects.filter(pk__in=acting.values("position"), agency__in=agencies)
        .select_related("agency")
        .order_by("agency__name", "order", "name")
    )
    present = holders_by_position(posts, on)
    return [post for post in posts if not present[post.pk]]
