"""The head's week: counts by unit, once, without names."""

from datetime import timedelta

import pytest

from organization.models import User
from tests.workflow.offices import NOW, open_more, open_office
from workflow.mail import path_of, sentence_of
from workflow.models import Delivery, Notice
from workflow.services import summarize_weekly

pytestmark = pytest.mark.django_db
#: Monday 13 April, 08.00 in Makassar.
MONDAY = NOW.replace(hour=0, minute=0) + timedelta(days=3)


@pytest.fixture
def office():
    return open_office("dishub")


def test_the_head_gets_the_counts_of_his_units_once_a_week(office):
    assert summarize_weekly(now=MONDAY - timedelta(minutes=1)) == 0
    assert summarize_weekly(now=MONDAY) == 1
    assert summarize_weekly(now=MONDAY + timedelta(days=4)) == 0
    notice = Notice.objects.filter(kind=Notice.Kind.WEEKLY).latest("created_at")
    assert notice.user == office.user("kepala")
    units = {row["nama"]: row["terbuka"] for row in notice.data["unit"]}
    assert units == {
        "Bidang Angkutan": 2,
        "Bidang Keselamatan dan Sarana": 2,
        "Bidang Lalu Lintas": 3,
        "Sekretariat": 2,
    }


def test_the_summary_names_units_and_no_person(office):
    summarize_weekly(now=MONDAY + timedelta(days=30))
    notice = Notice.objects.get(kind=Notice.Kind.WEEKLY)
    sentence = sentence_of(notice)
    assert "terlambat" in sentence
    names = User.objects.exclude(pk=notice.user_id).values_list("name", flat=True)
    assert [name for name in names if name in sentence] == []
    assert path_of(notice) == "/pemberitahuan/"


def test_a_triwulan_that_opened_since_then_is_not_summed_up_yet(office):
    """It opened on Friday the 10th, after that week's Monday."""
    assert summarize_weekly(now=NOW + timedelta(hours=1)) == 0


def test_an_agency_chooses_its_day(office):
    Delivery.objects.create(agency=office.agency, summary_weekday=2)
    Notice.objects.all().delete()
    assert summarize_weekly(now=MONDAY + timedelta(days=1)) == 0
    assert summarize_weekly(now=MONDAY + timedelta(days=2)) == 1


@pytest.mark.parametrize("runs", [3, 9])
def test_many_runs_are_counted_in_as_many_queries_as_few(office, runs, django_assert_num_queries):
    open_more(office, runs)
    with django_assert_num_queries(10):
        assert summarize_weekly(now=MONDAY) == 1
    with django_assert_num_queries(3):
        assert summarize_weekly(now=MONDAY + timedelta(days=1)) == 0
