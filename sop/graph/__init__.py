"""The graph of an SOP: which step follows which, in which lane, and whether it can run."""

from sop.graph.checking import check
from sop.graph.shape import (
    CLOCKS,
    JUDGING_KINDS,
    KINDS,
    RETURNING_KINDS,
    Graph,
    GraphProblem,
    Level,
    Node,
)

__all__ = [
    "CLOCKS",
    "JUDGING_KINDS",
    "KINDS",
    "RETURNING_KINDS",
    "Graph",
    "GraphProblem",
    "Level",
    "Node",
    "check",
]
