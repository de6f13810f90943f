"""An SOP file: text in, checked dataclasses out, or every problem with its line."""

from sop.definition.adopting import adopted
from sop.definition.binding import Bindings, BoundActor, BoundLane, parse_bindings
from sop.definition.comparing import Change, compare
from sop.definition.parsing import parse
from sop.definition.revising import WaktuKey, with_waktu, worded
from sop.definition.shape import (
    END,
    LISTS,
    Actor,
    Definition,
    DefinitionErrors,
    Identity,
    Item,
    LaneLevel,
    Mend,
    Problem,
    Step,
    Trigger,
    Waktu,
    Window,
)

__all__ = [
    "END",
    "LISTS",
    "Actor",
    "Bindings",
    "BoundActor",
    "BoundLane",
    "Change",
    "Definition",
    "DefinitionErrors",
    "Identity",
    "Item",
    "LaneLevel",
    "Mend",
    "Problem",
    "Step",
    "Trigger",
    "Waktu",
    "WaktuKey",
    "Window",
    "adopted",
    "compare",
    "parse",
    "parse_bindings",
    "with_waktu",
    "worded",
]
