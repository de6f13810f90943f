"""When a holder looks again, and how long his own reminders rest."""

from datetime import date, timedelta

import pytest

from organization.models import Event
from tests.workflow.offices import NOW, open_more, open_office
from workflow.access import AlreadyMoved, ReasonMissing
from workflow.models import Assignment, Notice
from workflow.services import note_follow_up, remind_follow_ups, snooze

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 4, 13)


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def task(office):
    return office.task("perintahkan-analis", "kasi-angkutan")


def test_a_follow_up_reminds_its_holder_that_day_from_eight_once(office, task):
    note_follow_up(task=task, acting=office.acting(task), on=MONDAY, now=NOW)
    early = NOW + timedelta(days=2, hours=21, minutes=59)
    assert remind_follow_ups(now=early) == 0
    assert remind_follow_ups(now=early + timedelta(minutes=1)) == 1
    assert remind_follow_ups(now=early + timedelta(days=1)) == 0
    notice = Notice.objects.get(kind=Notice.Kind.FOLLOW_UP)
    assert (notice.user, notice.task) == (office.user("kasi.angkutan"), task)


def test_a_follow_up_taken_away_reminds_nobody_and_both_are_on_record(office, task):
    acting = office.acting(task)
    note_follow_up(task=task, acting=acting, on=MONDAY, now=NOW)
    note_follow_up(task=task, acting=acting, on=None, now=NOW)
    assert remind_follow_ups(now=NOW + timedelta(days=5)) == 0
    events = Event.objects.filter(action="task.followed_up").order_by("sequence")
    assert [event.data["until"] for event in events] == ["2026-04-13", ""]
    assert {event.user for event in events} == {acting.user}


def test_a_snooze_needs_a_reason_and_is_on_record(office, task):
    acting = office.acting(task)
    with pytest.raises(ReasonMissing):
        snooze(task=task, acting=acting, until=MONDAY, reason="  ", now=NOW)
    snooze(task=task, acting=acting, until=MONDAY, reason="Menunggu data BPS.", now=NOW)
    share = Assignment.objects.get(task=task)
    assert (share.snoozed_until, share.snooze_reason) == (MONDAY, "Menunggu data BPS.")
    assert Event.objects.get(action="task.snoozed").reason == "Menunggu data BPS."


def test_a_finished_task_is_not_followed_up(office, task):
    acting = office.acting(task)
    note_follow_up(task=task, acting=acting, on=MONDAY, now=NOW)
    office.finish(task)
    with pytest.raises(AlreadyMoved):
        snooze(task=task, acting=acting, until=MONDAY, reason="x", now=NOW)
    assert remind_follow_ups(now=NOW + timedelta(days=5)) == 0


@pytest.mark.parametrize("runs", [3, 9])
def test_many_follow_ups_cost_as_many_queries_as_few(office, runs, django_assert_num_queries):
    open_more(office, runs)
    Assignment.objects.update(follow_up_on=MONDAY)
    with django_assert_num_queries(7):
        assert remind_follow_ups(now=NOW + timedelta(days=5)) > runs
    with django_assert_num_queries(6):
        assert remind_follow_ups(now=NOW + timedelta(days=6)) == 0
