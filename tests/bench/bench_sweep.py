"""The daily sweep over 500 open runs: at most 20 queries per 100 runs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organization.models import User
from tests.workflow.offices import NOW, Office, open_office
from workflow.models import Assignment, Lane, LaneActor, Notice, Run, Task
from workflow.services import sweep

pytestmark = pytest.mark.django_db
RUNS, PER_HUNDRED = 500, 20
#: The third Monday after the opening, 10.00: everything is late, nothing is quiet.
LATE = NOW + timedelta(days=17)


def copy_runs(office: Office, count: int) -> None:
    """Earlier triwulan with the same lanes, tasks and shares, written as rows."""
    runs = [
        Run(
            agency=office.agency,
            document=office.run.document,
            version=office.run.version,
            year=2026 - number // 4,
            triwulan=number % 4 + 1,
            opened_at=NOW,
        )
        for number in range(4, count + 3)
    ]
    Run.objects.bulk_create(runs)
    for run in runs:
        _copy_lanes(office.run, run)


def _copy_lanes(source: Run, run: Run) -> None:
    lanes: dict[int, Lane] = {}
    for lane in source.lanes.order_by("pk"):
        old, parent = lane.pk, lanes.get(lane.parent_id or 0)
        lane.pk, lane.run, lane.parent = None, run, parent
        lane.save()
        lanes[old] = lane
    actors = list(LaneActor.objects.filter(lane__run=source))
    tasks = list(Task.objects.filter(run=source))
    shares = list(Assignment.objects.filter(task__run=source))
    for actor in actors:
        actor.pk, actor.lane = None, lanes[actor.lane_id]
    LaneActor.objects.bulk_create(actors)
    old = [task.pk for task in tasks]
    for task in tasks:
        task.pk, task.run, task.lane = None, run, lanes[task.lane_id]
    made = dict(zip(old, Task.objects.bulk_create(tasks), strict=True))
    for share in shares:
        share.pk, share.task = None, made[share.task_id]
    Assignment.objects.bulk_create(shares)


def test_sweep(monkeypatch):
    monkeypatch.setattr("celery.current_app.send_task", lambda *_args, **_more: None)
    office = open_office("dishub")
    User.objects.filter(terms__position__agency=office.agency).update(email="a@contoh.go.id")
    copy_runs(office, RUNS)
    sweep(now=NOW)
    for name, moment in (("mengingatkan", LATE), ("tenang", LATE + timedelta(minutes=10))):
        with CaptureQueriesContext(connection) as queries:
            sweep(now=moment)
        found = len(queries) * 100 / RUNS
        print(  # noqa: T201 - the result
            f"sapuan {name}, {RUNS} pelaksanaan: {len(queries)} kueri, "
            f"{found:.1f} per 100 (anggaran {PER_HUNDRED})"
        )
        assert found <= PER_HUNDRED
    assert Notice.objects.filter(kind=Notice.Kind.OVERDUE).count() >= RUNS
