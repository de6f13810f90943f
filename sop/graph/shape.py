"""The graph of an SOP: which step follows which, and in which lane.

Central steps stand at the root level, written `None`; a lane level may lie inside another one.
A step has one `next`, so the printed procedure is one chain; forks and joins are changes of
level along it, and returns are the only edges that point back.
"""

from collections.abc import Iterable, Iterator, Mapping
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
