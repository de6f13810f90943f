"""The flowchart of a run: who holds what now, and the run as it stood at every earlier moment."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organization.access import Acting, holders
from organization.models import User
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.queries.board import board_of
from workflow.queries.chart import story_of
from workflow.queries.ground import ground_of

pytestmark = pytest.mark.django_db


def url(run, saat: object = "") -> str:
    address = reverse("workflow:run-chart", args=[run.pk])
    return f"{address}?saat={saat}" if saat else address


def look(come, office, saat: object = ""):
    answer = come(office.user("kepala")).get(url(office.run, saat))
    assert answer.status_code == 200
    return answer.context["page"]


def boards(office) -> list:
    return [each.stand.board for each in story_of(ground_of(office.run)).moments]


def give_back(office, step: str, lane: str, now):
    task = office.task(step, "bidang-angkutan")
    services.give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane(lane)],
        reasons={},
        reason="Perlu bukti.",
        now=now,
    )


@pytest.mark.parametrize("key", ["dishub", "inspektorat", "dpkp"])
def test_the_log_gives_the_board_that_the_rows_tell(key):
    """After each move, also after an order was taken back, the log alone gives the same board."""
    office = open_office(key)
    for _move in range(60):
        assert boards(office)[-1] == board_of(office.run).board
        if not office.tasks():
            break
        office.finish(office.tasks()[-1])
    office.run.refresh_from_db()
    assert office.run.state == "selesai"


def test_a_return_and_a_reopening_are_played_again(come):
    office = open_office("dishub")
    office.run_until("periksa")
    before = board_of(office.run).board
    give_back(office, "periksa", "kasi-angkutan", NOW + timedelta(hours=1))
    assert boards(office)[-1] == board_of(office.run).board
    assert boards(office)[-2] == before
    office.run_until("dokumentasikan")
    office.finish(office.task("dokumentasikan"))
    services.reopen_run(
        run=office.run,
        acting=Acting.under(holders(office.position("kepala"), NOW.date())[0]),
        leaves=[office.lane("kasi-angkutan")],
        reasons={},
        reason="Ada data baru.",
        now=NOW + timedelta(hours=2),
    )
    assert boards(office)[-1] == board_of(office.run).board
    page = look(come, office)
    again = next(row for row in page.lanes if row.lane.key == "kasi-angkutan")
    # the order given in the first round still counts as done
    assert [each.state for each in again.stations][:2] == ["selesai", "terbuka"]


def test_now_says_who_holds_each_step_since_when_and_until_when(come):
    office = open_office("dishub")
    page = look(come, office)
    task = office.task("perintahkan-analis", "kasi-angkutan")
    [station] = [each for each in page.live if each.task == task]
    assert [term.title for term in station.holders] == ["Kepala Seksi Angkutan Orang dan Barang"]
    assert (station.since, station.due_at, station.state) == (NOW, task.due_at, "terbuka")


def test_an_earlier_moment_shows_what_was_held_then(come):
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    later = NOW + timedelta(days=5)
    office.finish(task, now=later)
    then, now = look(come, office, 1), look(come, office)
    assert task in [each.task for each in then.live]
    assert task not in [each.task for each in now.live]
    assert then.as_of == NOW
    # its due time of then, by the standard, is the one that the row kept
    [station] = [each for each in then.live if each.task == task]
    assert station.due_at == task.due_at
    [done] = [each for row in now.lanes for each in row.stations if each.task == task]
    assert (done.state, done.ended.at) == ("selesai", later)


@pytest.mark.parametrize(
    ("saat", "number"),
    [("1", 1), ("2026-04-10", 1), ("2026-04-12", 1), ("2026-04-15", 2), ("2020-01-01", 1)],
)
def test_a_moment_is_asked_for_by_number_or_by_day(come, saat, number):
    office = open_office("dishub")
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"), now=NOW + timedelta(days=5))
    page = look(come, office, saat)
    assert page.moment.number == number
    assert (page.previous, page.following) == ((None, 2) if number == 1 else (1, None))


@pytest.mark.parametrize("saat", ["0", "99999999999999999999", "x", "-1", "²", "2026-13-40"])
def test_any_other_moment_is_now(come, saat):
    assert look(come, open_office("dishub"), saat).moment is None


def test_the_chart_of_a_foreign_agency_is_404_and_an_overseer_reads_it(come):
    office = open_office("dishub")
    assert come(User.objects.get(username="kepala@dpmd")).get(url(office.run)).status_code == 404
    overseer = User.objects.get(username="inspektur@inspektorat")
    assert come(overseer).get(url(office.run, 1)).status_code == 200


def test_the_picture_names_every_lane_and_has_a_node_per_step(come):
    office = open_office("dishub")
    page = look(come, office)
    stations = [each for row in page.lanes for each in row.stations]
    assert page.svg.count('class="node ') == len(stations)
    assert "dikerjakan" in page.svg


def test_the_picture_shows_where_a_review_sends_back_and_that_it_did(come):
    """The same in words: at the step, and as a list of what went back."""
    office = open_office("dishub", until="periksa")
    before = look(come, office)
    reviews = [each for row in before.lanes for each in row.stations if each.back_to]
    assert before.svg.count(">tidak<") == len(reviews) > 0
    assert (before.svg.count('class="back back-walked"'), before.returns) == (0, [])
    give_back(office, "periksa", "kasi-angkutan", NOW + timedelta(hours=1))
    answer = come(office.user("kepala")).get(url(office.run))
    page, text = answer.context["page"], answer.content.decode()
    assert page.svg.count('class="back back-walked"') == 1
    assert page.svg.count("tidak (1×)") == 1
    [sent] = [each for row in page.lanes for each in row.stations if each.sent_back]
    assert (sent.step.key, sent.lane.key) == ("periksa", "bidang-angkutan")
    assert f"Bila tidak: kembali ke langkah {sent.back_to}. Sudah 1× mengembalikan." in text
    assert [each.event.reason for each in page.returns] == ["Perlu bukti."]
    # a moment before it shows the way, but not that it was gone
    assert look(come, office, page.returns[0].number - 1).returns == []


@pytest.mark.parametrize("moves", [0, 12])
def test_the_chart_asks_as_often_at_the_start_as_later(come, django_assert_num_queries, moves):
    office = open_office("dishub")
    for _move in range(moves):
        office.finish(office.tasks()[-1])
    browser = come(office.user("kepala"))
    with django_assert_num_queries(20):
        assert browser.get(url(office.run)).status_code == 200
