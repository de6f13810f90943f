"""What the measured times would make of an SOP's standard times."""

from dataclasses import dataclass
from datetime import date, timedelta

from organization.worktime import Duration
from sop.definition import WaktuKey
from sop.models import SopDocument, SopStep, SopVersion, SopWaktu
from sop.queries import published_versions, version_in_force
from workflow.due import minutes_of
from workflow.queries.sopclock import SopClock
from workflow.queries.standard import standard_parts, waktu_rows
from workflow.states import Scope
from workflow.stopwatch import ZERO, Times, rounded_up


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One step: what its SOP says, what was measured, and the standard that would hold it."""

    step: SopStep
    is_annual: bool
    waktu: SopWaktu
    times: Times
    median: timedelta
    allowed: timedelta
    suggested: Duration

    @property
    def key(self) -> WaktuKey:
        return (self.step.key, self.waktu.period)

    @property
    def is_over(self) -> bool:
        """Whether half of the work takes longer than the SOP allows."""
        return self.median > self.allowed


def base_version(document: SopDocument, on: date) -> SopVersion | None:
    """The version to draft from: the one in force, else the next published."""
    return version_in_force(document, on) or published_versions(document).first()


def suggestions(version: SopVersion, clock: SopClock) -> list[Suggestion]:
    """Steps of a version with a standard and ended work, in the order of the SOP. 2 queries.

    A window is time of its own: the standard suggested holds what lies beyond it.
    """
    steps = {step.key: step for step in version.steps.prefetch_related("waktu")}
    found = []
    for each in clock.steps:
        step = steps.get(each.step.key)
        if step is None or each.times.median is None:
            continue
        scope = Scope.TAHUNAN if each.is_annual else Scope.TRIWULAN
        parts = standard_parts(step, scope)
        rows = waktu_rows(step, scope)
        if not parts or not rows:
            continue
        window = timedelta(minutes=sum(minutes_of(part) for part in parts[:-1]))
        found.append(
            Suggestion(
                step=step,
                is_annual=each.is_annual,
                waktu=rows[0],
                times=each.times,
                median=each.times.median,
                allowed=window + timedelta(minutes=minutes_of(parts[-1])),
                suggested=rounded_up(max(each.times.median - window, ZERO)),
            )
        )
    return found
