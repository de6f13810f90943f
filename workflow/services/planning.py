"""What opening a run would do: lanes, positions, indicators, and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from indicators.models import Indicator
from organization.models import Position
from sop.models import LaneBinding, SopDocument, SopVersion
from sop.queries import ActorPositions, read_steps, version_in_force
from workflow.queries.sources import Sources, sources_of


@dataclass(slots=True)
class PlannedLane:
    """A lane to be opened; `binding` None is the root. Positions are kept per actor key."""

    binding: LaneBinding | None
    parent: "PlannedLane | None"
    actors: dict[str, list[Position]] = field(default_factory=dict)
    is_leaf: bool = False
    indicators: list[tuple[Indicator, Position | None]] = field(default_factory=list)

    @property
    def level(self) -> str:
        return self.binding.level if self.binding else ""

    @property
    def key(self) -> str:
        return self.binding.key if self.binding else "pusat"

    @property
    def label(self) -> str:
        return self.binding.label if self.binding else _("Pusat")


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing for an opening, in a sentence, and what it is about.

    `kind`: `versi`, `jalur` (a level without lanes) and `pelaksana` (an actor without a position)
    block it; `indikator` (without a lane), `rangkap` (collected elsewhere) and `jabatan` (nobody
    there) do not.
    """

    kind: str
    sentence: str
    actor: str = ""
    level: str = ""
    lane: LaneBinding | None = None
    indicator: Indicator | None = None
    position: Position | None = None

    @property
    def is_blocking(self) -> bool:
        return self.kind in ("versi", "jalur", "pelaksana")


@dataclass(slots=True)
class OpeningPlan:
    """What would be opened; `problems` block it, `warnings` do not."""

    document: SopDocument
    version: SopVersion | None
    lanes: list[PlannedLane] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [gap.sentence for gap in self.gaps if gap.is_blocking]

    @property
    def warnings(self) -> list[str]:
        return [gap.sentence for gap in self.gaps if not gap.is_blocking]


def plan_opening(
    *,
    document: SopDocument,
    on: date,
    version: SopVersion | None = None,
    sources: Sources | None = None,
) -> OpeningPlan:
    """The lanes, positions and indicators of a run opened on this day. Changes nothing.

    `version`: that of the opening's own day when it is caught up later; default: of this day.

    Problems: no version in force, a level without lanes, an actor without a position. Warnings:
    indicators without a lane (they stop the opening of nothing, but are listed loudly).
    """
    version = version or version_in_force(document, on)
    plan = OpeningPlan(document, version)
    if version is None:
        sentence = _("Belum ada versi SOP yang berlaku pada tanggal pembukaan.")
        plan.gaps.append(Gap("versi", sentence))
        return plan
    read_steps([version])
    read = sources or sources_of([document], on)[document.pk]
    _plan_lanes(plan, version, read.lanes)
    _plan_actors(plan, version, read.actors)
    if not plan.problems:
        _plan_indicators(plan, version, read.indicators)
    return plan


def leave_out(plan: OpeningPlan, taken: Mapping[int, str]) -> None:
    """Take indicators out that another run collects: a figure is one, and so are its hands.

    `taken`: indicator id → the name of the other SOP. Each is a warning.
    """
    for lane in plan.lanes:
        for indicator, _position in lane.indicators:
            if indicator.pk in taken:
                sentence = _("Indikator “%(name)s” sudah dikumpulkan melalui SOP “%(sop)s”.") % {
                    "name": indicator.name,
                    "sop": taken[indicator.pk],
                }
                plan.gaps.append(Gap("rangkap", sentence, indicator=indicator))
        lane.indicators = [pair for pair in lane.indicators if pair[0].pk not in taken]


