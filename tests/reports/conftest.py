"""One filed triwulan of an agency, and its report."""

import pytest

from reports.models import Report
from tests.workflow.offices import NOW, Office, open_office


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
    office = open_office("dpkp")
    for task in iter(lambda: next(iter(office.tasks()), None), None):
        office.finish(task, now=NOW)
    return office


@pytest.fixture
def report(filed) -> Report:
    return Report.objects.get(run=filed.run, kind="laporan_triwulan")
