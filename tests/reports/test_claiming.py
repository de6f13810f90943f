"""A worker that died: the page says that nothing moves, and whoever asks again loses nothing."""

import threading
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from organization.models import Event, Job
from reports import tasks
from reports.models import PACK_KIND, Report, ReportFile
from reports.services import (
    build_pack,
    claiming,
    hear_of,
    render_report,
    rendering,
    resend_lost_jobs,
    retry_report,
)
from reports.services.packing import request_pack
from reports.states import ReportState
from tests.reports.test_services import head, job_of
from tests.workflow.offices import NOW

BACKEND = "django.contrib.auth.backends.ModelBackend"
SOON, LATER = NOW + timedelta(seconds=50), NOW + timedelta(seconds=70)
AGAIN = "Buat lagi"


@pytest.fixture
def small(monkeypatch):
    """Files of a few bytes: what matters here is who writes them."""
    for name in ("pdf", "xlsx", "docx"):
        monkeypatch.setattr(
            rendering, f"render_{name}", lambda *_a, _name=name, **_w: _name.encode()
        )


@pytest.fixture
def page(report, filed, client, monkeypatch):
    """The report's page as a person of the office sees it at a moment."""

    def page(moment, who="kepala"):
        monkeypatch.setattr("organization.clock.now", lambda: moment)
        client.force_login(filed.user(who), backend=BACKEND)
        return client.get(reverse("reports:report-detail", args=[report.pk])).content.decode()

    return page


def test_a_rendering_without_a_sign_of_life_is_told_and_can_be_asked_again(report, page):
    assert claiming.claim(job_id=job_of(report).pk, kind="reports.render", now=NOW)
    assert AGAIN not in page(SOON)
    told = page(LATER)
    assert (AGAIN in told, "<progress" in told) == (True, False)
    assert "tidak ada tanda bahwa laporan ini masih dikerjakan" in told
    assert AGAIN not in page(LATER, "kabid.tangkap")
    hear_of(job_id=job_of(report).pk, now=SOON)
    assert AGAIN not in page(LATER)


def test_a_report_that_no_worker_takes_is_told_too(report, page):
    assert "belum mulai dibuat" not in page(SOON)
    told = page(LATER)
    assert ("belum mulai dibuat" in told, AGAIN in told) == (True, True)


def test_asked_again_by_two_clicks_it_is_one_job_and_one_event(
    report, page, client, sent_tasks, django_capture_on_commit_callbacks
):
    job = claiming.claim(job_id=job_of(report).pk, kind="reports.render", now=NOW)
    address = reverse("reports:report-retry", args=[report.pk])
    page(SOON)
    assert "sedang dibuat" in client.post(address, follow=True).content.decode()
    assert not Event.objects.filter(action="report.retried").exists()
    page(LATER)
    sent_tasks.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(address, follow=True).content.decode() for _twice in range(2)]
    assert ["Laporan dibuat ulang." in each for each in answers] == [True, False]
    assert Event.objects.filter(action="report.retried").count() == 1
    assert Job.objects.get(subject_id=report.pk, kind="reports.render") == job
    assert sent_tasks.count(("reports.render", [job.pk])) == 1


@pytest.mark.parametrize("half", ["render_pdf", "render_docx"])
def test_the_old_worker_that_lives_after_all_keeps_nothing(report, small, monkeypatch, half):
    """One set of files and one end, although two rendered."""
    job, real = job_of(report), getattr(rendering, half)

    def overtaken(*given, **words):
        monkeypatch.setattr(rendering, half, real)
        assert retry_report(report=report, acting=head(report), now=LATER)
        assert render_report(job_id=job.pk, now=LATER)
        return b"late"

    monkeypatch.setattr(rendering, half, overtaken)
    assert not render_report(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == ("selesai", 2, LATER)
    assert ReportFile.objects.filter(report=report).count() == 3
    report.refresh_from_db()
    with report.docx.open() as kept:
        assert kept.read() == b"docx"


def test_an_old_worker_that_fails_spoils_nothing(report, small, monkeypatch):
    job, real = job_of(report), rendering.render_pdf

    def overtaken(*_given, **_words):
        monkeypatch.setattr(rendering, "render_pdf", real)
        resend_lost_jobs(now=LATER)
        assert render_report(job_id=job.pk, now=LATER)
        raise MemoryError

    monkeypatch.setattr(rendering, "render_pdf", overtaken)
    with pytest.raises(MemoryError):
        render_report(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == ("selesai", "")


def test_a_report_approved_while_it_is_rendered_is_printed_again_at_once(
    report, small, monkeypatch, sent_tasks, django_capture_on_commit_callbacks
):
    """Its draft is stored, yet what it says now is asked for without waiting for the sweep."""
    first, real = job_of(report), rendering.render_docx

    def approved_meanwhile(*given, **words):
        Report.objects.filter(pk=report.pk).update(state=ReportState.APPROVED)
        return real(*given, **words)

    monkeypatch.setattr(rendering, "render_docx", approved_meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        assert render_report(job_id=first.pk, now=NOW)
    report.refresh_from_db()
    again = job_of(report)
    assert (report.pdf_sha256, again.state) == ("", "menunggu")
    assert ("reports.render", [again.pk]) in sent_tasks
    assert render_report(job_id=again.pk, now=SOON)
    report.refresh_from_db()
    assert report.pdf_sha256
    assert job_of(report) == again


def test_two_that_store_the_same_bytes_in_the_same_moment_keep_one_file(report, monkeypatch):
    """Both asked whether it was there before either had it."""
    first = rendering.keep_file(report, ReportFile.Kind.XLSX, b"sama", now=NOW)
    answers = iter([None, first])
    monkeypatch.setattr(rendering, "_kept", lambda *_: next(answers))
    assert rendering.keep_file(report, ReportFile.Kind.XLSX, b"sama", now=NOW) == first
    assert ReportFile.objects.filter(report=report).count() == 1


def test_a_pack_that_nobody_builds_any_more_is_told_and_asked_again(
    report, filed, client, monkeypatch
):
    pack = request_pack(agency=filed.agency, year=2026, acting=head(report), now=NOW)
    job = claiming.claim(job_id=Job.objects.get(kind=PACK_KIND).pk, kind=PACK_KIND, now=NOW)
    monkeypatch.setattr("organization.clock.now", lambda: LATER)
    client.force_login(filed.user("kepala"), backend=BACKEND)
    address = reverse("reports:pack-detail", args=[filed.agency.key, 2026])
    assert escape("Coba susun lagi") in client.get(address).content.decode()
    for _twice in range(2):
        client.post(address)
    job.refresh_from_db()
    assert (job.state, job.subject_id) == ("menunggu", pack.pk)
    assert build_pack(job_id=job.pk, now=LATER)


def test_the_worker_gives_a_sign_of_life_until_the_work_ends(monkeypatch):
    heard, enough = [], threading.Event()

    def hear(*, job_id, now):
        heard.append(job_id)
        if len(heard) == 3:
            enough.set()

    monkeypatch.setattr(tasks.services, "hear_of", hear)
    with tasks.beating(7, every=0.001):
        assert enough.wait(10)
    assert (set(heard), "job-7" in {each.name for each in threading.enumerate()}) == ({7}, False)
