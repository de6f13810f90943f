"""What an SOP's lanes and actors may be in an agency, with a proposal for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from organization.models import Position, Unit
from sop.models import ActorBinding, LaneBinding, SopActor, SopLaneLevel, SopVersion
from sop.queries.bindings import in_force, lane_bindings

Rule = ActorBinding.Rule
#: Abbreviations of the SOPs' columns → what the posts are called in full.
FULL = {
    "kabid": "bidang",
    "kasubid": "sub bidang",
    "kasubag": "subbagian",
    "kasubbag": "subbagian",
    "kasat": "satuan",
    "kasi": "seksi",
}
#: In the words of almost every post.
IDLE = frozenset({"kepala", "dan", "tim", "kerja", "data", "dinas"})


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """The lanes of a level inside one lane: what may be one, what is, or what is proposed."""

    level: SopLaneLevel
    parent: LaneBinding | None
    options: tuple[Unit | Position, ...]
    chosen: tuple[int, ...]
    is_saved: bool
    near: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        return f"jalur-{self.level.key}-{self.parent.pk if self.parent else ''}"


@dataclass(frozen=True, slots=True)
class ActorChoice:
    """An actor whose positions have to be chosen, in one lane or (None) in all."""

    actor: SopActor
    lane: LaneBinding | None
    chosen: tuple[int, ...]
    is_saved: bool

    @property
    def key(self) -> str:
        return f"pelaksana-{self.actor.key}-{self.lane.pk if self.lane else ''}"


def lane_choices(version: SopVersion, on: date) -> list[LaneChoice]:
    """One choice per level and lane around it, in the SOP's order, as far as lanes are there."""
    agency = version.document.agency
    units = tuple(agency.units.select_related("parent").order_by("order", "pk"))
    posts = tuple(agency.positions.select_related("unit__parent").order_by("order", "pk"))
    lanes = lane_bindings(version.document, on)
    found = []
    for level in version.lane_levels.select_related("parent"):
        above = level.parent
        parents = [each for each in lanes if above is not None and each.level == above.key]
        options: tuple[Unit | Position, ...] = units if level.of == level.Of.UNIT else posts
        for parent in [None] if above is None else parents:
            own = [each for each in lanes if each.level == level.key and each.parent == parent]
            saved = tuple(each.unit_id or each.position_id or 0 for each in own)
            proposed = tuple(each.pk for each in options if _is_likely(each, level, parent))
            near = frozenset(each.pk for each in options if _is_near(each, parent))
            found.append(LaneChoice(level, parent, options, saved or proposed, bool(own), near))
    return found


def _is_likely(option: Unit | Position, level: SopLaneLevel, parent: LaneBinding | None) -> bool:
    """Units at the top; heads of the units inside a unit; posts called as the level is."""
    if isinstance(option, Unit):
        return option.parent_id == (parent.unit_id if parent else None)
    if parent is not None and parent.unit_id is not None:
        unit = option.unit
        return unit is not None and option.is_head and unit.parent_id == parent.unit_id
    return parent is None and likeness(level.label, option.name) > 0


def _is_near(option: Unit | Position, parent: LaneBinding | None) -> bool:
    """Units under nobody at the top; inside a lane what belongs to its unit."""
    if parent is None:
        return isinstance(option, Unit) and option.parent_id is None
    unit = option if isinstance(option, Unit) else option.unit
    return unit is not None and parent.unit_id in {unit.pk, unit.parent_id} - {None}


def fixed_rules(version: SopVersion) -> dict[str, str]:
    """Actors whose positions follow from the lane: the head of its unit, or its own position.

    An actor of a level of positions is the lane's own where nobody else came before him on that
    level; who acts centrally too is one position for all lanes.
    """
    steps = list(version.steps.select_related("actor", "level"))
    central = {step.actor.key for step in steps if step.level is None}
    rules: dict[str, str] = {}
    taken: set[str] = set()
    for step in steps:
        key, level = step.actor.key, step.level
        if level is None or key in central or key in rules:
            continue
        if level.of == SopLaneLevel.Of.UNIT:
            rules[key] = Rule.UNIT_HEAD
        elif level.key not in taken:
            taken.add(level.key)
            rules[key] = Rule.LANE_POSITION
    return rules


def actor_choices(version: SopVersion, on: date) -> list[ActorChoice]:
    """One choice per actor whom no rule covers: centrally, or in each of his lanes."""
    document = version.document
    rules, lanes = fixed_rules(version), lane_bindings(document, on)
    posts = list(document.agency.positions.order_by("order", "pk"))
    bound = list(document.actor_bindings.filter(in_force(on), position__isnull=False))
    found: dict[str, ActorChoice] = {}
    steps = list(version.steps.select_related("actor", "level"))
    central = {step.actor.key for step in steps if step.level is None}
    for step in steps:
        actor, level = step.actor, step.level
        if actor.key in rules:
            continue
        own = [each for each in lanes if level is not None and each.level == level.key]
        for lane in [None] if actor.key in central else own:
            saved = _saved(bound, actor, lane)
            proposed = _proposed(actor, lane, posts)
            choice = ActorChoice(actor, lane, saved or proposed, bool(saved))
            found.setdefault(choice.key, choice)
    return list(found.values())


def _saved(
    bound: Iterable[ActorBinding], actor: SopActor, lane: LaneBinding | None
) -> tuple[int, ...]:
    pk = lane.pk if lane else None
    return tuple(
        each.position_id or 0 for each in bound if each.actor == actor.key and each.lane_id == pk
    )


def _proposed(
    actor: SopActor, lane: LaneBinding | None, posts: Sequence[Position]
) -> tuple[int, ...]:
    """In a lane the first one under its post; centrally the post called most like the actor."""
    if lane is not None:
        under = [each for each in posts if each.superior_id == lane.position_id]
        return tuple(each.pk for each in under[:1])
    ranked = max(posts, key=lambda each: likeness(actor.label, each.name), default=None)
    if ranked is None or not likeness(actor.label, ranked.name):
        return ()
    return (ranked.pk,)


def likeness(label: str, name: str) -> int:
    """How many telling words of an SOP's column stand in the name of a post."""
    words = set[str]()
    for word in label.casefold().replace("/", " ").replace(".", " ").split():
        words |= set(FULL.get(word, word).split())
    told = name.casefold().replace("sub bagian", "subbagian").split()
    score = 2 * len((words - IDLE) & set(told)) - ("kepala" in words and told[:1] != ["kepala"])
    return max(score or int(words <= set(told)), 0)
