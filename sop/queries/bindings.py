"""Which version, lanes and positions hold on a day, and what is still unbound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organization.models import Position
from sop.models import ActorBinding, LaneBinding, SopActor, SopDocument, SopStep, SopVersion


def published_versions(document: SopDocument) -> QuerySet[SopVersion]:
    """Published versions, the one that took effect last first."""
    return document.versions.filter(published_at__isnull=False).order_by("-effective_on", "-number")


def version_in_force(document: SopDocument, on: date) -> SopVersion | None:
    """The published version that a run opened on this day keeps."""
    return published_versions(document).filter(effective_on__lte=on).first()


def in_force(on: date) -> Q:
    """Rows with dates that hold on this day; `ends_on` is the last day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def lane_bindings(document: SopDocument, on: date) -> list[LaneBinding]:
    """The lanes of a document on this day, parents before the lanes inside them."""
    return lanes_of([document], on)[document.pk]


def lanes_of(documents: Iterable[SopDocument], on: date) -> dict[int, list[LaneBinding]]:
    """The same for several documents, by document id. 1 query."""
    rows: dict[int, list[LaneBinding]] = {document.pk: [] for document in documents}
    found = LaneBinding.objects.filter(in_force(on), document__in=rows)
    for row in found.select_related("unit", "position__unit", "parent").order_by("order", "pk"):
        rows[row.document_id].append(row)
    return {pk: _from_above(each) for pk, each in rows.items()}


