"""What an administrator may set of ladder and delivery: nothing by which reminders fall silent."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from organization.models import Agency
from workflow.models import Delivery, LadderRung


@pytest.mark.parametrize(
    ("rung", "field"),
    [
        ({"moment": "sebelum", "days": 0}, "days"),
        ({"moment": "sebelum", "tells_superior": True}, "tells_superior"),
        ({"moment": "sesudah", "tells_holder": False}, "tells_holder"),
    ],
)
def test_a_rung_that_reaches_nobody_or_too_many_is_refused(rung, field):
    with pytest.raises(ValidationError) as refused:
        LadderRung(**rung).clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("rung", [{"moment": "sebelum"}, {"moment": "hari-ini", "days": 0}])
def test_a_rung_for_the_holder_is_taken(rung):
    LadderRung(**rung).clean()


def test_the_days_message_is_made_outside_quiet_hours():
    """Made at 19.00 while quiet from 18.00 to 06.00, no message would ever be made."""
    delivery = Delivery(agency=Agency(), quiet_from=time(18), quiet_to=time(6))
    for hour in (19, 5):
        delivery.digest_at = time(hour)
        with pytest.raises(ValidationError) as refused:
            delivery.clean()
        assert refused.value.message_dict == {
            "digest_at": ["Jatuh pada jam tenang, sehingga pesannya tidak terkirim; ubah jamnya."]
        }
    for hour in (6, 17):
        delivery.digest_at = time(hour)
        delivery.clean()
