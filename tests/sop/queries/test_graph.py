"""Rows give the same graph as the file they were loaded from."""

from pathlib import Path

import pytest

from sop.definition import parse
from sop.graph import check
from sop.queries import flow_of, graph_of
from tests.sop.flows import flow
from tests.sop.offices import DEFINITIONS, FILES, agency, load

pytestmark = pytest.mark.django_db
PATHS = [*sorted(DEFINITIONS.glob("*.yaml")), FILES / "sixth.yaml"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_graph_of_the_rows_is_the_graph_of_the_file(path: Path) -> None:
    version = load(path, agency())
    assert graph_of(version) == parse(path.read_text(encoding="utf-8")).graph
    assert check(graph_of(version)) == []


@pytest.mark.parametrize("key", [path.stem for path in PATHS[:-1]])
def test_the_flow_of_the_rows_is_the_flow_of_the_file(key: str) -> None:
    assert flow_of(load(DEFINITIONS / f"{key}.yaml", agency())) == flow(key)


def test_a_graph_takes_three_queries_whatever_its_length(django_assert_num_queries) -> None:
    office = agency()
    for path in (FILES / "small.yaml", FILES / "sixth.yaml"):
        version = load(path, office)
        with django_assert_num_queries(3):
            graph_of(version)
