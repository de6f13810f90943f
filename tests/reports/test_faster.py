"""Two at a report at once: whoever comes second holds an old row, and is told, not obeyed."""

from pathlib import Path

import pytest

from organization.models import Event
from reports.access import NotAtThisStation
from reports.models import Report, ReportFile, Review, SignedCopy
from reports.services import (
    assist_report,
    finish_review,
    return_report,
    save_review,
    take_scan,
    take_signed_copy,
)
from tests.reports.test_services import head
from tests.reports.test_signatures import signed
from tests.reports.test_signing import SCAN, approved  # noqa: F401 - a fixture
from tests.reports.test_way import ALL_YES, annual, assistant, reviewer  # noqa: F401 - a fixture
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db


def again(report: Report) -> Report:
    """The same report as another request read it a moment ago."""
    return Report.objects.get(pk=report.pk)


def test_an_answer_that_comes_after_the_review_ended_begins_no_other(annual):  # noqa: F811
    assist_report(report=annual, acting=assistant(annual), note="", now=NOW)
    late = again(annual)
    finish_review(report=annual, acting=reviewer(annual), answers=ALL_YES, now=NOW)
    with pytest.raises(NotAtThisStation):
        save_review(report=late, acting=reviewer(annual), answers={}, now=NOW)
    assert [each.outcome for each in annual.reviews.all()] == [Review.Outcome.DONE]


def test_an_answer_that_comes_after_a_return_begins_no_review(annual):  # noqa: F811
    assist_report(report=annual, acting=assistant(annual), note="", now=NOW)
    late = again(annual)
    return_report(report=annual, acting=head(annual), reason="Bab IV kosong.", now=NOW)
    with pytest.raises(NotAtThisStation):
        save_review(report=late, acting=reviewer(annual), answers={}, now=NOW)
    assert not annual.reviews.exists()


def test_a_copy_that_comes_after_a_return_is_not_kept(approved, settings):  # noqa: F811
    take_signed_copy(report=approved, content=signed(), acting=head(approved), now=NOW)
    late = again(approved)
    return_report(report=approved, acting=head(approved), reason="Salah angka.", now=NOW)
    stored = sorted(Path(settings.MEDIA_ROOT).rglob("*.*"))
    with pytest.raises(NotAtThisStation):
        take_scan(report=late, content=SCAN, acting=head(late), on=NOW.date(), now=NOW)
    assert SignedCopy.objects.count() == 1
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*.*")) == stored


def test_the_same_copy_sent_by_two_clicks_is_kept_once(approved):  # noqa: F811
    late = again(approved)
    first = take_signed_copy(report=approved, content=signed(), acting=head(approved), now=NOW)
    assert take_signed_copy(report=late, content=signed(), acting=head(late), now=NOW) == first
    assert Event.objects.filter(action__startswith="report.signed").count() == 1
    assert ReportFile.objects.filter(kind=ReportFile.Kind.SIGNED).count() == 1


def test_a_return_sent_by_two_clicks_is_one_return(annual):  # noqa: F811
    late = again(annual)
    for each in (annual, late):
        return_report(report=each, acting=head(annual), reason="Bab IV kosong.", now=NOW)
    assert annual.acts.filter(is_return=True).count() == 1
    assert Event.objects.filter(action="report.returned").count() == 1
    return_report(report=late, acting=head(annual), reason="Bab III juga.", now=NOW)
    assert annual.acts.filter(is_return=True).count() == 2
