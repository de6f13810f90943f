"""The graph of an SOP: which step follows which, in which lane, and whether it can run.

Central steps stand at the root level, written `None`; a lane level may lie inside another one.
A step has one `next`, so the printed procedure is one chain; forks and joins are changes of
level along it, and returns are the only edges that point back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

KINDS = (
    "assign",
    "prepare",
    "collect",
    "receive",
    "compile",
    "review",
    "initial",
    "sign",
    "document",
)
#: Kinds whose holder judges what lies before him, so a way back must exist.
JUDGING_KINDS = frozenset({"review", "initial", "sign"})
#: Kinds that receive the work of others and may give it back.
RETURNING_KINDS = JUDGING_KINDS | {"receive", "compile", "document"}
CLOCKS = ("siap", "fork")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of lanes: one lane per bidang, per PPTK, per Irban …"""

    key: str
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One step as the engine sees it. `level` None = central; `next` None = the end."""

    key: str
    kind: str
    actor: str
    level: str | None = None
    next: str | None = None
    return_to: str | None = None
    issued_by_clock: bool = False
    clock: str = "siap"
    order: int = 0


@dataclass(frozen=True, slots=True)
class GraphProblem:
    """Why an SOP cannot run: the step or level concerned, its field, and a sentence."""

    subject: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Steps and lane levels by key, steps in their printed order."""

    steps: Mapping[str, Node]
    levels: Mapping[str, Level]
    actors: frozenset[str]

    @classmethod
    def of(cls, steps: Iterable[Node], levels: Iterable[Level], actors: Iterable[str]) -> "Graph":
        """Build from rows in any order; `Node.order` decides."""
        ordered = sorted(steps, key=lambda node: node.order)
        return cls(
            {node.key: node for node in ordered},
            {level.key: level for level in levels},
            frozenset(actors),
        )

    @property
    def first(self) -> Node:
        """The step that opening starts with."""
        return next(iter(self.steps.values()))

    @property
    def last(self) -> Node:
        """The step the chain ends with (of a checked graph)."""
        return self.steps[list(self.chain())[-1]]

    def level_of(self, step: str) -> str | None:
        """The lane level of a step, None for central."""
        return self.steps[step].level

    def chain(self, start: str | None = None) -> Iterator[str]:
        """Keys by `next` from `start` (default: the first step); stops before repeating itself."""
        seen: set[str] = set()
        key: str | None = start or self.first.key
        while key is not None and key in self.steps and key not in seen:
            seen.add(key)
            yield key
            key = self.steps[key].next

    def path(self, start: str, goal: str) -> tuple[str, ...]:
        """Keys from `start` to `goal`, both included; empty when `goal` does not follow."""
        keys = tuple(self.chain(start))
        return keys[: keys.index(goal) + 1] if goal in keys else ()

    def predecessors(self, step: str) -> tuple[str, ...]:
        """The steps whose `next` is this one."""
        return tuple(key for key, node in self.steps.items() if node.next == step)

    def lineage(self, level: str | None) -> tuple[str | None, ...]:
        """The level itself, then its parents up to and with the root (None)."""
        seen: list[str | None] = []
        while level is not None and level not in seen:
            seen.append(level)
            level = self.levels[level].inside
        return (*seen, None)

    def is_ancestor(self, above: str | None, below: str | None) -> bool:
        """Whether `above` lies strictly over `below`; central is over every lane level."""
        return above != below and above in self.lineage(below)

    def is_fork(self, step: str) -> bool:
        """Whether finishing this step opens a task in each lane beneath it."""
        follower = self.steps[step].next
        return follower is not None and self.is_ancestor(
            self.level_of(step), self.level_of(follower)
        )

    def is_join(self, step: str) -> bool:
        """Whether this step waits until all lanes beneath it have arrived."""
        level = self.level_of(step)
        return any(
            self.is_ancestor(level, self.level_of(before)) for before in self.predecessors(step)
        )

    def deepest_levels(self) -> tuple[str | None, ...]:
        """Levels with no level inside them: the leaf lanes that hold figures."""
        parents = {level.inside for level in self.levels.values()}
        return tuple(key for key in self.levels if key not in parents) or (None,)


def check(graph: Graph) -> list[GraphProblem]:
    """Everything that keeps this graph from running to its end, empty when it can run.

    Broken references are told first and alone: the other rules need whole keys.
    """
    if not graph.steps:
        return [GraphProblem("", "steps", "SOP tidak memiliki satu langkah pun.")]
    broken = [*_unknown_levels(graph), *_unknown_references(graph)]
    if broken:
        return broken
    return [problem for rule in _RULES for problem in rule(graph)]


def _unknown_levels(graph: Graph) -> Iterator[GraphProblem]:
    for level in graph.levels.values():
        if level.inside is not None and level.inside not in graph.levels:
            yield GraphProblem(
                level.key,
                "inside",
                f"Jenjang jalur “{level.key}” berada di dalam “{level.inside}”, "
                "tetapi jenjang itu tidak ada.",
            )
        elif level.inside is not None and level.key in _parents(graph, level.inside):
            yield GraphProblem(
                level.key, "inside", f"Jenjang jalur “{level.key}” berada di dalam dirinya sendiri."
            )


