"""Who answers for an indicator: a unit, and inside it a position."""

from datetime import datetime

from django.db import transaction

from indicators.models import Indicator
from organization.access import Acting
from organization.models import Position, Unit, User
from organization.services import record_event


def assign_indicator(
    *,
    indicator: Indicator,
    unit: Unit | None,
    position: Position | None,
    now: datetime,
    by: User,
    acting: Acting | None = None,
) -> Indicator:
    """Let a unit and a position answer for an indicator from the next triwulan on.

    Open runs keep the lane that they gave it; there it is moved by sharing out.
    """
    with transaction.atomic():
        Indicator.objects.filter(pk=indicator.pk).update(
            responsible_unit=unit, responsible_position=position
        )
        record_event(
            agency=indicator.agency,
            subject_type="indicator",
            subject_id=indicator.pk,
            action="indicator.assigned",
            at=now,
            acting=acting,
            user=by,
            data={
                "indicator": indicator.code,
                "unit": unit.key if unit else "",
                "position": position.key if position else "",
            },
        )
    indicator.responsible_unit, indicator.responsible_position = unit, position
    return indicator
