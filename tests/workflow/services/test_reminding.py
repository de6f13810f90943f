"""Who hears on which rung, once; many runs in as many queries as few."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from organization.models import Officeholder
from tests.workflow.offices import NOW, open_more, open_office
from workflow.models import Assignment, LadderRung, Notice, Task
from workflow.services import remind_due

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")
Kind = Notice.Kind


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def task(office) -> Task:
    """A task of a Kasi that takes from Friday the 10th to Tuesday the 21st; all others rest."""
    found = office.task("perintahkan-analis", "kasi-angkutan")
    Task.objects.exclude(pk=found.pk).update(due_at=None)
    Task.objects.filter(pk=found.pk).update(
        due_at=at("2026-04-21 16:00"), extended_to=at("2026-04-21 16:00")
    )
    return Task.objects.get(pk=found.pk)


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind__startswith="pengingat").order_by("created_at", "user__pk")
    return [(row.kind, row.user.username.split("@")[0]) for row in rows]


def sweep_days(*moments: str) -> None:
    for text in moments:
        remind_due(now=at(text))
        remind_due(now=at(text))


def test_the_holder_hears_on_each_rung_once_and_his_superior_after_a_working_day(task):
    sweep_days("2026-04-14 09:00", "2026-04-15 09:00", "2026-04-16 08:00")
    assert told() == [(Kind.HALFWAY, "kasi.angkutan")]
    sweep_days("2026-04-20 08:00", "2026-04-21 08:00", "2026-04-21 15:00", "2026-04-22 09:00")
    assert told()[1:] == [(Kind.BEFORE_DUE, "kasi.angkutan"), (Kind.DUE_TODAY, "kasi.angkutan")]
    sweep_days("2026-04-22 16:00", "2026-04-23 08:00", "2026-05-23 08:00")
    assert set(told()[3:]) == {
        (Kind.OVERDUE, "kasi.angkutan"),
        (Kind.OVERDUE_BELOW, "kabid.angkutan"),
    }
    assert len(told()) == 5
    assert Notice.objects.filter(kind=Kind.OVERDUE_BELOW).get().data == {
        "pemegang": task.assignments.get().position.name
    }


def test_a_system_that_was_down_says_the_present_rung_only(task):
    sweep_days("2026-04-21 10:00")
    assert told() == [(Kind.DUE_TODAY, "kasi.angkutan")]


def test_the_head_hears_of_no_single_case_unless_the_ladder_says_so(office, task):
    """The Kabid's own superior is the head."""
    share = Assignment.objects.get(task=task)
    share.position = office.position("kabid.angkutan")
    share.save()
    sweep_days("2026-04-23 08:00")
    assert told() == [(Kind.OVERDUE, "kabid.angkutan")]
    LadderRung.objects.create(
        agency=office.agency, moment="sesudah", days=2, tells_superior=True, tells_head=True
    )
    sweep_days("2026-04-24 08:00")
    assert set(told()) == {(Kind.OVERDUE, "kabid.angkutan"), (Kind.OVERDUE_BELOW, "kepala")}


def test_a_kind_with_rungs_of_its_own_does_without_the_others(office, task):
    LadderRung.objects.create(agency=office.agency, moment="hari-ini")
    LadderRung.objects.create(agency=office.agency, kind="assign", moment="sebelum", days=2)
    sweep_days("2026-04-17 08:00", "2026-04-21 08:00")
    assert told() == [(Kind.BEFORE_DUE, "kasi.angkutan")]


def test_a_vacant_superior_is_passed_over_for_the_next_one(office, task):
    Officeholder.objects.filter(position=office.position("kabid.angkutan")).delete()
    sweep_days("2026-04-23 08:00")
    assert told() == [(Kind.OVERDUE, "kasi.angkutan")]


def test_a_snoozed_holder_hears_nothing_but_his_superior_does(task):
    Assignment.objects.filter(task=task).update(snoozed_until=at("2026-04-23 08:00").date())
    sweep_days("2026-04-20 08:00", "2026-04-21 08:00", "2026-04-22 16:00")
    assert told() == [(Kind.OVERDUE_BELOW, "kabid.angkutan")]
    sweep_days("2026-04-24 08:00")
    assert told()[1:] == [(Kind.OVERDUE, "kasi.angkutan")]


def test_an_extended_due_time_begins_the_ladder_anew(task):
    sweep_days("2026-04-21 08:00")
    later = at("2026-04-24 16:30")
    Task.objects.filter(pk=task.pk).update(due_at=later, extended_to=later)
    sweep_days("2026-04-22 17:00", "2026-04-24 08:00")
    assert told()[1:] == [(Kind.HALFWAY, "kasi.angkutan"), (Kind.DUE_TODAY, "kasi.angkutan")]


def test_a_short_step_is_quiet_until_the_end_of_the_next_working_day(office, task):
    """The step's standard is minutes; its due time is Monday 16.00."""
    due = at("2026-04-13 16:00")
    Task.objects.filter(pk=task.pk).update(due_at=due, extended_to=None)
    sweep_days("2026-04-10 17:00", "2026-04-13 08:00", "2026-04-13 15:59")
    assert told() == []
    sweep_days("2026-04-13 16:00")
    assert told() == [(Kind.DUE_TODAY, "kasi.angkutan")]


@pytest.mark.parametrize("runs", [3, 9])
def test_many_runs_are_reminded_in_as_many_queries_as_few(
    office, runs, django_assert_num_queries, django_assert_max_num_queries
):
    """One more where SQLite writes the notices in two batches."""
    open_more(office, runs)
    late = NOW + timedelta(days=30)
    with django_assert_max_num_queries(11):
        assert remind_due(now=late) >= 9 * runs
    with django_assert_num_queries(9):
        assert remind_due(now=late) == 0