def _plan_lanes(plan: OpeningPlan, version: SopVersion, lanes: Sequence[LaneBinding]) -> None:
    root = PlannedLane(None, None)
    plan.lanes.append(root)
    known: dict[int, PlannedLane] = {}
    for binding in lanes:
        parent = known.get(binding.parent_id, root) if binding.parent_id else root
        lane = PlannedLane(binding, parent)
        known[binding.pk] = lane
        plan.lanes.append(lane)
    leaves = {
        step.level.key
        for step in version.steps.all()
        if step.kind == "collect" and step.level is not None
    }
    for lane in plan.lanes:
        lane.is_leaf = lane.level in leaves or (not leaves and lane is root)
    levels = {level.pk: level for level in version.lane_levels.all()}
    for level in levels.values():
        above = levels[level.parent_id].key if level.parent_id else ""
        parents = [each for each in plan.lanes if each.level == above]
        for parent in parents:
            if not any(each.parent is parent and each.level == level.key for each in plan.lanes):
                sentence = _("Jenjang “%(level)s” di bawah %(parent)s belum mempunyai jalur.") % {
                    "level": level.label,
                    "parent": parent.label,
                }
                plan.gaps.append(Gap("jalur", sentence, level=level.key, lane=parent.binding))


def _plan_actors(plan: OpeningPlan, version: SopVersion, bindings: ActorPositions) -> None:
    """Resolve every actor in every lane in which one of his steps takes place."""
    for step in version.steps.all():
        level = step.level.key if step.level else ""
        for lane in plan.lanes:
            if lane.level != level or step.actor.key in lane.actors:
                continue
            chain = []
            each: PlannedLane | None = lane
            while each is not None:
                if each.binding is not None:
                    chain.append(each.binding)
                each = each.parent
            positions = bindings.resolve(step.actor.key, chain)
            if not positions:
                sentence = _(
                    "Pelaksana “%(actor)s” pada %(lane)s belum dikaitkan dengan jabatan."
                ) % {"actor": step.actor.label, "lane": lane.label}
                gap = Gap("pelaksana", sentence, actor=step.actor.key, lane=lane.binding)
                plan.gaps.append(gap)
            lane.actors[step.actor.key] = positions


def _plan_indicators(
    plan: OpeningPlan, version: SopVersion, indicators: Sequence[Indicator]
) -> None:
    collector = next(step.actor.key for step in version.steps.all() if step.kind == "collect")
    leaves = [_leaf(lane, collector) for lane in plan.lanes if lane.is_leaf]
    for indicator in indicators:
        lane = _lane_for(indicator, leaves)
        if lane is None:
            sentence = _("Indikator “%(name)s” belum mempunyai jalur yang mengisinya.") % {
                "name": indicator.name
            }
            plan.gaps.append(Gap("indikator", sentence, indicator=indicator))
            continue
        collectors = lane.actors.get(collector, [])
        own = (each for each in collectors if each.pk == indicator.responsible_position_id)
        lane.indicators.append((indicator, next(own, next(iter(collectors), None))))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A lane in which figures are filled: the ids of its positions, and of the units it is for."""

    lane: PlannedLane
    positions: frozenset[int | None]
    units: frozenset[int | None]


def _leaf(lane: PlannedLane, collector: str) -> _Leaf:
    own = lane.binding.position_id if lane.binding else None
    positions = {own, *(each.pk for each in lane.actors.get(collector, []))} - {None}
    return _Leaf(lane, frozenset(positions), frozenset(_units(lane)))


def _lane_for(indicator: Indicator, leaves: Sequence[_Leaf]) -> PlannedLane | None:
    """The leaf lane of an indicator: by its position first, then by its unit; the deepest match.

    A position in several lanes is told apart by the unit of the lane above.
    """
    by_position = [leaf for leaf in leaves if indicator.responsible_position_id in leaf.positions]
    by_unit = [leaf for leaf in leaves if indicator.responsible_unit_id in leaf.units]
    both = [leaf for leaf in by_position if indicator.responsible_unit_id in leaf.units]
    found = next(iter(both or by_position or by_unit), None)
    return found.lane if found else None


def _units(lane: PlannedLane) -> set[int]:
    """The units that a lane and those above it stand for."""
    found: set[int] = set()
    each: PlannedLane | None = lane
    while each is not None and each.binding is not None:
        if each.binding.unit_id:
            found.add(each.binding.unit_id)
        if each.binding.position and each.binding.position.unit_id:
            found.add(each.binding.position.unit_id)
        each = each.parent
    return found
