"""A new version of an SOP is told to those whom it binds, once, from its first day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from organization.models import User
from sop.definition import Waktu
from sop.services import draft_waktu, publish_version
from tests.workflow.offices import NOW, open_office
from workflow.mail import path_of, sentence_of
from workflow.models import LaneActor, Notice
from workflow.services import announce_versions

pytestmark = pytest.mark.django_db
#: 1 May 2026, 00.30 in Makassar; in London it is still April.
FIRST = datetime(2026, 4, 30, 16, 30, tzinfo=UTC)


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def version(office):
    version = draft_waktu(
        version=office.run.version,
        changes={("serahkan-bahan", ""): Waktu("3 Hari", 3, "hari")},
        basis="Revisi.",
        now=NOW,
    ).version
    publish_version(version=version, effective_on=date(2026, 5, 1), now=NOW)
    return version


def told():
    return set(Notice.objects.filter(kind="sop.berlaku").values_list("user", flat=True))


def test_nobody_hears_of_the_first_version_or_before_the_first_day(office, version):
    assert announce_versions(now=NOW) == 0
    assert announce_versions(now=FIRST - timedelta(hours=1)) == 0


def test_everybody_bound_is_told_once_and_nobody_else(office, version):
    bound = User.objects.filter(
        terms__position__in=LaneActor.objects.filter(lane__run=office.run).values("position")
    )
    everybody = User.objects.filter(terms__position__agency=office.agency)
    assert announce_versions(now=FIRST) == len(told()) > 0
    assert (
        told()
        == set(bound.values_list("pk", flat=True))
        < set(everybody.values_list("pk", flat=True))
    )
    assert announce_versions(now=FIRST + timedelta(days=3)) == 0
    notice = Notice.objects.filter(kind="sop.berlaku").first()
    assert sentence_of(notice).endswith(
        "versi 2 berlaku bagi triwulan yang dibuka sejak 1 Mei 2026."
    )
    assert path_of(notice) == f"/sop/{version.document_id}/"


def test_a_version_of_long_ago_is_no_news_after_a_downtime(office, version):
    assert announce_versions(now=FIRST + timedelta(days=40)) == 0
