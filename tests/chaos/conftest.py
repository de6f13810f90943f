"""One installation per pair, kept through all its scenes; the seed printed at the head."""

from collections.abc import Iterator

import pytest

from tests.chaos.scenes import SEED_VARIABLE, seed
from tests.chaos.stage import Stage
from tests.postgres import Cluster


def pytest_configure() -> None:
    seed()


def pytest_report_header() -> str:
    return f"{SEED_VARIABLE}={seed()}"


@pytest.fixture(scope="module")
def stage(pair: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The installation of a pair, made once and then only hurt."""
    cluster = Cluster(keeps_commits=True) if pair == "PostgreSQL" else None
    opened = Stage(tmp_path_factory.mktemp("chaos"), cluster)
    try:
        opened.open()
        yield opened
    finally:
        opened.close()
