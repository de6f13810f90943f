"""What is drawn: steps in actors' columns, their symbols, and where the arrows run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from organization.wording import gettext_noop

JUDGING = frozenset({"review", "initial", "sign"})


class Symbol(Enum):
    """The symbols of PermenPAN-RB 35/2012; the fifth, the arrow, joins them."""

    TERMINATOR = gettext_noop("kapsul")
    PROCESS = gettext_noop("kotak")
    DECISION = gettext_noop("belah ketupat")
    CONNECTOR = "segi lima"


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step to draw: `column` is the actor's place under Pelaksana, counted from 0."""

    key: str
    label: str
    text: str
    column: int
    kind: str
    next: str | None = None
    return_to: str | None = None
    is_return_printed: bool = False
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Flow:
    """The actors' columns and the steps in the order in which they run."""

    columns: tuple[str, ...]
    steps: tuple[FlowStep, ...]

    def symbol_of(self, step: FlowStep) -> Symbol:
        """Capsule for the first and last step, diamond where a holder judges, else a box."""
        if step.key == self.steps[0].key or step.next is None:
            return Symbol.TERMINATOR
        return Symbol.DECISION if step.kind in JUDGING else Symbol.PROCESS


@dataclass(frozen=True, slots=True)
class Return:
    """A way back: rows of the flow, the column border it climbs, and its place beside others.

    `side` is where it leaves and enters: +1 right, -1 left; `slot` keeps neighbours apart.
    """

    source: int
    target: int
    border: int
    slot: int
    leaves: int
    enters: int
    is_printed: bool


def only_printed(flow: Flow) -> Flow:
    """The flow as the document prints it: what it does not print is passed over.

    A way back to an unprinted step is left out, since the paper has no place for it.
    """
    by_key = {step.key: step for step in flow.steps}

    def printed_next(step: FlowStep) -> str | None:
        follower = by_key[step.next] if step.next else None
        while follower is not None and not follower.is_printed:
            follower = by_key[follower.next] if follower.next else None
        return follower.key if follower else None

    return Flow(
        flow.columns,
        tuple(
            replace(
                step,
                next=printed_next(step),
                return_to=step.return_to
                if step.return_to and by_key[step.return_to].is_printed
                else None,
            )
            for step in flow.steps
            if step.is_printed
        ),
    )


def returns_of(steps: Sequence[FlowStep]) -> list[Return]:
    """The ways back between these rows, each in a free slot of the column border it climbs."""
    rows = {step.key: row for row, step in enumerate(steps)}
    taken: dict[int, int] = {}
    found = []
    for source, step in enumerate(steps):
        if step.return_to is None:
            continue
        target = rows[step.return_to]
        here, there = step.column, steps[target].column
        border = min(here, there) + 1
        slot = taken.get(border, 0)
        taken[border] = slot + 1
        found.append(
            Return(
                source=source,
                target=target,
                border=border,
                slot=slot,
                leaves=-1 if here > there else 1,
                enters=-1 if there > here else 1,
                is_printed=step.is_return_printed,
            )
        )
    return found
