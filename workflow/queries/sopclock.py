"""The clock of one SOP: its steps, lanes and triwulan measured, over a year or over all of them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils.translation import ngettext

from sop.models import SopDocument, SopStep
from workflow.due import minutes_of
from workflow.models import Run
from workflow.queries.passages import PassageLine, passages_of
from workflow.queries.standard import standard_parts
from workflow.stopwatch import Times, times_of

HOUR = 60
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class StepTimes:
    """One step over all lanes and rounds; the standard is that of its newest version here."""

    step: SopStep
    is_annual: bool
    standard: tuple[str, ...]
    allowed: timedelta | None
    times: Times


@dataclass(frozen=True, slots=True)
class LaneTimes:
    """One lane over all its steps."""

    label: str
    times: Times


@dataclass(frozen=True, slots=True)
class RunTimes:
    """One triwulan."""

    run: Run
    times: Times


@dataclass(frozen=True, slots=True)
class SopClock:
    """What the runs of an SOP show; `lines` are the single stays."""

    document: SopDocument
    lines: tuple[PassageLine, ...]
    steps: tuple[StepTimes, ...]
    lanes: tuple[LaneTimes, ...]
    runs: tuple[RunTimes, ...]
    whole: Times

    @property
    def bottlenecks(self) -> list[StepTimes]:
        """Steps that held runs beyond their standard, the longest first."""
        held = [each for each in self.steps if each.times.held]
        return sorted(held, key=lambda each: each.times.held, reverse=True)


def clock_years(document: SopDocument) -> list[int]:
    """The years in which this SOP ran, newest first. 1 query."""
    return sorted(set(document.runs.values_list("year", flat=True)), reverse=True)


def sop_clock(
    document: SopDocument, now: datetime, *, year: int | None = None, triwulan: int | None = None
) -> SopClock:
    """The clock of a document's runs, of one year or triwulan where asked. 7 queries."""
    rows = Run.objects.filter(document=document).select_related("version")
    if year is not None:
        rows = rows.filter(year=year)
    if triwulan is not None:
        rows = rows.filter(triwulan=triwulan)
    runs = list(rows.order_by("year", "triwulan"))
    lines = passages_of(document.agency, runs, now)
    return SopClock(
        document=document,
        lines=tuple(lines),
        steps=tuple(step_times(lines)),
        lanes=tuple(
            LaneTimes(each[-1].task.lane.label, _times(each))
            for each in _grouped(lines, lambda line: line.task.lane.key, order=_lane_order)
        ),
        runs=tuple(
            RunTimes(run, _times(line for line in lines if line.task.run_id == run.pk))
            for run in runs
        ),
        whole=_times(lines),
    )


def step_times(lines: Iterable[PassageLine]) -> list[StepTimes]:
    """Lines by step, in the order in which they come."""
    return [_step(each) for each in _grouped(lines, lambda line: line.measured.step)]


def _step(lines: Sequence[PassageLine]) -> StepTimes:
    newest = max(lines, key=lambda line: line.task.run.version.number)
    parts = standard_parts(newest.step, newest.task.scope)
    allowed = timedelta(minutes=sum(minutes_of(part) for part in parts)) if parts else None
    return StepTimes(newest.step, newest.is_annual, newest.standard, allowed, _times(lines))


def _times(lines: Iterable[PassageLine]) -> Times:
    return times_of(line.measured for line in lines)


def _lane_order(line: PassageLine) -> tuple[bool, int, str]:
    lane = line.task.lane
    return (lane.parent_id is not None, lane.order, lane.key)


def _grouped(
    lines: Iterable[PassageLine],
    key: Callable[[PassageLine], Key],
    order: Callable[[PassageLine], tuple[bool, int, str]] | None = None,
) -> list[list[PassageLine]]:
    """Lines with the same key together; in the order in which they come, or in that named."""
    groups: dict[Key, list[PassageLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    found = list(groups.values())
    return sorted(found, key=lambda group: order(group[-1])) if order else found


def hours_words(minutes: int) -> str:
    """Working time as `20 menit`, `6 jam` or `6 jam 20 menit`."""
    hours, rest = divmod(minutes, HOUR)
    words = []
    if hours:
        words.append(ngettext("%(hours)d jam", "%(hours)d jam", hours) % {"hours": hours})
    if rest or not hours:
        words.append(ngettext("%(minutes)d menit", "%(minutes)d menit", rest) % {"minutes": rest})
    return " ".join(words)
