"""Units, positions and who signs, written from rows; a second time changes nothing."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from organization.definition import PositionRow, UnitRow
from organization.models import Agency, Position, Unit

M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class LoadedOrganization:
    """What a file brought: keys of the agencies, and how many rows are new or changed."""

    agencies: list[str] = field(default_factory=list)
    created: int = 0
    changed: int = 0

    def put(self, model: type[M], values: dict[str, Any], **lookup: Any) -> M:
        """The row with these values, made or changed where needed."""
        row, is_new = model._default_manager.get_or_create(**lookup, defaults=values)
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        self.created += is_new
        if not is_new and differing:
            for name in differing:
                setattr(row, name, values[name])
            row.save(update_fields=differing)
            self.changed += 1
        return row


def put_units(
    agency: Agency, rows: Sequence[UnitRow], loaded: LoadedOrganization
) -> dict[str, Unit]:
    """Units by key; a parent stands before the units inside it."""
    known: dict[str, Unit] = {}
    for order, unit in enumerate(rows):
        values = {
            "name": unit.name,
            "kind": unit.kind,
            "parent": known.get(unit.parent),
            "order": order,
        }
        known[unit.key] = loaded.put(Unit, values, agency=agency, key=unit.key)
    return known


def put_positions(
    agency: Agency, rows: Sequence[PositionRow], units: dict[str, Unit], loaded: LoadedOrganization
) -> dict[str, Position]:
    """Posts by key. Old heads leave first, so that a unit never has two of them on the way."""
    _leave_headships(agency, rows, loaded)
    orders = {each.key: order for order, each in enumerate(rows)}
    known: dict[str, Position] = {}
    for each in _from_the_top(rows):
        values = {
            "name": each.name,
            "unit": units.get(each.unit),
            "superior": known.get(each.superior),
            "is_head": each.is_head,
            "order": orders[each.key],
        }
        known[each.key] = loaded.put(Position, values, agency=agency, key=each.key)
    return known


def put_signer(agency: Agency, position: Position | None, loaded: LoadedOrganization) -> None:
    """Who signs the agency's reports; a file that names nobody leaves it as it is."""
    if position is None or agency.signing_position_id == position.pk:
        return
    loaded.changed += agency.signing_position_id is not None
    agency.signing_position = position
    agency.save(update_fields=["signing_position"])


def _from_the_top(rows: Sequence[PositionRow]) -> Iterator[PositionRow]:
    """Superiors before those under them; a file that was parsed has no circle."""
    by_superior: dict[str, list[PositionRow]] = {}
    for row in rows:
        by_superior.setdefault(row.superior, []).append(row)
    waiting = deque(by_superior.get("", ()))
    while waiting:
        row = waiting.popleft()
        yield row
        waiting.extend(by_superior.get(row.key, ()))


def _leave_headships(
    agency: Agency, rows: Sequence[PositionRow], loaded: LoadedOrganization
) -> None:
    """Posts stop heading a unit that the file gives to another post, or to nobody."""
    told = {each.key for each in rows}
    heads = {each.unit: each.key for each in rows if each.is_head}
    leaving = [
        position.pk
        for position in agency.positions.filter(is_head=True).select_related("unit")
        if position.unit
        and heads.get(position.unit.key) != position.key
        and (position.key in told or position.unit.key in heads)
    ]
    loaded.changed += Position.objects.filter(pk__in=leaving).update(is_head=False)
