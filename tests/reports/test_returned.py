"""What a return leaves behind: who is told, whose turn it is, and what the reviewer had said."""

import pytest
from django.urls import reverse

from reports.access import papers_for
from reports.models import FormalRule, Report
from reports.queries import awaiting, way_of
from reports.services import (
    approve_report,
    assist_report,
    finish_review,
    rebuild_report,
    return_report,
    save_review,
)
from tests.reports.test_services import head
from tests.reports.test_way import (  # noqa: F401 - fixtures
    ALL_YES,
    BACKEND,
    DAY,
    annual,
    as_rendered,
    assistant,
    at_office,
    reviewer,
)
from tests.workflow.offices import NOW
from workflow.mail import path_of, sentence_of
from workflow.models import Notice

pytestmark = pytest.mark.django_db
WHY = "Bab III A tanpa standar nasional."


def give_back(report):
    assist_report(report=report, acting=assistant(report), note="", now=NOW)
    return_report(report=report, acting=reviewer(report), reason=WHY, now=NOW)
    as_rendered(report)


def keeper(filed):
    return filed.user("kasubag.perencanaan")


def waiting(user, report):
    return [each.act for each in awaiting(user, [report], DAY)]


def test_who_mends_a_returned_report_is_told_why_it_came_back(annual, filed):  # noqa: F811
    give_back(annual)
    told = Notice.objects.filter(kind=Notice.Kind.REPORT_RETURNED)
    posts = ("kepala", "kasubag.perencanaan", "tim.penyusun-1", "tim.penyusun-2")
    assert {each.user for each in told} == {filed.user(post) for post in posts}
    notice = told.first()
    assert sentence_of(notice) == f"Laporan dikembalikan: {annual.title} – {WHY}"
    assert path_of(notice) == reverse("reports:report-detail", args=[annual.pk])


def test_who_returned_it_is_not_told_of_it(annual, filed):  # noqa: F811
    return_report(report=annual, acting=head(annual), reason=WHY, now=NOW)
    told = Notice.objects.filter(kind=Notice.Kind.REPORT_RETURNED)
    posts = ("kasubag.perencanaan", "tim.penyusun-1", "tim.penyusun-2")
    assert {each.user for each in told} == {filed.user(post) for post in posts}


def test_a_returned_report_waits_for_its_keepers_and_not_for_the_desks(annual, filed):  # noqa: F811
    give_back(annual)
    assert waiting(assistant(annual).user, annual) == []
    assert waiting(keeper(filed), annual) == ["Perbaiki dan susun versi baru"]
    assist_report(report=annual, acting=assistant(annual), note="Sudah dijelaskan.", now=NOW)
    assert waiting(keeper(filed), annual) == []
    assert waiting(reviewer(annual).user, annual) == ["Reviu"]


def test_its_page_says_who_returned_it_and_what_helps(annual, filed, client, at_office):  # noqa: F811
    give_back(annual)
    assert way_of(annual, DAY).given_back.reason == WHY
    client.force_login(keeper(filed), backend=BACKEND)
    page = client.get(reverse("reports:report-detail", args=[annual.pk])).content.decode()
    assert f"Dikembalikan {reviewer(annual).officeholder.title} pada 10 April 2026" in page
    assert "lalu susun versi baru" in page


def test_an_older_version_waits_for_nobody_on_the_first_page(annual, filed):  # noqa: F811
    give_back(annual)
    newer = as_rendered(rebuild_report(report=annual, acting=head(annual), now=NOW))
    if newer == annual:
        newer = as_rendered(_another(annual))
    paths = [each.path for each in papers_for(assistant(annual).user, DAY)]
    assert reverse("reports:report-detail", args=[newer.pk]) in paths
    assert papers_for(keeper(filed), DAY) == []


def _another(report):
    return Report.objects.create(
        agency=report.agency,
        run=report.run,
        kind=report.kind,
        year=report.year,
        number=2,
        snapshot=report.snapshot,
        created_at=NOW,
    )


def test_a_rule_made_later_does_not_say_that_its_station_was_passed(annual):  # noqa: F811
    FormalRule.objects.all().delete()
    approve_report(report=annual, acting=head(annual), now=NOW)
    FormalRule.objects.create(agency=annual.agency, is_assisted=True, is_reviewed=True)
    labels = [each.label for each in way_of(annual, DAY).stations if each.stand == "selesai"]
    assert labels == ["Disusun", "Disetujui"]


@pytest.fixture
def checklist_page(annual, client, at_office):  # noqa: F811
    """The page of the review, for APIP."""
    assist_report(report=annual, acting=assistant(annual), note="", now=NOW)
    client.force_login(reviewer(annual).user, backend=BACKEND)
    address = reverse("reports:report-review", args=[annual.pk])

    def ask(**data):
        return client.post(address, data) if data else client.get(address)

    return ask


def test_answers_are_kept_on_the_way_to_the_reason(annual, checklist_page):  # noqa: F811
    got = checklist_page(**{"jawab-I.1": "tidak", "catatan-I.1": "Kosong.", "kembalikan": "ya"})
    assert got.url == reverse("reports:report-return", args=[annual.pk])
    assert annual.reviews.get().answers == {"I.1": {"answer": "tidak", "note": "Kosong."}}


def test_a_second_review_begins_with_the_answers_of_the_first(annual, checklist_page):  # noqa: F811
    save_review(report=annual, acting=reviewer(annual), answers=ALL_YES, now=NOW)
    return_report(report=annual, acting=reviewer(annual), reason=WHY, now=NOW)
    assist_report(report=as_rendered(annual), acting=assistant(annual), note="", now=NOW)
    page = checklist_page()
    assert page.context["form"]["jawab-I.1"].value() == "ya"
    assert "Terisi jawaban dari reviu terakhir, 10 April 2026" in page.content.decode()
    finish_review(report=annual, acting=reviewer(annual), answers=ALL_YES, now=NOW)
    assert [each.outcome for each in annual.reviews.all()] == ["dikembalikan", "selesai"]


def test_answers_of_another_reviewer_are_not_overwritten_unseen(annual, checklist_page):  # noqa: F811
    opened = checklist_page().context["seen"]
    mine = {"I.1": {"answer": "ya", "note": ""}}
    save_review(report=annual, acting=reviewer(annual), answers=mine, now=NOW)
    told = checklist_page(dilihat=opened, **{"jawab-I.2": "ya", "simpan": "ya"})
    assert told.status_code == 422
    assert f"disimpan oleh {reviewer(annual).officeholder.title}" in told.content.decode()
    assert annual.reviews.get().answers == mine
    again = checklist_page(dilihat=told.context["seen"], **{"jawab-I.2": "ya", "simpan": "ya"})
    assert again.status_code == 302
    assert annual.reviews.get().answers == {"I.2": {"answer": "ya", "note": ""}}
