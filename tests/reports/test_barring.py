"""Why a report has no button here: the page gives the very refusal that the act meets."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import Event, User
from reports.models import Report
from reports.states import ReportState
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: What each act is called on the page → its address and what it is sent.
POSTS = {
    "Periksa dan setujui": ("report-approve", {}),
    "Tanda tangan": ("report-sign", {}),
    "Catat penyampaian": (
        "report-submit",
        {"tanggal": NOW.date().isoformat(), "penerima": "Bupati", "nomor_surat": "1"},
    ),
    "Catat publikasi": (
        "report-publish",
        {"tanggal": NOW.date().isoformat(), "alamat": "https://contoh.go.id/laporan"},
    ),
    "Kembalikan dengan alasan": ("report-return", {"alasan": "Perlu diperbaiki."}),
    "Susun versi baru": ("report-rebuild", {}),
}


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def browser_of(account: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(username=account), backend=BACKEND)
    return browser


def barred_on(browser: Client, report: Report) -> dict[str, str]:
    """Act → code of the refusal, as the page explains it."""
    page = browser.get(reverse("reports:report-detail", args=[report.pk]))
    assert page.status_code == 200
    return {each.act: each.refusal.code for each in page.context["barred"]}


def refused_code() -> str:
    return Event.objects.filter(action__startswith="refused.").latest("pk").action[8:]


@pytest.mark.parametrize("account", ["kepala", "kasubag.perencanaan", "kabid.tangkap"])
@pytest.mark.parametrize("is_rendered", [True, False])
def test_every_act_that_the_page_explains_is_refused_for_the_same_reason(
    filed, report, account, is_rendered
):
    Report.objects.filter(pk=report.pk).update(
        pdf="a.pdf" if is_rendered else "", pdf_sha256="a" * 64 if is_rendered else ""
    )
    browser = browser_of(f"{account}@{filed.agency.key}")
    found = barred_on(browser, report)
    assert ("Unduh PDF dan Excel" in found) == (not is_rendered)
    for act, code in found.items():
        if act == "Unduh PDF dan Excel":
            answer = browser.get(reverse("reports:report-pdf", args=[report.pk]))
        else:
            name, sent = POSTS[act]
            answer = browser.post(reverse(f"reports:{name}", args=[report.pk]), sent)
        assert (answer.status_code in (403, 409), refused_code()) == (True, code), act
    assert Report.objects.get(pk=report.pk).state == ReportState.DRAFT


def test_the_head_finds_his_button_and_no_word_about_it(filed, report):
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    browser = browser_of(f"kepala@{filed.agency.key}")
    assert "Periksa dan setujui" not in barred_on(browser, report)
    page = browser.get(reverse("reports:report-detail", args=[report.pk])).content.decode()
    assert "Setujui laporan" in page
    # what comes later is explained by where the report stands
    assert barred_on(browser, report)["Catat publikasi"] == "tahap-laporan"


def test_the_reason_names_role_state_day_and_who_can_help(filed, report):
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    page = browser_of(f"kabid.tangkap@{filed.agency.key}").get(
        reverse("reports:report-detail", args=[report.pk])
    )
    text = page.content.decode()
    for word in (
        filed.position("kabid.tangkap").name,
        report.get_state_display(),
        "10 April 2026",
        f"Yang dapat menolong: {filed.agency.signing_position}",
    ):
        assert word in text


def test_a_plt_who_wrote_the_figures_reads_why_before_he_tries(filed, report, monkeypatch):
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    monkeypatch.setattr("reports.access.posts.is_maker", lambda *_: True)
    filed.agency.signing_position.terms.update(capacity="plt")
    browser = browser_of(f"kepala@{filed.agency.key}")
    assert barred_on(browser, report)["Periksa dan setujui"] == "laporan-buatan-sendiri"
    browser.post(reverse("reports:report-approve", args=[report.pk]))
    assert refused_code() == "laporan-buatan-sendiri"


@pytest.mark.parametrize("is_rendered", [True, False])
@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.APPROVED])
def test_the_list_says_of_the_next_act_what_the_page_of_the_report_says(
    filed, report, state, is_rendered
):
    digest = "a" * 64 if is_rendered else ""
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256=digest, state=state)
    silent = set()
    for account in ("kepala@dpkp", "kasubag.perencanaan@dpkp", "kabid.tangkap@dpkp"):
        browser = browser_of(account)
        page = browser.get(reverse("reports:report-detail", args=[report.pk]))
        told = [
            (each.act, each.refusal.sentence, each.refusal.help) for each in page.context["barred"]
        ]
        listed = browser.get(reverse("reports:report-list")).context["barred"].get(report.pk, [])
        if not listed:
            silent.add(account)
        for each in listed:
            assert (each.act, each.refusal.sentence, each.refusal.help) in told
    able = (
        {"kepala@dpkp"}
        if state == ReportState.DRAFT
        else {"kepala@dpkp", "kasubag.perencanaan@dpkp"}
    )
    assert silent == (able if is_rendered else set())


def test_the_list_is_silent_about_what_its_own_sop_has_approved(filed):
    inner = Report.objects.filter(kind="rekap").order_by("-triwulan", "-number")[0]
    Report.objects.filter(pk=inner.pk).update(pdf="a.pdf", pdf_sha256="a" * 64, state="disusun")
    page = browser_of("kepala@dpkp").get(reverse("reports:report-list"))
    [each] = page.context["barred"][inner.pk]
    assert each.refusal.code == "laporan-internal"
    Report.objects.filter(pk=inner.pk).update(state="disetujui")
    page = browser_of("kepala@dpkp").get(reverse("reports:report-list"))
    assert inner.pk not in page.context["barred"]


def test_the_list_asks_as_often_for_four_reports_as_for_two(filed, report):
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    browser = browser_of("kabid.tangkap@dpkp")
    browser.get(reverse("reports:report-list"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("reports:report-list"))
    report.refresh_from_db()
    for triwulan in (2, 3):
        report.pk, report.triwulan, report.code = None, triwulan, f"{triwulan}" * 10
        report.run_id = None
        report.save(force_insert=True)
    with CaptureQueriesContext(connection) as three:
        page = browser.get(reverse("reports:report-list"))
    assert len([each for group in page.context["groups"] for each in group.reports]) == 4
    assert len(three) == len(one)
