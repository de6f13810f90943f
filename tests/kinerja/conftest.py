"""Places for real processes on both pairs, and the one simulated year."""

import csv
import itertools
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.environment import MANY_OBJECTS
from tests.kinerja.places import Place, free_port
from tests.postgres import Cluster, binaries

YEAR = 2026
#: A command as manage.py runs it, while the collector looks less often: a tenth of the year's time.
COMMAND = f"""
import gc, sys
from django.core.management import execute_from_command_line
gc.set_threshold({MANY_OBJECTS}, 10, 10)
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
_numbers = itertools.count()


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
    place.manage("-c", COMMAND, "simulate", "--year", str(YEAR), "--out", str(folder / "hasil"))
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


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL server for the databases of all places."""
    found = Cluster()
    yield found
    found.stop()


def _database(cluster: Cluster, *options: str) -> str:
    """A new database there; its address."""
    name = f"tempat_{next(_numbers)}"
    words = ["-h", str(cluster.folder), "-U", "postgres", *options, name]
    subprocess.run([binaries() / "createdb", *words], check=True)
    return f"postgres://postgres@/{name}?host={cluster.folder}"


@pytest.fixture
def other_place(place: Place, tmp_path: Path, request) -> Place:
    """An empty place of the same kind: a folder and a database with nothing in them."""
    more = {}
    if "DATABASE_URL" in place.environment:
        more["DATABASE_URL"] = _database(request.getfixturevalue("cluster"))
    return Place(_environment(tmp_path / "latihan", **more), place.port, [])


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request, tmp_path: Path) -> Iterator[Place]:
    more = {}
    if request.param == "PostgreSQL":
        more["DATABASE_URL"] = _database(request.getfixturevalue("cluster"))
    port = free_port()
    found = Place(_environment(tmp_path / "var", PORT=str(port), **more), port, [])
    yield found
    _end(found)


@pytest.fixture
def furnished(place: Place, request) -> Place:
    """The place with the agencies of the demo, brought from where they were loaded once."""
    if "DATABASE_URL" in place.environment:
        ground = request.getfixturevalue("postgresql_ground")
        name = ground.environment["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
        cluster = request.getfixturevalue("cluster")
        place.environment["DATABASE_URL"] = _database(cluster, "-T", name)
    else:
        ground = request.getfixturevalue("sqlite_ground")
    return _copy(ground, place)


@pytest.fixture(scope="session")
def sqlite_ground(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return _loaded(tmp_path_factory.mktemp("tanah") / "var")


@pytest.fixture(scope="session")
def postgresql_ground(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> Place:
    return _loaded(tmp_path_factory.mktemp("tanah") / "var", DATABASE_URL=_database(cluster))


@pytest.fixture
def calm(sqlite_ground: Place, tmp_path: Path) -> Place:
    """Another furnished place, where nothing disturbs anybody."""
    return _copy(sqlite_ground, Place(_environment(tmp_path / "tenang"), 0, []))


def _loaded(var: Path, **more: str) -> Place:
    made = Place(_environment(var, **more), 0, [])
    made.manage("manage.py", "migrate", "-v0")
    made.manage("manage.py", "load_demo")
    return made


def _copy(ground: Place, place: Place) -> Place:
    folders = (each.environment["KINERJA_VAR"] for each in (ground, place))
    shutil.copytree(*folders, dirs_exist_ok=True)
    return place


def _end(place: Place) -> None:
    """Stop whatever was started there."""
    for process in place.started:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)
        if process.stdout:
            process.stdout.close()
