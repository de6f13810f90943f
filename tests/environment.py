"""The environment of a test session: the database pair and a private folder.

A plugin (-p in pyproject.toml), because the settings are read before any conftest.

`KINERJA_TEST_DB=sqlite` runs on SQLite; the default is a PostgreSQL cluster of the session's own.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.postgres import Cluster

_cluster: Cluster | None = None
_folder = Path(tempfile.mkdtemp(prefix="kinerja-test-"))

os.environ.setdefault("KINERJA_VAR", str(_folder))
# WhiteNoise warns of a missing folder
Path(os.environ["KINERJA_VAR"], "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("SECRET_KEY", "kunci-untuk-pengujian-saja-" + "x" * 40)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ["KINERJA_TESTING"] = "true"
# made by the first process of the session, and named by it to its workers
_memory = "" if "PYTEST_XDIST_WORKER" in os.environ else tempfile.mkdtemp(prefix="kinerja-ingatan-")
if _memory:
    os.environ["KINERJA_TEST_MEMORY"] = _memory
if os.environ.get("KINERJA_TEST_DB") == "sqlite":
    os.environ["DATABASE_URL"] = f"sqlite:///{_folder}/test.sqlite3"
elif "DATABASE_URL" not in os.environ:
    _cluster = Cluster()
    os.environ["DATABASE_URL"] = _cluster.url


#: Of new objects before the collector looks: a tenth of a request went into looking at 700.
MANY_OBJECTS = 50_000


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no later collection of garbage has to look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS, 10, 10)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Each process clears its folder; the first also stops the cluster and forgets the memory."""
    shutil.rmtree(_folder, ignore_errors=True)
    if not hasattr(config, "workerinput"):
        shutil.rmtree(_memory, ignore_errors=True)
        if _cluster is not None:
            _cluster.stop()
