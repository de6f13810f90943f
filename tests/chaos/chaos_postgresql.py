"""Twenty-five SIGKILLs on PostgreSQL and Redis: nothing is lost and nothing happens twice."""

import pytest

from tests.chaos.kills import go_through, let_a_day_pass
from tests.chaos.scenes import Scene, scenes, seed
from tests.chaos.stage import Stage


@pytest.fixture(scope="module")
def pair() -> str:
    return "PostgreSQL"


@pytest.mark.parametrize("scene", scenes("PostgreSQL", seed()), ids=str)
def test_nothing_is_lost_and_nothing_happens_twice(stage: Stage, scene: Scene) -> None:
    go_through(stage, scene)


def test_a_day_later_nothing_is_under_way(stage: Stage) -> None:
    let_a_day_pass(stage)