def _from_above(rows: Iterable[LaneBinding]) -> list[LaneBinding]:
    children: dict[int | None, list[LaneBinding]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    ordered: list[LaneBinding] = []
    waiting = children.get(None, [])
    while waiting:
        row, *waiting = waiting
        ordered.append(row)
        waiting = [*children.get(row.pk, []), *waiting]
    return ordered


@dataclass(frozen=True, slots=True)
class ActorPositions:
    """The actor bindings of a document on one day, and the heads of its agency's units."""

    bindings: Sequence[ActorBinding]
    heads: dict[int, Position]

    def resolve(self, actor: str, chain: Sequence[LaneBinding]) -> list[Position]:
        """The positions that act for an actor in a lane, empty when nobody is bound.

        `chain` is the lane and its parents, nearest first, empty for central. A binding for the
        lane wins over one for a lane around it, and that over one for all lanes.
        """
        own = [binding for binding in self.bindings if binding.actor == actor]
        for lane_id in [*(lane.pk for lane in chain), None]:
            bound = [binding for binding in own if binding.lane_id == lane_id]
            if bound:
                found = (self._position(binding, chain) for binding in bound)
                return list(dict.fromkeys(each for each in found if each is not None))
        return []

    def _position(self, binding: ActorBinding, chain: Iterable[LaneBinding]) -> Position | None:
        match binding.rule:
            case ActorBinding.Rule.POSITION:
                return binding.position
            case ActorBinding.Rule.LANE_POSITION:
                return next((lane.position for lane in chain if lane.position is not None), None)
            case _:
                unit = next((lane.unit_id for lane in chain if lane.unit_id is not None), None)
                return self.heads.get(unit) if unit is not None else None


def actor_positions(document: SopDocument, on: date) -> ActorPositions:
    """Who acts for which actor on this day, in 2 queries."""
    return actors_of([document], on)[document.pk]


def actors_of(documents: Iterable[SopDocument], on: date) -> dict[int, ActorPositions]:
    """The same for several documents, by document id. 2 queries."""
    agencies = {document.pk: document.agency_id for document in documents}
    bound: dict[int, list[ActorBinding]] = {pk: [] for pk in agencies}
    bindings = ActorBinding.objects.filter(in_force(on), document__in=agencies)
    for row in bindings.select_related("position__unit"):
        bound[row.document_id].append(row)
    heads: dict[int, dict[int, Position]] = {pk: {} for pk in agencies.values()}
    for head in Position.objects.filter(
        agency__in=heads, is_head=True, unit__isnull=False
    ).select_related("unit"):
        if head.unit_id is not None:
            heads[head.agency_id][head.unit_id] = head
    return {pk: ActorPositions(bound[pk], heads[agency]) for pk, agency in agencies.items()}


@dataclass(frozen=True, slots=True)
class BindingGap:
    """What keeps a version from opening: a level without a lane in `lane`, or an unbound actor."""

    version: SopVersion
    sentence: str
    actor: str = ""
    level: str = ""
    lane: LaneBinding | None = None

    @property
    def key(self) -> str:
        """Under which a form offers it: kind, name and lane."""
        kind, name = ("pelaksana", self.actor) if self.actor else ("jalur", self.level)
        return f"{kind}:{name}:{self.lane.pk if self.lane else ''}"


def binding_gaps(version: SopVersion, on: date) -> list[str]:
    """The same in sentences, each once."""
    return list(dict.fromkeys(gap.sentence for gap in open_gaps(version, on)))


def open_gaps(version: SopVersion, on: date) -> list[BindingGap]:
    """Levels without lanes and actors without a position on this day, in the SOP's order."""
    lanes = lane_bindings(version.document, on)
    levels = {level.key: level for level in version.lane_levels.select_related("parent")}
    gaps = []
    for level in levels.values():
        if level.parent is None:
            parents: list[LaneBinding | None] = [None]
        else:
            parents = [lane for lane in lanes if lane.level == level.parent.key]
        for parent in parents:
            parent_id = parent.pk if parent is not None else None
            if not any(lane.level == level.key and lane.parent_id == parent_id for lane in lanes):
                sentence = _no_lane(level.label, parent)
                gaps.append(BindingGap(version, sentence, level=level.key, lane=parent))
    return gaps + _unbound_actors(version, lanes, on)


def planning_positions(document: SopDocument, on: date) -> list[Position]:
    """The planning side: who acts in the last step, which files what the SOP has made."""
    version = version_in_force(document, on)
    last = version.steps.filter(next=None).select_related("actor").first() if version else None
    return actor_positions(document, on).resolve(last.actor.key, []) if last else []


def bound_positions(version: SopVersion, on: date) -> list[Position]:
    """Every post that acts in a step of this version on this day. 4 queries."""
    lanes = lane_bindings(version.document, on)
    positions = actor_positions(version.document, on)
    found = [
        position
        for step in version.steps.select_related("actor", "level")
        for chain in _chains(step, lanes)
        for position in positions.resolve(step.actor.key, chain)
    ]
    return list(dict.fromkeys(found))


def _chains(step: SopStep, lanes: Sequence[LaneBinding]) -> list[list[LaneBinding]]:
    """Each lane in which a step is done, with the lanes around it; one without any if central."""
    level = step.level
    if level is None:
        return [[]]
    by_pk = {lane.pk: lane for lane in lanes}
    return [_chain(lane, by_pk) for lane in lanes if lane.level == level.key]


def _no_lane(level: str, parent: LaneBinding | None) -> str:
    if parent is None:
        return _("Belum ada jalur untuk jenjang “%(level)s”.") % {"level": level}
    return _("Belum ada jalur “%(level)s” di dalam %(parent)s.") % {
        "level": level,
        "parent": parent.label,
    }


def _unbound_actors(version: SopVersion, lanes: list[LaneBinding], on: date) -> list[BindingGap]:
    positions = actor_positions(version.document, on)
    gaps: dict[str, BindingGap] = {}
    for step in version.steps.select_related("actor", "level"):
        for chain in _chains(step, lanes):
            if not positions.resolve(step.actor.key, chain):
                lane = chain[0] if chain else None
                sentence = _unbound(step.actor, lane)
                gap = BindingGap(version, sentence, actor=step.actor.key, lane=lane)
                gaps.setdefault(gap.key, gap)
    return list(gaps.values())


def _chain(lane: LaneBinding, by_pk: dict[int, LaneBinding]) -> list[LaneBinding]:
    chain = [lane]
    while chain[-1].parent_id is not None:
        chain.append(by_pk[chain[-1].parent_id])
    return chain


def _unbound(actor: SopActor, lane: LaneBinding | None) -> str:
    if lane is None:
        return _("Pelaksana “%(actor)s” belum terikat pada jabatan.") % {"actor": actor.label}
    return _("Pelaksana “%(actor)s” belum terikat pada jabatan di jalur %(lane)s.") % {
        "actor": actor.label,
        "lane": lane.label,
    }
