"""Real processes on both pairs: started, killed, stopped, caught up."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.postgres import Cluster

pytestmark = pytest.mark.processes
SEED = random.randrange(10**6)  # noqa: S311 - a seed for repeating a test
COUNT = """
import django; django.setup()
from workflow.models import Disposisi, Run, RunIndicator, Task
runs = Run.objects.filter(year=2026, triwulan=1)
print(len(runs), len({run.document_id for run in runs}), RunIndicator.objects.count(),
      Disposisi.objects.count(), Task.objects.count())
"""


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    """Poll to a deadline."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the deadline has passed"
        threading.Event().wait(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Place:
    """A private folder, database and port, and the processes started there."""

    environment: dict[str, str]
    port: int
    started: list[subprocess.Popen]

    def start(self, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def health(self) -> tuple[int, dict]:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz/", timeout=5
            ) as page:
                return page.status, json.load(page)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)
        except OSError:
            return 0, {}


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request, tmp_path: Path) -> Iterator[Place]:
    cluster = Cluster() if request.param == "PostgreSQL" else None
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL"}}
    environment = {
        **kept,
        "KINERJA_VAR": str(tmp_path / "var"),
        "KINERJA_TESTING": "false",
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        "PORT": str(port),
        **({"DATABASE_URL": cluster.url} if cluster else {}),
    }
    (tmp_path / "var").mkdir()
    found = Place(environment, port, [])
    yield found
    for process in found.started:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)
        if process.stdout:
            process.stdout.close()
    if cluster:
        cluster.stop()


def worker_pids(place: Place) -> list[int]:
    """Celery workers of this place, found by their folder in the environment."""
    marker = f"KINERJA_VAR={place.environment['KINERJA_VAR']}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
                owned = marker in (entry / "environ").read_bytes()
            except OSError:
                continue
            if owned and b"celery" in command and b"worker" in command:
                found.append(int(entry.name))
    return found


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


def test_an_opening_killed_in_the_middle_is_made_good(place: Place) -> None:
    """SIGKILL at random moments; after the next sweep each agency has exactly one whole run."""
    chance = random.Random(SEED)  # noqa: S311 - moments of a kill, no secret
    place.manage("manage.py", "migrate", "-v0")
    place.manage("manage.py", "load_demo")
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
    assert (indicators, tasks) == _undisturbed(place), f"seed {SEED}"


def _undisturbed(place: Place) -> tuple[int, int]:
    """What one opening without interruption makes, on a database of its own."""
    folder = Path(place.environment["KINERJA_VAR"]).parent / "undisturbed"
    folder.mkdir()
    calm = {key: value for key, value in place.environment.items() if key != "DATABASE_URL"}
    other = Place({**calm, "KINERJA_VAR": str(folder)}, place.port, place.started)
    other.manage("manage.py", "migrate", "-v0")
    other.manage("manage.py", "load_demo")
    other.manage("manage.py", "open_triwulan", "--date", "2026-04-10")
    _runs, _documents, indicators, _sheets, tasks = map(int, other.manage("-c", COUNT).split())
    return indicators, tasks
