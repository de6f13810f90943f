"""What a return writes beside the move."""

import pytest

from tests.workflow.offices import NOW, open_office
from workflow.access import ReasonMissing
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


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (["Salah.", "Kurang."], "2 angka, dengan alasan pada masing-masing angka."),
        (["Salah jumlah.", "Salah jumlah."], "Salah jumlah."),
    ],
)
def test_reasons_of_single_figures_stand_for_the_whole(own, told):
    office = open_office("dishub", per_lane=2, until="periksa")
    task = office.task("periksa", "bidang-lalu-lintas")
    rows = office.run.run_indicators.filter(lane__key="kasi-manajemen").order_by("pk")
    return_ = {
        "task": task,
        "acting": office.acting(task),
        "lanes": [office.lane("kasi-manajemen")],
        "reasons": {row.pk: reason for row, reason in zip(rows, own, strict=True)},
        "reason": " ",
        "now": NOW,
    }
    for unsaid in (
        {"reasons": {}},
        {"reasons": {rows[0].pk: "Salah.", rows[1].pk: " "}},
        {"lanes": list(office.run.lanes.filter(key__startswith="kasi-"))},
    ):
        with pytest.raises(ReasonMissing):
            give_back(**return_ | unsaid)
    given_back = give_back(**return_)
    assert given_back.reason == told
    assert [each.reason for each in given_back.items.all()] == own
