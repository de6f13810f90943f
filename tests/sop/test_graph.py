"""The graph check: random well-formed SOPs pass, and each way of spoiling one is refused."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sop.graph import JUDGING_KINDS, RETURNING_KINDS, Graph, Level, Node, check

MIDDLE_KINDS = ("assign", "prepare", "collect", "receive", "compile", "review", "initial", "sign")


@st.composite
def levels(draw: st.DrawFn) -> list[Level]:
    """A forest of at most four lane levels."""
    made: list[Level] = []
    for number in range(draw(st.integers(0, 4))):
        inside = draw(st.sampled_from([None, *(level.key for level in made)]))
        made.append(Level(f"jenjang-{number}", inside))
    return made


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A chain that walks up and down the levels and ends in a central document step."""
    made = draw(levels())
    shape = Graph.of([], made, ())
    places: list[str | None] = [draw(st.sampled_from([None, *shape.levels]))]
    for _ in range(draw(st.integers(1, 6))):
        near = [
            level
            for level in [None, *shape.levels]
            if level == places[-1]
            or shape.is_ancestor(level, places[-1])
            or shape.is_ancestor(places[-1], level)
        ]
        places.append(draw(st.sampled_from(near)))
    visited = {level for place in places for level in shape.lineage(place)}
    for level in shape.levels:
        if level not in visited:
            places += [None, level]
            visited.update(shape.lineage(level))
    collector = draw(st.integers(0, len(places) - 1))
    nodes = [
        _node(draw, shape, places, row, is_collector=row == collector) for row in range(len(places))
    ]
    end = Node("akhir", "document", "b", None, None, order=len(nodes))
    return Graph.of([*nodes, end], made, ("a", "b"))


def _node(
    draw: st.DrawFn, shape: Graph, places: list[str | None], row: int, *, is_collector: bool
) -> Node:
    level = places[row]
    back = [at for at in range(row) if places[at] == level or shape.is_ancestor(level, places[at])]
    kinds = [kind for kind in MIDDLE_KINDS if back or kind not in JUDGING_KINDS]
    kind = "collect" if is_collector else draw(st.sampled_from(kinds))
    is_join = row > 0 and shape.is_ancestor(level, places[row - 1])
    goes_back = back and (
        kind in JUDGING_KINDS or (kind in RETURNING_KINDS and draw(st.booleans()))
    )
    return Node(
        key=f"langkah-{row}",
        kind=kind,
        actor=draw(st.sampled_from(["a", "b"])),
        level=level,
        next=f"langkah-{row + 1}" if row + 1 < len(places) else "akhir",
        return_to=f"langkah-{draw(st.sampled_from(back))}" if goes_back else None,
        issued_by_clock=row == 0 and kind == "assign" and draw(st.booleans()),
        clock=draw(st.sampled_from(["siap", "fork"])) if is_join else "siap",
        order=row,
    )


def changed(graph: Graph, key: str, **values: object) -> Graph:
    steps = [
        replace(node, **values) if node.key == key else node  # type: ignore[arg-type]
        for node in graph.steps.values()
    ]
    return Graph.of(steps, graph.levels.values(), graph.actors)


def refusals(graph: Graph) -> set[tuple[str, str]]:
    return {(problem.subject, problem.field) for problem in check(graph)}


@given(graphs())
def test_a_well_formed_graph_passes(graph: Graph) -> None:
    assert check(graph) == []


@given(graphs())
def test_the_chain_visits_every_step_once_and_forks_are_closed(graph: Graph) -> None:
    chain = list(graph.chain())
    assert chain == list(graph.steps)
    assert graph.path(chain[0], graph.last.key) == tuple(chain)
    for before, after in pairwise(chain):
        assert graph.predecessors(after) == (before,)
        assert graph.is_fork(before) != graph.is_join(after) or graph.level_of(
            before
        ) == graph.level_of(after)


@given(graphs(), st.data())
def test_a_step_led_back_to_itself_or_before_has_no_end(graph: Graph, data: st.DataObject) -> None:
    keys = list(graph.steps)
    row = data.draw(st.integers(0, len(keys) - 1))
    target = keys[data.draw(st.integers(0, row))]
    assert (keys[row], "next") in refusals(changed(graph, keys[row], next=target))


@given(graphs(), st.data())
def test_a_step_jumped_over_is_unreachable(graph: Graph, data: st.DataObject) -> None:
    keys = list(graph.steps)
    assume(len(keys) > 2)
    row = data.draw(st.integers(0, len(keys) - 3))
    spoiled = changed(graph, keys[row], next=keys[row + 2])
    assert (keys[row + 1], "key") in refusals(spoiled)


@given(graphs(), st.data())
def test_a_return_into_the_future_is_refused(graph: Graph, data: st.DataObject) -> None:
    keys = list(graph.steps)
    row = data.draw(st.integers(0, len(keys) - 1))
    target = keys[data.draw(st.integers(row, len(keys) - 1))]
    assert (keys[row], "return_to") in refusals(changed(graph, keys[row], return_to=target))


