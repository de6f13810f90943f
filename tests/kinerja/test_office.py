"""A simulated year beside a running demo: the live worker takes reports too."""

from datetime import UTC, datetime, timedelta

import pytest

from kinerja.simulation import office
from organization.models import Job
from reports.models import RENDER_KIND
from tests.factories.organization import AgencyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
THEN = datetime(2027, 1, 25, 8, tzinfo=UTC)


@pytest.fixture
def slept(monkeypatch):
    """How often the simulation waited; meanwhile the live worker ends what it holds."""
    times = []

    def sleep(seconds):
        times.append(seconds)
        Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.DONE)

    monkeypatch.setattr(office, "sleep", sleep)
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return times


def held(heard_at):
    return Job.objects.create(
        agency=AgencyFactory(),
        kind=RENDER_KIND,
        subject_id=1,
        state=Job.State.RUNNING,
        created_at=THEN,
        heard_at=heard_at,
    )


def test_what_the_live_worker_has_taken_is_waited_for(slept):
    job = held(NOW - timedelta(seconds=10))
    office.render_waiting(THEN)
    job.refresh_from_db()
    assert (job.state, len(slept)) == ("selesai", 1)


@pytest.mark.parametrize("heard_at", [NOW - timedelta(minutes=2), THEN])
def test_a_dead_worker_is_not_waited_for(slept, heard_at):
    held(heard_at)
    office.render_waiting(THEN)
    assert slept == []
