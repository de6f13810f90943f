"""Why somebody does not find a button: the gate of the act itself is asked, and its word is shown.

There is no second rule: what the page explains is the refusal that the act would meet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django_stubs_ext import StrPromise

from organization.access.refusals import Refused

#: What an act asks before anything else; it raises Refused or returns.
Gate = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Barred:
    """An act that a person sees no button for: what it is called, and what it would be told."""

    act: str
    refusal: Refused


def refusal_of(gate: Gate) -> Refused | None:
    """Why a gate refuses now; None where it lets this person through."""
    try:
        gate()
    except Refused as refusal:
        return refusal
    return None


def barred(acts: "Iterable[tuple[str | StrPromise, Gate]]") -> list[Barred]:
    """Of these acts, those that are refused now, in their order."""
    found = ((act, refusal_of(gate)) for act, gate in acts)
    return [Barred(str(act), refusal) for act, refusal in found if refusal is not None]


def is_barred(act: "str | StrPromise", among: Iterable[Barred]) -> bool:
    """Whether an act is one of the refused ones."""
    return str(act) in [each.act for each in among]