def _parents(graph: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    level: str | None = start
    while level is not None and level in graph.levels and level not in seen:
        seen.add(level)
        level = graph.levels[level].inside
    return seen


def _unknown_references(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.kind not in KINDS:
            yield _problem(node, "kind", f"jenis “{node.kind}” tidak dikenal")
        if node.actor not in graph.actors:
            yield _problem(node, "actor", f"pelaksana “{node.actor}” tidak ada pada actors")
        if node.level is not None and node.level not in graph.levels:
            yield _problem(node, "lane", f"jalur “{node.level}” tidak ada pada lanes")
        for field, target in (("next", node.next), ("return_to", node.return_to)):
            if target is not None and target not in graph.steps:
                yield _problem(node, field, f"langkah “{target}” tidak ada")


def _ends(graph: Graph) -> Iterator[GraphProblem]:
    """The chain ends, in a document step, at the centre."""
    *_, end = (graph.steps[key] for key in graph.chain())
    if end.next is not None:
        yield _problem(
            end, "next", f"kembali maju ke “{end.next}”, sehingga alur berputar dan tidak selesai"
        )
        return
    if end.kind != "document":
        yield _problem(end, "kind", "langkah terakhir harus berjenis document")
    if end.level is not None:
        yield _problem(
            end,
            "lane",
            f"langkah terakhir berada di jalur “{end.level}” yang tidak pernah dihimpun",
        )


def _reached(graph: Graph) -> Iterator[GraphProblem]:
    reached = set(graph.chain())
    for node in graph.steps.values():
        if node.key not in reached:
            yield _problem(node, "key", "tidak pernah dicapai dari langkah pertama")


def _documents_last(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.kind == "document" and node.next is not None:
            yield _problem(node, "next", "jenis document hanya boleh menjadi langkah terakhir")


def _collects(graph: Graph) -> Iterator[GraphProblem]:
    if not any(node.kind == "collect" for node in graph.steps.values()):
        yield GraphProblem(
            "",
            "steps",
            "Tidak ada langkah berjenis collect, sehingga data kinerja tidak terkumpul.",
        )


def _forks(graph: Graph) -> Iterator[GraphProblem]:
    """Every level is used, and lanes open and close one inside the other."""
    used = {level for node in graph.steps.values() for level in graph.lineage(node.level)}
    for key in graph.levels:
        if key not in used:
            yield GraphProblem(
                key, "key", f"Jalur “{key}” tidak pernah dibuka: tidak ada langkah di dalamnya."
            )
    for node in graph.steps.values():
        if node.next is not None and not _nested(graph, node.level, graph.level_of(node.next)):
            yield _problem(
                node,
                "next",
                f"dari jalur “{node.level}” tidak dapat langsung ke jalur "
                f"“{graph.level_of(node.next)}”: himpun dahulu, baru bercabang lagi",
            )


def _nested(graph: Graph, one: str | None, other: str | None) -> bool:
    return one == other or graph.is_ancestor(one, other) or graph.is_ancestor(other, one)


def _returns(graph: Graph) -> Iterator[GraphProblem]:
    """A return points back, to the same level or to lanes beneath, from a step that may judge."""
    for node in graph.steps.values():
        if node.return_to is None:
            if node.kind in JUDGING_KINDS:
                yield _problem(node, "kind", f"jenis {node.kind} harus menyebut return_to")
            continue
        if node.kind not in RETURNING_KINDS:
            yield _problem(node, "return_to", f"jenis {node.kind} tidak dapat mengembalikan")
        if node.return_to == node.key or not graph.path(node.return_to, node.key):
            yield _problem(
                node, "return_to", f"“{node.return_to}” bukan langkah sebelumnya (kembali ke depan)"
            )
        target = graph.level_of(node.return_to)
        if target != node.level and not graph.is_ancestor(node.level, target):
            yield _problem(
                node,
                "return_to",
                f"“{node.return_to}” berada di luar jalur yang dihimpun langkah ini",
            )


def _clocks(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.issued_by_clock and (node.kind != "assign" or node.key != graph.first.key):
            yield _problem(
                node,
                "issued_by_clock",
                "hanya langkah pertama berjenis assign yang terbit otomatis",
            )
        if node.clock not in CLOCKS:
            yield _problem(node, "clock", f"clock “{node.clock}” tidak dikenal (siap atau fork)")
        elif node.clock == "fork" and not graph.is_join(node.key):
            yield _problem(node, "clock", "clock fork hanya untuk langkah yang menghimpun jalur")


def _problem(node: Node, field: str, what: str) -> GraphProblem:
    return GraphProblem(node.key, field, f"Langkah “{node.key}”: {what}.")


_RULES: tuple[Callable[[Graph], Iterator[GraphProblem]], ...] = (
    _ends,
    _reached,
    _documents_last,
    _collects,
    _forks,
    _returns,
    _clocks,
)
