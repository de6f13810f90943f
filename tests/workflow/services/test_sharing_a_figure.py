"""Two SOPs of one agency: a figure of a triwulan is collected by one of their runs."""

import sqlite3
import threading
from collections import Counter
from contextlib import closing, suppress

import pytest
from django.db import connection, connections

from sop.models import SopDocument
from tests.workflow.offices import NOW, load_office, open_office
from workflow.models import RunIndicator
from workflow.period import period_opened_on
from workflow.services import open_run, plan_opening, starting


@pytest.mark.django_db
def test_what_one_run_collects_is_left_out_of_another_with_a_warning():
    office = open_office("dpkp")
    [first, *rest] = RunIndicator.objects.filter(run=office.run).order_by("pk")
    first.delete()
    plan = plan_opening(document=office.run.document, on=NOW.date())
    plan.document = SopDocument.objects.create(
        agency=office.agency, key="sop-kedua", name="SOP kedua"
    )
    run, _is_new = open_run(plan=plan, period=period_opened_on(NOW.date().replace(day=10)), now=NOW)
    carried = RunIndicator.objects.filter(run=run)
    assert [row.indicator_id for row in carried] == [first.indicator_id]
    told = [
        f"Indikator “{row.indicator.name}” sudah dikumpulkan melalui SOP "
        f"“{office.run.document.name}”."
        for row in rest
    ]
    assert sorted(plan.warnings) == sorted(told)


@pytest.fixture
def own_connections(monkeypatch, tmp_path, transactional_db):
    """Threads meet in one database: on SQLite a file with all that the test has made so far.

    There the memory of all tests is put back as it was: its events cannot be deleted, and its
    connection, once closed, takes it along.
    """
    if connection.vendor != "sqlite":
        yield lambda: None
        return
    with closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        yield lambda: _onto_disk(monkeypatch, tmp_path / "bersama.sqlite3")
        monkeypatch.undo()
        before.backup(connection.connection)


def _onto_disk(monkeypatch, path):
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(path))


@pytest.mark.django_db(transaction=True)
def test_of_two_sop_opened_at_the_same_instant_one_collects_a_shared_figure(
    own_connections, monkeypatch, sent_tasks
):
    """Each opening looks for the other's figures before either has written its own."""
    document = load_office("dpkp")
    second = SopDocument.objects.create(agency=document.agency, key="sop-kedua", name="SOP kedua")
    plans = [plan_opening(document=document, on=NOW.date()) for _each in range(2)]
    plans[1].document = second
    own_connections()
    both_looked, found, look = threading.Barrier(2), [], starting.taken_elsewhere

    def look_and_wait(runs):
        taken = look(runs)
        with suppress(threading.BrokenBarrierError):
            both_looked.wait(timeout=1)
        return taken

    def open_one(plan):
        try:
            open_run(plan=plan, period=period_opened_on(NOW.date().replace(day=10)), now=NOW)
            found.extend(RunIndicator.objects.values_list("run", "indicator"))
        finally:
            connections.close_all()

    monkeypatch.setattr(starting, "taken_elsewhere", look_and_wait)
    threads = [threading.Thread(target=open_one, args=[plan]) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    collected = Counter(indicator for _run, indicator in set(found))
    assert collected
    assert set(collected.values()) == {1}
