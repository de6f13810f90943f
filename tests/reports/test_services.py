"""Rendering once, approval once, a reopening that supersedes."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from organization.access import Acting, holders
from organization.models import Event, Job
from organization.services import appoint_officeholder
from reports.access import NotAtThisStation, NotRendered, OwnReportFigures
from reports.models import Report
from reports.queries.narratives import wrote_texts
from reports.services import (
    approve_report,
    hear_of,
    render_report,
    request_report,
    resend_lost_jobs,
    save_narrative,
)
from reports.tables import PER_SASARAN, SECTIONS, Column, Table
from reports.xlsx import write_workbook
from tests.workflow.offices import NOW
from workflow.models import Submission, SubmissionItem
from workflow.services import reopen_run

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def job_of(report: Report) -> Job:
    return Job.objects.filter(subject_id=report.pk).latest("pk")


def rendered(report: Report) -> Report:
    assert render_report(job_id=job_of(report).pk, now=NOW)
    report.refresh_from_db()
    return report


def head(report: Report) -> Acting:
    return Acting.under(holders(report.agency.signing_position, NOW.date())[0])


def test_a_report_is_rendered_once_however_many_ask(report):
    again = request_report(kind=report.kind, run=report.run, now=NOW)
    assert again == report
    assert Job.objects.filter(subject_id=report.pk).count() == 1
    rendered(report)
    assert not render_report(job_id=job_of(report).pk, now=NOW)
    request_report(kind=report.kind, run=report.run, now=NOW)
    assert Job.objects.filter(subject_id=report.pk).count() == 1


def test_only_a_rendered_draft_is_approved_and_only_once(report):
    with pytest.raises(NotRendered):
        approve_report(report=report, acting=head(report), now=NOW)
    approve_report(report=rendered(report), acting=head(report), now=NOW)
    draft = report.pdf_sha256
    rendered(report)
    assert (report.state, report.pdf_sha256 != draft) == ("disetujui", True)
    with pytest.raises(NotAtThisStation):
        approve_report(report=report, acting=head(report), now=NOW)
    assert Event.objects.filter(action="report.approved", data__report=report.pk).count() == 1


def stand_in(report, user, capacity):
    """A Plh for the day of a head who is away, or a Plt in the place of one who is gone."""
    post = report.agency.signing_position
    if capacity == "plt":
        post.terms.update(ends_on=NOW.date() - timedelta(days=1))
    appoint_officeholder(
        user=user,
        position=post,
        capacity=capacity,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        now=NOW,
    )


def author_of(report):
    return report.snapshot.revisions.first().author


def maker_of(report):
    """Who made the report of others' figures and handed it over, and wrote none of them."""
    task = report.run.tasks.get(step__kind="document")
    term = task.assignments.first().position.terms.get()
    handed = Submission.objects.create(
        task=task, round=1, at=NOW, user=term.user, officeholder=term, note=""
    )
    revision = report.snapshot.revisions.exclude(author=term.user).first()
    SubmissionItem.objects.create(submission=handed, revision=revision)
    return term.user


@pytest.mark.parametrize("who", [author_of, maker_of])
@pytest.mark.parametrize("capacity", ["plh", "plt"])
def test_no_substitute_approves_a_report_that_he_made_or_handed_over(report, who, capacity):
    """The definitif head might; a substitution opens no door to one's own work."""
    stand_in(report, who(report), capacity)
    with pytest.raises(OwnReportFigures) as refused:
        approve_report(report=rendered(report), acting=head(report), now=NOW)
    assert refused.value.help == (
        f"{report.agency.signing_position} definitif, atau Plt./Plh. lain yang tidak ikut "
        "menyusunnya dan ditetapkan oleh atasannya."
    )
    assert not Event.objects.filter(action="report.approved", data__report=report.pk).exists()


def test_no_substitute_approves_the_annual_report_whose_texts_he_wrote(filed):
    """Also where somebody else has changed the text since; a report without texts is no matter."""
    annual = request_report(kind="lkjip", run=filed.run, now=NOW)
    handed = Submission.objects.filter(task__run=filed.run).values("user")
    posts = annual.agency.positions.exclude(terms__user__in=handed)
    writer = posts.exclude(pk=annual.agency.signing_position_id).first().terms.get()
    for term, text in ((writer, "Ditulis."), (head(annual).officeholder, "Diubah.")):
        save_narrative(
            agency=annual.agency,
            year=2026,
            section=next(each for each in SECTIONS if each not in PER_SASARAN),
            sasaran=None,
            text=text,
            acting=Acting.under(term),
            now=NOW,
        )
    stand_in(annual, writer.user, "plh")
    with pytest.raises(OwnReportFigures):
        approve_report(report=annual, acting=head(annual), now=NOW)
    quarterly = Report.objects.get(run=filed.run, kind="laporan_triwulan")
    assert [wrote_texts(writer.user, each) for each in (annual, quarterly)] == [True, False]


