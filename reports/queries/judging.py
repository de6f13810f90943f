"""Who answers for a report that stays inside the agency: the last judge of its own SOP."""

from dataclasses import dataclass
from datetime import date

from organization.models import Position
from reports.queries.report import signature_at
from sop.graph import JUDGING_KINDS
from sop.models import SopStep
from workflow.models import Lane, LaneActor, Run


@dataclass(frozen=True, slots=True)
class Judge:
    """The step that approves a report, and the post that does it; None where nobody is bound."""

    step: SopStep
    position: Position | None


def judge_of(run: Run, lane: Lane | None) -> Judge:
    """The last review, paraf or signature whose lane covers this one; else the filing. 3 queries.

    `lane` None: the central lane.
    """
    above = _lineage(run, lane)
    steps = run.version.steps.filter(kind__in=(*JUDGING_KINDS, "document"))
    covering = [
        step
        for step in steps.select_related("level").order_by("order")
        if (step.level.key if step.level else "") in above
    ]
    judging = [step for step in covering if step.kind in JUDGING_KINDS] or covering
    step = judging[-1]
    bound = LaneActor.objects.filter(
        lane=above[step.level.key if step.level else ""], actor=step.actor_id
    ).select_related("position")
    first = bound.first()
    return Judge(step, first.position if first else None)


def judge_signature(run: Run, lane: Lane | None, on: date) -> dict[str, str]:
    """The signature block of a report that stays inside the agency."""
    judge = judge_of(run, lane)
    return signature_at(judge.position, judge.step.actor.label, on)


def _lineage(run: Run, lane: Lane | None) -> dict[str, int]:
    """Level → id of the lane of that level on the way up to the root, whose level is empty."""
    lanes = {each.pk: each for each in run.lanes.all()}
    found: dict[str, int] = {}
    present = lane or next(each for each in lanes.values() if each.parent_id is None)
    while True:
        found[present.level] = present.pk
        if present.parent_id is None:
            return found
        present = lanes[present.parent_id]
