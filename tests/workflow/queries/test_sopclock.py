"""The SOP clock beside a count by hand: one lane of SOP 000 with a return, in office hours of WITA.

Fri 10 April 10.00 opened · 10.10 order sent · Mon 13 11.00 data handed over · Wed 15 09.00 report ·
10.00 returned · 11.00 report again · 14.00 approved.
"""

from datetime import UTC, datetime, timedelta

import pytest

from tests.workflow.offices import Office, load_office, open_office
from workflow import services
from workflow.models import Passage, Run
from workflow.period import period_opened_on
from workflow.queries.passages import passages_of
from workflow.queries.sopclock import clock_years, sop_clock
from workflow.stopwatch import Spent

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 4, 30, 1, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2026 on the office's clock."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def hours(value: float) -> timedelta:
    return timedelta(hours=value)


@pytest.fixture
def office() -> Office:
    found = open_office("dishub")
    for step, day, hour, minute in (
        ("perintahkan-analis", 10, 10, 10),
        ("serahkan-bahan", 13, 11, 0),
        ("buat-laporan", 15, 9, 0),
    ):
        found.finish(found.task(step, "kasi-angkutan"), now=at(day, hour, minute))
    task = found.task("periksa", "bidang-angkutan")
    services.give_back(
        task=task,
        acting=found.acting(task),
        lanes=[found.lane("kasi-angkutan")],
        reasons={},
        reason="Satuan belum sesuai.",
        now=at(15, 10),
    )
    found.finish(found.task("buat-laporan", "kasi-angkutan"), now=at(15, 11))
    found.finish(found.task("periksa", "bidang-angkutan"), now=at(15, 14))
    return found


def of_lane(office: Office, *keys: str):
    lines = passages_of(office.agency, [office.run], LATER)
    return [line for line in lines if line.task.lane.key in keys]


def test_every_stay_is_measured_as_by_hand(office):
    found = {
        (line.step.key, line.task.round, line.number): (
            line.measured.spent,
            line.measured.excess,
            line.state,
        )
        for line in of_lane(office, "kasi-angkutan", "bidang-angkutan")
        if line.step.key not in ("tugaskan", "serahkan-laporan")
    }
    assert found == {
        ("perintahkan-analis", 1, 1): (Spent(working=timedelta(minutes=10)), hours(0), "selesai"),
        # Fri 10.10–11.30 and 13.00–16.30, Mon 07.30–11.00; a hari ends on Mon 16.00
        ("serahkan-bahan", 1, 1): (Spent(working=hours(8) + hours(1 / 3)), hours(0), "selesai"),
        # Mon 4 hours, Tue 7.5, Wed 1.5; the standard ends on Tue 16.00
        ("buat-laporan", 1, 1): (Spent(working=hours(13)), hours(1.5), "selesai"),
        ("buat-laporan", 2, 1): (Spent(returned=hours(1)), hours(0), "selesai"),
        ("periksa", 1, 1): (Spent(working=hours(1)), hours(0), "dikembalikan"),
        # waited Wed 10–11, then 11–12 and 13–14 where the SOP allows 1 jam
        ("periksa", 1, 2): (
            Spent(waiting=hours(1), returned=hours(2)),
            hours(1),
            "selesai",
        ),
    }


def test_a_join_waits_for_its_second_lane():
    """Lalu Lintas has two Seksi: one hands over on Fri 14.00, the other on Mon 09.00."""
    office = open_office("dishub")
    for lane, day, hour in (("kasi-manajemen", 10, 14), ("kasi-pengendalian", 13, 9)):
        for step in ("perintahkan-analis", "serahkan-bahan", "buat-laporan"):
            office.finish(office.task(step, lane), now=at(day, hour))
    [line] = [x for x in of_lane(office, "bidang-lalu-lintas") if x.step.key == "periksa"]
    # Fri 14.00–16.30 and Mon 07.30–09.00, then in hand from Mon 09.00 on and still there
    assert line.measured.spent.waiting == hours(4)
    assert (line.stay.worked_from(LATER), line.measured.is_ended) == (at(13, 9), False)


def test_who_ended_a_stay_is_named_by_position(office):
    posts = {
        (line.step.key, line.number): line.act.position
        for line in of_lane(office, "kasi-angkutan", "bidang-angkutan")
        if line.act
    }
    assert posts["serahkan-bahan", 1] == "Analis Data Angkutan"
    assert posts["periksa", 1] == posts["periksa", 2] == "Kepala Bidang Angkutan"


def test_a_return_keeps_what_the_row_forgets(office):
    row = Passage.objects.get(task__run=office.run)
    assert (row.task.step.key, row.ready_at, row.ended_at, row.returned_at, row.state) == (
        ("periksa", at(15, 9), at(15, 10), at(15, 10), "dikembalikan")
    )


def test_the_step_that_holds_the_run_longest_stands_first(office):
    clock = sop_clock(office.run.document, LATER, year=2026)
    assert [each.step.key for each in clock.bottlenecks] == ["buat-laporan", "periksa"]
    [report] = [each for each in clock.steps if each.step.key == "buat-laporan"]
    assert (report.times.count, report.times.kept, report.times.share_kept) == (2, 1, 50)
    assert (report.times.median, report.times.p90) == (hours(7), hours(13))
    assert (report.allowed, report.standard) == (hours(7.5), ("1 Hari",))
    assert report.times.held == hours(1.5)


def test_steps_lanes_and_triwulan_each_add_up_to_the_whole(office):
    clock = sop_clock(office.run.document, LATER)
    assert clock.whole.count + clock.whole.under_way == len(clock.lines)
    for parts in (clock.steps, clock.lanes, clock.runs):
        assert sum((each.times.spent for each in parts), Spent()) == clock.whole.spent
        assert sum(each.times.kept for each in parts) == clock.whole.kept


def test_a_year_without_runs_is_empty(office):
    clock = sop_clock(office.run.document, LATER, year=2025)
    assert (clock.lines, clock.steps, clock.whole.median) == ((), (), None)
    assert clock_years(office.run.document) == [2026]


def test_the_clock_asks_as_little_for_many_runs_as_for_one(office, django_assert_num_queries):
    document = office.run.document
    with django_assert_num_queries(7):
        sop_clock(document, LATER)
    for day in (datetime(2026, 7, 10, 2, tzinfo=UTC), datetime(2026, 10, 12, 2, tzinfo=UTC)):
        plan = services.plan_opening(document=load_office("dishub", per_lane=0), on=day.date())
        services.open_run(plan=plan, period=period_opened_on(day.date()), now=day)
    assert Run.objects.filter(document=document).count() == 3
    with django_assert_num_queries(7):
        sop_clock(document, LATER)
