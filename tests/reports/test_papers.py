"""Whom a report reaches on his first page, and from where the year's texts are written."""

import pytest
from django.urls import reverse

from reports.models import Report
from reports.services import request_report
from reports.states import ReportState
from tests.reports.conftest import render_now
from tests.workflow.offices import NOW
from workflow.models import Notice

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _at_office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


@pytest.fixture
def beranda(client, filed):
    """The papers that a person finds on his first page."""

    def open_as(key):
        client.force_login(filed.user(key), backend=BACKEND)
        return client.get(reverse("workflow:inbox"))

    return open_as


def papers(response):
    return [(paper.title, paper.act) for paper in response.context["papers"]]


def test_the_head_finds_a_printed_report_that_waits_for_him(beranda, printed):
    page = beranda("kepala")
    assert papers(page) == [(printed.title, "Periksa dan setujui")]
    assert "Tidak ada tugas untuk Anda sekarang." not in page.content.decode()
    assert reverse("reports:report-detail", args=[printed.pk]) in page.content.decode()


def test_a_report_that_is_not_printed_yet_waits_for_nobody(beranda, report):
    page = beranda("kepala")
    assert papers(page) == []
    assert "Periksa dan setujui" not in page.content.decode()


def test_others_find_none(beranda, printed):
    assert papers(beranda("kasubag.perencanaan")) == []


def test_the_head_is_told_once_that_it_can_be_read(filed, printed):
    told = Notice.objects.filter(kind=Notice.Kind.REPORT_READY)
    assert list(told.values_list("user__username", flat=True)) == [filed.user("kepala").username]
    assert told.get().data["title"] == printed.title


def test_a_later_version_is_told_as_such(filed, printed):
    Report.objects.filter(pk=printed.pk).update(state=ReportState.SUPERSEDED)
    later = request_report(kind=printed.kind, run=filed.run, now=NOW)
    render_now(later)
    told = Notice.objects.filter(kind=Notice.Kind.REPORT_READY).order_by("pk").last()
    assert told.data["title"] == f"{printed.title}, versi 2"


def test_who_writes_the_years_texts_is_led_to_them(client, filed, report):
    link = reverse("reports:narrative-edit", args=[filed.agency.key, report.year])
    client.force_login(filed.user("kepala"), backend=BACKEND)
    assert link in client.get(reverse("reports:report-list")).content.decode()


def test_who_does_not_write_them_is_not(client, filed, report):
    link = reverse("reports:narrative-edit", args=[filed.agency.key, report.year])
    client.force_login(filed.user("kabid.tangkap"), backend=BACKEND)
    assert link not in client.get(reverse("reports:report-list")).content.decode()
