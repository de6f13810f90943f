"""What a step's output really is: the table from artifact to the function that makes the thing.

The floor above fills it when it starts; this floor never imports it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from organization.access import Acting
from organization.models import User
from workflow.models import Lane, Run, Task

#: The triwulan after which the year is reported as well.
LAST = 4


@dataclass(frozen=True, slots=True)
class AwaitedPaper:
    """A finished paper that waits for a person: what it is, what to do with it, and where."""

    title: str
    act: str
    path: str


class Builder(Protocol):
    """Makes an artifact inside the finishing transaction; returns its type and id, or None."""

    def __call__(
        self, *, run: Run, lane: Lane | None, task: Task, now: datetime
    ) -> tuple[str, int] | None: ...


_builders: dict[str, Builder] = {}
_on_reopening: list[Callable[..., None]] = []
_on_judging: list[Callable[..., None]] = []
_texts: list[Callable[[User, Run, date], AwaitedPaper | None]] = []
_awaiting: list[Callable[[User, date], list[AwaitedPaper]]] = []


def register(artifact: str, builder: Builder) -> None:
    """Name the builder of an artifact; the last registration wins."""
    _builders[artifact] = builder


def register_supersede(function: Callable[..., None]) -> None:
    """Name what supersedes printed things: called as `function(run=…, reason=…, now=…)`."""
    if function not in _on_reopening:
        _on_reopening.append(function)


def register_judging(function: Callable[..., None]) -> None:
    """Name what follows a judgement: called as `function(task=…, acting=…, now=…)`."""
    if function not in _on_judging:
        _on_judging.append(function)


def register_awaiting(function: Callable[[User, date], list[AwaitedPaper]]) -> None:
    """Name what tells which papers wait for a person: called as `function(user, on)`."""
    if function not in _awaiting:
        _awaiting.append(function)


def awaited_papers(user: User, on: date) -> list[AwaitedPaper]:
    """The papers of the floor above that wait for this person today."""
    return [paper for function in _awaiting for paper in function(user, on)]


def register_texts(function: Callable[[User, Run, date], AwaitedPaper | None]) -> None:
    """Name what tells where a person writes the year's texts: called as `function(user, run, on)`,
    None for who does not write them."""
    if function not in _texts:
        _texts.append(function)


def texts_of(user: User, run: Run, on: date) -> list[AwaitedPaper]:
    """Texts that this person writes for the report after TW IV, with what is still empty."""
    if run.triwulan != LAST:
        return []
    return [paper for function in _texts if (paper := function(user, run, on)) is not None]


def build(
    artifact: str, *, run: Run, lane: Lane | None, task: Task, now: datetime
) -> tuple[str, int] | None:
    """Make an artifact, or return None when the system holds nothing for it."""
    builder = _builders.get(artifact)
    return builder(run=run, lane=lane, task=task, now=now) if builder else None


def supersede(*, run: Run, reason: str, now: datetime) -> None:
    """Mark everything printed from this run as superseded."""
    for function in _on_reopening:
        function(run=run, reason=reason, now=now)


def judged(*, task: Task, acting: Acting, now: datetime) -> None:
    """A judging step or the filing has ended: what it covers is approved by it."""
    for function in _on_judging:
        function(task=task, acting=acting, now=now)
