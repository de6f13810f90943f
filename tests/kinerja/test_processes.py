"""Real processes on both pairs: started, killed, stopped, caught up."""

import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from organization import clock
from tests.architecture.source import ROOT
from tests.kinerja.places import Place, free_port, worker_pids
from tests.waiting import wait_until

pytestmark = pytest.mark.processes
SEED = random.randrange(10**6)  # noqa: S311 - a seed for repeating a test
COUNT = """
import django; django.setup()
from workflow.models import Disposisi, Run, RunIndicator, Task
runs = Run.objects.filter(year=2026, triwulan=1)
print(len(runs), len({run.document_id for run in runs}), RunIndicator.objects.count(),
      Disposisi.objects.count(), Task.objects.count())
"""
OLDER = """
import django; django.setup()
from workflow.models import Run
print(Run.objects.exclude(year=2026, triwulan=1).count())
"""


def test_everything_starts_is_watched_and_stops(place: Place) -> None:
    supervisor = place.start("-m", "kinerja.supervisor")
    wait_until(lambda: place.health()[0] == 200, 120)
    second = place.start("-m", "kinerja.supervisor")
    assert second.wait(30) != 0
    assert second.stdout is not None
    assert "sudah berjalan" in second.stdout.read()

    before = set(worker_pids(place))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: worker_pids(place) and not before & set(worker_pids(place)), 60)
    wait_until(lambda: place.health()[0] == 200, 60)

    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(40) == 0
    assert worker_pids(place) == []
    assert place.health()[0] == 0


def test_an_opening_killed_in_the_middle_is_made_good(furnished: Place, calm: Place) -> None:
    """SIGKILL at random moments; after the next sweep each agency has exactly one whole run."""
    chance, place = random.Random(SEED), furnished  # noqa: S311 - moments of a kill, no secret
    for _kill in range(3):
        opening = place.start("manage.py", "open_triwulan", "--date", "2026-04-10")
        delay = chance.uniform(0.8, 3.0)
        try:
            opening.wait(delay)
        except subprocess.TimeoutExpired:
            os.killpg(opening.pid, signal.SIGKILL)
            opening.wait(10)
    place.manage("manage.py", "open_triwulan", "--date", "2026-04-10")
    runs, documents, indicators, sheets, tasks = map(int, place.manage("-c", COUNT).split())
    assert (runs, documents, sheets) == (5, 5, 5), f"seed {SEED}"
    assert (indicators, tasks) == _undisturbed(calm), f"seed {SEED}"


def _undisturbed(calm: Place) -> tuple[int, int]:
    """What one opening without interruption makes."""
    calm.manage("manage.py", "open_triwulan", "--date", "2026-04-10")
    _runs, _documents, indicators, _sheets, tasks = map(int, calm.manage("-c", COUNT).split())
    return indicators, tasks


def test_a_tenth_missed_with_everything_down_is_caught_up(place: Place) -> None:
    """Nothing ran on 10 April; whoever starts the office on the 13th finds the quarter open."""
    monday = datetime(2026, 4, 13, 1, 0, tzinfo=UTC)
    shift = int((monday - clock.now()).total_seconds())
    place.environment["KINERJA_CLOCK_SHIFT"] = str(shift)
    place.start("-m", "kinerja.supervisor")
    wait_until(lambda: place.health()[0] == 200, 120)

    def opened() -> list[int]:
        return [int(word) for word in place.manage("-c", COUNT).split()[:2]]

    wait_until(lambda: opened() == [5, 5], 60)
    assert place.manage("-c", OLDER) == "0", "quarters from before the start are not opened"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"PORT": "delapan"}, "PORT=delapan bukan nomor port"),
        ({"DATABASE_URL": "bukan-alamat"}, "DATABASE_URL tidak dikenali"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:1/x"}, "migrate tidak berhasil"),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "redis pada REDIS_URL tidak menjawab"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_line(tmp_path, setting, sentence) -> None:
    environment = {**os.environ, "KINERJA_VAR": str(tmp_path), "KINERJA_TESTING": "false"}
    environment |= {"PORT": str(free_port())} | setting
    if "DATABASE_URL" not in setting:
        environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "kinerja.supervisor"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