def test_a_definitif_head_who_made_the_report_himself_approves_it(report):
    """A small office has nobody else."""
    maker, post = maker_of(report), report.agency.signing_position
    post.terms.update(ends_on=NOW.date() - timedelta(days=1))
    appoint_officeholder(user=maker, position=post, starts_on=NOW.date(), now=NOW)
    approve_report(report=rendered(report), acting=head(report), now=NOW)
    assert report.state == "disetujui"


def test_a_plh_who_had_no_part_in_the_report_approves_it(report, filed):
    other = (
        filed.user("kepala")
        .terms.get()
        .position.agency.positions.exclude(
            terms__user__in=Submission.objects.filter(task__run=report.run).values("user")
        )
    )
    holder = other.exclude(pk=report.agency.signing_position_id).first().terms.get().user
    stand_in(report, holder, "plh")
    approve_report(report=rendered(report), acting=head(report), now=NOW)
    assert report.approved_as.capacity == "plh"


def test_a_reopening_supersedes_what_was_printed(report, filed):
    approve_report(report=rendered(report), acting=head(report), now=NOW)
    lane = filed.lane("bidang-tangkap")
    row = filed.run.run_indicators.get(lane=lane)
    reopen_run(
        run=filed.run,
        acting=head(report),
        leaves=[lane],
        reasons={row.pk: "Angka BPS berubah."},
        reason="Angka BPS berubah.",
        now=NOW,
    )
    report.refresh_from_db()
    assert (report.state, report.superseded_reason) == ("digantikan", "Angka BPS berubah.")


def test_the_sweep_sends_again_what_a_dead_worker_held(report, sent_tasks):
    job = job_of(report)
    Job.objects.filter(pk=job.pk).update(state="berjalan", claimed_at=NOW, attempts=1)
    sent_tasks.clear()
    hear_of(job_id=job.pk, now=NOW + timedelta(minutes=10))
    resend_lost_jobs(now=NOW + timedelta(minutes=11))
    assert ("reports.render", [job.pk]) not in sent_tasks
    resend_lost_jobs(now=NOW + timedelta(minutes=12))
    assert ("reports.render", [job.pk]) in sent_tasks


def test_text_that_looks_like_a_formula_is_text_and_nothing_else():
    table = Table("Uji", (Column("Catatan", 50),), (("=1+1",), ("-5 % lebih rendah",)))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook("Uji", [("Uji", table)])))
    cells = [row[0] for row in book["Uji"].iter_rows(min_row=5)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True),
        ("-5 % lebih rendah", "s", True),
    ]


def test_the_workbook_holds_numbers_as_numbers(report):
    rendered(report)
    with report.xlsx.open("rb") as file:
        sheet = openpyxl.load_workbook(file)["Capaian"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 7 in values
    assert not any(isinstance(value, str) and value.startswith("=") for value in values)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device"), "Ruang penyimpanan server penuh"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (MemoryError(), "Memori server tidak cukup"),
        (KeyError("sasaran"), "KeyError: 'sasaran'"),
    ],
)
def test_a_failed_rendering_says_why_and_is_made_good_by_a_retry(
    report, filed, client, monkeypatch, error, sentence
):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    job, address = job_of(report), reverse("reports:report-detail", args=[report.pk])

    def fail(*_args, **_words):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr("reports.services.rendering.render_pdf", fail)
        with pytest.raises(type(error)):
            render_report(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, sentence in job.error) == ("gagal", True)
    client.force_login(filed.user("kepala"), backend=BACKEND)
    page = client.get(address).content.decode()
    assert sentence.split(":")[0] in page
    assert "Coba buat lagi" in page
    for _twice in range(2):
        assert client.post(f"{address}ulangi/").status_code == 302
    assert Job.objects.filter(subject_id=report.pk, state="menunggu").count() == 1
    monkeypatch.setattr("reports.services.rendering.render_pdf", lambda *_a, **_w: b"%PDF")
    assert rendered(report).pdf_sha256
