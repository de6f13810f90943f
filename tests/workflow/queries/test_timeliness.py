"""Completeness and timeliness beside a count by hand.

SOP 000, five Seksi with one figure each, opened Fri 10 April 10.00; it is Tue 14 April 10.00:
Angkutan handed over Mon 11.00 (due Mon 16.00) and had its figure returned; Manajemen handed over
Tue 09.00, late; Pengendalian has not, late; Keselamatan was told only on Tuesday, due Wed 16.00;
the Subbagian Umum was never told: by the SOP its data is due on Tue 16.00.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from organization.models import Agency
from tests.workflow.offices import Office, open_office
from workflow import services
from workflow.queries.timeliness import opened_periods, run_timeliness, timeliness_of
from workflow.timely import Standing

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2026 on the office's clock (WITA)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


NOW = at(14, 10)


@pytest.fixture
def office() -> Office:
    found = open_office("dishub")
    for lane, moves in {
        "kasi-angkutan": (at(10, 10, 10), at(13, 11), at(13, 14)),
        "kasi-manajemen": (at(10, 10, 10), at(14, 9)),
        "kasi-pengendalian": (at(10, 10, 10),),
        "kasi-keselamatan": (at(14, 9),),
    }.items():
        steps = ("perintahkan-analis", "serahkan-bahan", "buat-laporan")
        for step, now in zip(steps, moves, strict=False):
            found.finish(found.task(step, lane), now=now)
    task = found.task("periksa", "bidang-angkutan")
    row = found.run.run_indicators.get(lane__key="kasi-angkutan")
    services.give_back(
        task=task,
        acting=found.acting(task),
        lanes=[found.lane("kasi-angkutan")],
        reasons={row.pk: "Satuan belum sesuai."},
        reason="Satuan belum sesuai.",
        now=at(14, 9, 30),
    )
    return found


def test_the_agency_equals_the_count_by_hand(office):
    [found] = timeliness_of(Agency.objects.all(), 2026, 1, NOW)
    tally = found.tally
    assert (tally.expected, tally.complete, tally.owed, tally.arrived) == (5, 1, 5, 1)
    assert tally.standings == {
        Standing.ON_TIME: 1,
        Standing.LATE: 1,
        Standing.OVERDUE: 1,
        Standing.PENDING: 2,
    }
    assert (tally.late, tally.share_complete) == (2, 20)
    # whoever was told late has until Wednesday; report, review and filing take a day each
    assert found.dates.opens_on == date(2026, 4, 10)
    assert found.dates.on_time_until == date(2026, 4, 15)
    assert found.dates.closes_on == date(2026, 4, 17)


def test_every_bidang_equals_the_count_by_hand(office):
    page = run_timeliness(office.run, NOW.date(), NOW)
    found = {
        each.label: [(row.lane.key, row.standing, row.delivery.until) for row in each.lanes]
        for each in page.bidang
    }
    assert found == {
        "Sekretariat": [("kasubag-umum", Standing.PENDING, at(14, 16))],
        "Bidang Lalu Lintas": [
            ("kasi-manajemen", Standing.LATE, at(13, 16)),
            ("kasi-pengendalian", Standing.OVERDUE, at(13, 16)),
        ],
        "Bidang Angkutan": [("kasi-angkutan", Standing.ON_TIME, at(13, 16))],
        "Bidang Keselamatan": [("kasi-keselamatan", Standing.PENDING, at(15, 16))],
    }
    tallies = {each.label: (each.tally.complete, each.tally.arrived) for each in page.bidang}
    assert tallies["Bidang Lalu Lintas"] == (1, 1)
    # handed over in time, but the figure is back and so missing again
    assert tallies["Bidang Angkutan"] == (0, 0)


def test_every_person_equals_the_count_by_hand(office):
    page = run_timeliness(office.run, NOW.date(), NOW)
    found = {
        each.position.key: (
            each.owed,
            each.arrived,
            each.on_time,
            each.late,
            [task.step.key for task in each.overdue],
        )
        for each in page.people
    }
    assert found["analis.manajemen"] == (1, 1, 0, 1, [])
    assert found["analis.pengendalian"] == (1, 0, 0, 0, ["serahkan-bahan"])
    assert found["analis.angkutan"] == (1, 0, 1, 0, [])
    assert found["kasubag.umum"] == (0, 0, 0, 0, ["perintahkan-analis"])
    # told his analyst after Monday 16.00
    assert found["kasi.keselamatan"] == (0, 0, 0, 1, [])


def test_more_agencies_ask_no_more_of_the_database(office, django_assert_num_queries):
    with django_assert_num_queries(13):
        timeliness_of(Agency.objects.all(), 2026, 1, NOW)
    open_office("dpmd")
    open_office("satpolpp")
    with django_assert_num_queries(13):
        assert len(timeliness_of(Agency.objects.all(), 2026, 1, NOW)) == 3


def test_the_pages_show_dates_and_who_is_late(office, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    user = office.user("sekretaris")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    every = client.get(reverse("workflow:timeliness-list"))
    assert [row.run for row in every.context["rows"]] == [office.run]
    assert every.context["chosen"] == (2026, 1)
    words = " ".join(every.content.decode().split())
    for day in ("10 Apr 2026", "15 Apr 2026", "17 Apr 2026"):
        assert day in words
    one = client.get(reverse("workflow:timeliness-run", args=[office.run.pk])).content.decode()
    assert "terlambat, belum masuk" in one
    assert "batas 13 Apr 2026, 16.00" in one


def test_without_a_run_nothing_is_counted(client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    office = open_office("dishub")
    assert opened_periods(Agency.objects.none()) == []
    user = office.user("kepala")
    user.terms.all().delete()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("workflow:timeliness-list"))
    assert "Belum ada triwulan yang dibuka." in page.content.decode()
