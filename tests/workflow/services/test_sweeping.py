"""The whole sweep reads as often for nine runs as for three."""

from datetime import timedelta

import pytest

from organization.models import User
from tests.workflow.offices import NOW, open_more, open_office
from workflow.models import Assignment, Message, Notice
from workflow.services import sweep

pytestmark = pytest.mark.django_db
#: The third Monday after the opening, 10.00: everything is late, nothing is quiet.
LATE = NOW + timedelta(days=17)


@pytest.mark.parametrize("runs", [3, 9])
def test_a_day_of_reminders_costs_as_many_queries_for_nine_runs_as_for_three(
    runs, django_assert_max_num_queries, sent_tasks
):
    office = open_office("dishub")
    open_more(office, runs)
    people = User.objects.filter(terms__position__agency=office.agency)
    people.update(email="semua@contoh.go.id")
    Assignment.objects.update(follow_up_on=LATE.date())
    sweep(now=NOW)
    # SQLite takes one statement more where a bulk insert is cut in parts
    with django_assert_max_num_queries(63):
        sweep(now=LATE)
    assert Notice.objects.filter(kind=Notice.Kind.OVERDUE).count() >= 9 * runs
    assert Message.objects.filter(channel="surel", day=LATE.date()).exists()
    with django_assert_max_num_queries(45):
        sweep(now=LATE + timedelta(minutes=10))
