"""Places for real processes on both pairs, and the one simulated year."""

import csv
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kinerja.places import Place, free_port
from tests.postgres import Cluster, binaries

YEAR = 2026


@dataclass(frozen=True)
class SimulatedYear:
    """The place where the year was walked, and the folder with its papers."""

    place: Place
    out: Path

    def steps(self, agency: str) -> list[dict[str, str]]:
        """The tasks of an agency's four runs, as the simulation wrote them."""
        with (self.out / "langkah.csv").open(encoding="utf-8", newline="") as source:
            return [row for row in csv.DictReader(source) if row["agency"] == agency]


@pytest.fixture(scope="session")
def simulated_year(tmp_path_factory: pytest.TempPathFactory) -> SimulatedYear:
    """All five agencies through 2026, walked once: it takes minutes."""
    folder = tmp_path_factory.mktemp("tahun")
    place = Place(_environment(folder / "var"), 0, [])
    place.manage("manage.py", "migrate", "-v0")
    place.manage("manage.py", "simulate", "--year", str(YEAR), "--out", str(folder / "hasil"))
    return SimulatedYear(place, folder / "hasil")


def _environment(var: Path, **more: str) -> dict[str, str]:
    """What a process there sees: nothing of the test session's own database."""
    var.mkdir()
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {
        **kept,
        "KINERJA_VAR": str(var),
        "KINERJA_TESTING": "false",
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        **more,
    }


@pytest.fixture
def other_place(place: Place, tmp_path: Path) -> Place:
    """An empty place of the same kind: a folder and a database with nothing in them."""
    more = {}
    if url := place.environment.get("DATABASE_URL"):
        folder = url.rpartition("host=")[2]
        subprocess.run(
            [binaries() / "createdb", "-h", folder, "-U", "postgres", "latihan"], check=True
        )
        more["DATABASE_URL"] = f"postgres://postgres@/latihan?host={folder}"
    return Place(_environment(tmp_path / "latihan", **more), place.port, [])


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request, tmp_path: Path) -> Iterator[Place]:
    cluster = Cluster() if request.param == "PostgreSQL" else None
    port = free_port()
    more = {"DATABASE_URL": cluster.url} if cluster else {}
    environment = _environment(tmp_path / "var", PORT=str(port), **more)
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
