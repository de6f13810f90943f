"""Flows of SOP files, for drawing them without a database."""

from pathlib import Path

from sop.definition import parse
from sop.flowchart import Flow, FlowStep

ROOT = Path(__file__).parents[2]
DEFINITIONS = ROOT / "sop" / "definitions"
KEYS = sorted(path.stem for path in DEFINITIONS.glob("*.yaml"))


def flow(key: str) -> Flow:
    path = DEFINITIONS / f"{key}.yaml"
    sop = parse(path.read_text(encoding="utf-8"), path.name)
    columns = {actor.key: column for column, actor in enumerate(sop.actors)}
    steps = {step.key: step for step in sop.steps}
    return Flow(
        tuple(actor.label for actor in sop.actors),
        tuple(
            FlowStep(
                key=step.key,
                label=(step.nomor or step.nomor_read).rstrip("."),
                text=step.kegiatan,
                column=columns[step.actor],
                kind=step.kind,
                next=step.next,
                return_to=step.return_to,
                is_return_printed=step.return_basis == "print",
                is_printed=step.printed,
            )
            for step in (steps[each] for each in sop.graph.chain())
        ),
    )
