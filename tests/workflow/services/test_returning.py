"""What a return writes beside the move."""

from datetime import timedelta
from decimal import Decimal

import pytest

from indicators.capaian import Aggregation
from indicators.models import BuktiDukung, Indicator, Realisasi
from indicators.services import FigureEntry
from tests.workflow.offices import NOW, fill, open_office
from workflow.access import ReasonMissing, ReturnUnexplained
from workflow.models import DisposisiHop, ReturnItem
from workflow.queries.differences import answered_items
from workflow.queries.figures import figures_by_lane
from workflow.services import give_back, hand_over, save_task_figures

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


@pytest.mark.parametrize("has_evidence", [False, True])
def test_a_figure_that_was_never_filled_in_may_be_returned_and_is_then_open(has_evidence):
    office = open_office("dpkp", per_lane=2, until="isi-format")
    filled, empty = office.run.run_indicators.filter(lane__key="bidang-pangan").order_by("pk")
    Indicator.objects.filter(pk=empty.indicator_id).update(aggregation=Aggregation.ANNUAL)
    task = office.task("isi-format", "bidang-pangan")
    acting = office.acting(task)
    entry = FigureEntry(filled.indicator_id, 0, status="terisi", value=Decimal(7), note="Buku.")
    save_task_figures(task=task, acting=acting, entries=[entry], now=NOW, origin="web")
    if has_evidence:
        Realisasi.objects.create(indicator=empty.indicator, year=2026, triwulan=1)
    hand_over(task=task, acting=acting, now=NOW)
    office.run_until("verifikasi")
    review = office.task("verifikasi")
    [lane] = [each for each in figures_by_lane(review, [empty.lane_id]) if each.keys]
    assert set(lane.keys.values()) == {str(filled.pk), str(empty.pk)}
    assert lane.empty_keys == [str(empty.pk)]
    give_back(
        task=review,
        acting=office.acting(review),
        lanes=[empty.lane],
        reasons={empty.pk: "Mohon diisi."},
        reason="Mohon diisi.",
        now=NOW + timedelta(hours=1),
    )
    task = office.task("isi-format", "bidang-pangan")
    fill(task, office.acting(task), NOW + timedelta(hours=2))
    hand_over(task=task, acting=office.acting(task), now=NOW + timedelta(hours=2))
    [answered] = answered_items(review)
    assert answered.item == ReturnItem.objects.get(run_indicator=empty)
    assert answered.changes[0][0] == "Realisasi"
    assert office.figure(filled.indicator).version == 1


@pytest.mark.parametrize(
    ("key", "judging", "making", "lane", "help_"),
    [
        ("dishub", "periksa", "buat-laporan", "kasi-angkutan", "Perbaiki angka"),
        ("satpolpp", "koreksi", "buat-laporan", "pusat", "Kembalikan angka"),
    ],
)
def test_what_came_back_whole_and_stays_as_it_was_asks_for_a_word(
    key, judging, making, lane, help_
):
    office = open_office(key, until=judging)
    judge = "bidang-angkutan" if key == "dishub" else lane
    task = office.task(judging, judge)
    later = NOW + timedelta(hours=1)
    give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane(lane)],
        reasons={},
        reason="Cek.",
        now=later,
    )
    task = office.task(making, lane)
    handed = {"task": task, "acting": office.acting(task), "now": later}
    with pytest.raises(ReturnUnexplained) as refused:
        hand_over(**handed, note=" ")
    assert str(refused.value.help).startswith(help_)
    assert hand_over(**handed, note="Sudah sesuai buku.")


@pytest.mark.parametrize("change", ["figure", "evidence"])
def test_what_came_back_whole_and_changed_needs_no_word(change):
    office = open_office("dishub", until="periksa")
    task = office.task("periksa", "bidang-angkutan")
    lane = office.lane("kasi-angkutan")
    given = {"lanes": [lane], "reasons": {}, "reason": "Cek.", "now": NOW + timedelta(hours=1)}
    give_back(task=task, acting=office.acting(task), **given)
    task, later = office.task("buat-laporan", lane.key), NOW + timedelta(hours=2)
    acting = office.acting(task)
    if change == "figure":
        fill(task, acting, later)
    else:
        BuktiDukung.objects.create(
            realisasi=office.figure(office.indicators(lane.key)[0]),
            kind="keterangan",
            title="Buku",
            added_by=acting.user,
            added_at=later,
        )
    assert hand_over(task=task, acting=acting, now=later)