@given(graphs(), st.data())
def test_a_return_out_of_its_own_lanes_is_refused(graph: Graph, data: st.DataObject) -> None:
    keys = list(graph.steps)
    pairs = [
        (source, target)
        for at, source in enumerate(keys)
        for target in keys[:at]
        if graph.level_of(target) != graph.level_of(source)
        and not graph.is_ancestor(graph.level_of(source), graph.level_of(target))
    ]
    assume(pairs)
    source, target = data.draw(st.sampled_from(pairs))
    assert (source, "return_to") in refusals(changed(graph, source, return_to=target))


@given(graphs())
def test_a_lane_that_nobody_opens_is_refused(graph: Graph) -> None:
    spoiled = Graph.of(
        graph.steps.values(), [*graph.levels.values(), Level("kosong")], graph.actors
    )
    assert refusals(spoiled) == {("kosong", "key")}


@given(graphs())
def test_a_last_step_that_files_nothing_or_stays_in_a_lane_is_refused(graph: Graph) -> None:
    end = graph.last.key
    assert refusals(changed(graph, end, kind="receive")) == {(end, "kind")}
    for level in graph.levels:
        assert (end, "lane") in refusals(changed(graph, end, level=level))


@given(graphs(), st.data())
def test_a_document_step_before_the_end_is_refused(graph: Graph, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(graph.steps)[:-1]))
    assert (key, "next") in refusals(changed(graph, key, kind="document"))


@given(graphs())
def test_nothing_collected_is_refused(graph: Graph) -> None:
    for node in graph.steps.values():
        if node.kind == "collect":
            graph = changed(graph, node.key, kind="prepare")
    assert ("", "steps") in refusals(graph)


@given(graphs(), st.data())
def test_a_judge_without_a_way_back_is_refused(graph: Graph, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(graph.steps)[:-1]))
    kind = data.draw(st.sampled_from(sorted(JUDGING_KINDS)))
    assert (key, "kind") in refusals(changed(graph, key, kind=kind, return_to=None))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("actor", {"actor": "siapa"}),
        ("kind", {"kind": "hand_over"}),
        ("lane", {"level": "entah"}),
        ("next", {"next": "entah"}),
        ("return_to", {"return_to": "entah"}),
        ("clock", {"clock": "besok"}),
    ],
)
@given(graph=graphs())
def test_a_key_that_does_not_exist_is_refused(
    field: str, values: dict[str, object], graph: Graph
) -> None:
    key = graph.first.key
    assert refusals(changed(graph, key, **values)) == {(key, field)}


@given(graphs(), st.data())
def test_the_clock_issues_only_a_first_assignment(graph: Graph, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(graph.steps)[1:]))
    assert (key, "issued_by_clock") in refusals(changed(graph, key, issued_by_clock=True))


def test_levels_in_a_circle_or_in_nothing_are_refused() -> None:
    steps = [Node("kumpul", "collect", "a", "x", "akhir"), Node("akhir", "document", "a", order=1)]
    circle = Graph.of(steps, [Level("x", "y"), Level("y", "x")], "a")
    assert refusals(circle) == {("x", "inside"), ("y", "inside")}
    lost = Graph.of(steps, [Level("x", "y")], "a")
    assert refusals(lost) == {("x", "inside")}


def test_lanes_side_by_side_are_joined_before_the_next_fork() -> None:
    steps = [
        Node("kumpul", "collect", "a", "x", "susun"),
        Node("susun", "compile", "a", "y", "akhir", order=1),
        Node("akhir", "document", "a", order=2),
    ]
    sideways = Graph.of(steps, [Level("x"), Level("y")], "a")
    assert refusals(sideways) == {("kumpul", "next")}


def test_an_empty_sop_is_refused() -> None:
    assert refusals(Graph.of([], [], "a")) == {("", "steps")}


def test_helpers_tell_forks_joins_and_lineage() -> None:
    graph = Graph.of(
        [
            Node("tugaskan", "assign", "a", "bidang", "isi"),
            Node("isi", "collect", "a", "seksi", "periksa", order=1),
            Node("periksa", "review", "a", "bidang", "simpan", "isi", order=2),
            Node("simpan", "document", "a", order=3),
        ],
        [Level("bidang"), Level("seksi", "bidang")],
        "a",
    )
    assert check(graph) == []
    assert [key for key in graph.steps if graph.is_fork(key)] == ["tugaskan"]
    assert [key for key in graph.steps if graph.is_join(key)] == ["periksa", "simpan"]
    assert graph.lineage("seksi") == ("seksi", "bidang", None)
    assert graph.is_ancestor(None, "seksi")
    assert not graph.is_ancestor("seksi", "seksi")
    assert graph.path("periksa", "isi") == ()
    assert graph.deepest_levels() == ("seksi",)
