"""One installation per pair, kept through all its scenes; the seed printed at the head."""

from collections.abc import Callable, Iterator

import pytest

from tests.chaos.scenes import SEED_VARIABLE, seed
from tests.chaos.stage import Stage
from tests.postgres import Cluster


def pytest_configure() -> None:
    seed()


def pytest_report_header() -> str:
    return f"{SEED_VARIABLE}={seed()}"


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stage]]:
    """The installation of a pair, made when it is first asked for."""
    opened: dict[str, Stage] = {}

    def stage_of(pair: str) -> Stage:
        if pair not in opened:
            cluster = Cluster(keeps_commits=True) if pair == "PostgreSQL" else None
            stage = opened[pair] = Stage(tmp_path_factory.mktemp("chaos"), cluster)
            stage.open()
        return opened[pair]

    yield stage_of
    for stage in opened.values():
        stage.close()
