"""What a return writes beside the move."""

import pytest

from tests.workflow.offices import NOW, open_office
from workflow.models import DisposisiHop
from workflow.services import give_back

pytestmark = pytest.mark.django_db


def test_the_disposisi_of_a_return_goes_to_the_makers_of_the_lanes_returned_only():
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    row = office.run.run_indicators.get(lane__key="kasi-manajemen")
    give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-manajemen")],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    hop = DisposisiHop.objects.latest("number")
    assert [each.position.key for each in hop.receipts.all()] == ["kasi.manajemen"]
