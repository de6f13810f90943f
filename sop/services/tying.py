"""Writing all lanes of an SOP, or all its actors, as they were chosen on one page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from organization.models import Position, Unit, User
from sop.definition import Bindings, BoundActor, BoundLane
from sop.models import ActorBinding, LaneBinding, SopDocument, SopVersion
from sop.queries import ActorChoice, LaneChoice, fixed_rules, in_force, lane_bindings
from sop.services.binding import BindingChange, bind_actors

Rule = ActorBinding.Rule
LONGEST_KEY = 70


def tie_lanes(
    *,
    version: SopVersion,
    chosen: Mapping[LaneChoice, Sequence[Unit | Position]],
    user: User,
    now: datetime,
) -> BindingChange:
    """Make the lanes of an SOP what was chosen; actors that follow from the lane come with them.

    Lanes of choices that were not offered stay, unless the lane around them is gone.
    """
    on = binding_day(version.document, now)
    held = lane_bindings(version.document, on)
    rows = [_as_bound(each) for each in held if not _is_chosen(each, chosen)]
    keys = {row.key for row in rows}
    for choice, options in chosen.items():
        for option in options:
            present = next((each for each in held if _is_lane(each, choice, option)), None)
            key = present.key if present else _free_key(option, choice.parent, keys)
            keys.add(key)
            rows.append(_bound_lane(choice, option, key))
    lanes = _ordered(version, rows)
    actors = [each for each in _actors(version, on) if each.lane in {"", *(r.key for r in lanes)}]
    return _bind(version, lanes, actors, on, user, now)


def tie_actors(
    *,
    version: SopVersion,
    chosen: Mapping[ActorChoice, Sequence[Position]],
    user: User,
    now: datetime,
) -> BindingChange:
    """Make the actors of an SOP the positions that were chosen; lanes stay as they are."""
    on = binding_day(version.document, now)
    lanes = [_as_bound(each) for each in lane_bindings(version.document, on)]
    rows = [*_fixed(version)]
    for choice, positions in chosen.items():
        if positions:
            lane = choice.lane.key if choice.lane else ""
            keys = tuple(each.key for each in positions)
            rows.append(BoundActor(choice.actor.key, Rule.POSITION, 1, lane, keys))
    return _bind(version, _ordered(version, lanes), rows, on, user, now)


def binding_day(document: SopDocument, now: datetime) -> date:
    """A first binding holds from the day the agency went live; a later one from today."""
    today = now.astimezone(ZoneInfo(document.agency.time_zone)).date()
    is_first = not document.actor_bindings.exists()
    held = document.lane_bindings.order_by("starts_on").last()
    if is_first and held is not None:
        return max(held.starts_on, min(document.agency.live_from, today))
    return min(document.agency.live_from, today) if is_first else today


def _bind(
    version: SopVersion,
    lanes: Sequence[BoundLane],
    actors: Iterable[BoundActor],
    on: date,
    user: User,
    now: datetime,
) -> BindingChange:
    document = version.document
    bindings = Bindings(document.key, document.agency.key, tuple(lanes), tuple(actors))
    with transaction.atomic():
        return bind_actors(bindings=bindings, starts_on=on, user=user, now=now)


def _actors(version: SopVersion, on: date) -> list[BoundActor]:
    """The rules, and the positions that are bound already."""
    found: dict[tuple[str, str], list[str]] = {}
    known = set(version.actors.values_list("key", flat=True))
    rows = version.document.actor_bindings.filter(in_force(on), rule=Rule.POSITION, actor__in=known)
    for row in rows.select_related("lane", "position"):
        if row.position is not None:
            key = row.actor, row.lane.key if row.lane else ""
            found.setdefault(key, []).append(row.position.key)
    bound = [
        BoundActor(actor, Rule.POSITION, 1, lane, tuple(keys))
        for (actor, lane), keys in found.items()
    ]
    return [*_fixed(version), *bound]


def _fixed(version: SopVersion) -> list[BoundActor]:
    return [BoundActor(actor, rule, 1) for actor, rule in fixed_rules(version).items()]


def _is_chosen(lane: LaneBinding, chosen: Iterable[LaneChoice]) -> bool:
    return any(each.level.key == lane.level and each.parent == lane.parent for each in chosen)


def _is_lane(lane: LaneBinding, choice: LaneChoice, option: Unit | Position) -> bool:
    own = lane.unit_id if isinstance(option, Unit) else lane.position_id
    is_place = lane.level == choice.level.key and lane.parent == choice.parent
    return is_place and own == option.pk


def _free_key(option: Unit | Position, parent: LaneBinding | None, taken: set[str]) -> str:
    stem = slugify(option.key.replace(".", "-"))[:LONGEST_KEY]
    if stem in taken and parent is not None:
        stem = f"{parent.key}-{stem}"[:LONGEST_KEY]
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def _bound_lane(choice: LaneChoice, option: Unit | Position, key: str) -> BoundLane:
    return BoundLane(
        key=key,
        level=choice.level.key,
        label=option.name,
        line=1,
        order=0,
        unit=option.key if isinstance(option, Unit) else "",
        position=option.key if isinstance(option, Position) else "",
        inside=choice.parent.key if choice.parent else "",
    )


def _as_bound(lane: LaneBinding) -> BoundLane:
    return BoundLane(
        key=lane.key,
        level=lane.level,
        label=lane.label,
        line=1,
        order=lane.order,
        unit=lane.unit.key if lane.unit else "",
        position=lane.position.key if lane.position else "",
        inside=lane.parent.key if lane.parent else "",
    )


def _ordered(version: SopVersion, rows: Iterable[BoundLane]) -> list[BoundLane]:
    """Level by level, each inside a lane that stays; levels that the version lacks fall out."""
    found: dict[str, BoundLane] = {}
    waiting = list(rows)
    for level in version.lane_levels.order_by("order"):
        for row in waiting:
            if row.level == level.key and row.inside in {"", *found}:
                found[row.key] = row
    return [
        BoundLane(row.key, row.level, row.label, 1, order, row.unit, row.position, row.inside)
        for order, row in enumerate(found.values())
    ]
