"""One filed triwulan of an agency, and its report."""

import pytest

from organization.models import Job
from reports import pdf
from reports.models import Report
from reports.services import render_report
from reports.views import limiting
from tests.memory import load_once
from tests.printing import print_once
from tests.workflow.offices import NOW, Office, open_office
from workflow.models import Run


@pytest.fixture
def sent_tasks(monkeypatch):
    """Tasks that would go to the worker, as (name, arguments), instead of a broker."""
    found = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, args=(), **_: found.append((name, list(args)))
    )
    return found


@pytest.fixture
def filed(db, sent_tasks) -> Office:
    """SOP 004 run to its end, with figures of 7 everywhere."""
    load_once("tuntas", _file)
    run = Run.objects.get()
    return Office(run.document.agency, run)


def _file() -> None:
    office = open_office("dpkp")
    for task in iter(lambda: next(iter(office.tasks()), None), None):
        office.finish(task, now=NOW)


@pytest.fixture
def report(filed) -> Report:
    return Report.objects.get(run=filed.run, kind="laporan_triwulan")


@pytest.fixture
def printed(report, monkeypatch) -> Report:
    """The report with its first files: a draft, which says the same in every test."""
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "_printed", print_once)
        return render_now(report)


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    """The counters of the public pages, which live in the process here."""
    limiting._shared.cache_clear()
    limiting._own.cache_clear()


def render_now(report: Report) -> Report:
    """Do the worker's latest job for a report."""
    job = Job.objects.filter(subject_id=report.pk).latest("pk")
    assert render_report(job_id=job.pk, now=NOW)
    report.refresh_from_db()
    return report
