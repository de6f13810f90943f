"""Binding an SOP to an agency's own lanes and positions, dated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organization.access import Acting
from organization.models import Position, Unit, User
from organization.services import record_event
from sop.definition import Bindings, BoundActor, BoundLane, DefinitionErrors, Problem
from sop.models import ActorBinding, LaneBinding, SopDocument, SopVersion
from sop.queries import in_force

Bound = TypeVar("Bound", LaneBinding, ActorBinding)


@dataclass(frozen=True, slots=True)
class BindingChange:
    """How many rows a binding file began and ended."""

    begun: int
    ended: int

    @property
    def is_change(self) -> bool:
        return bool(self.begun or self.ended)


def bind_actors(
    *,
    bindings: Bindings,
    now: datetime,
    starts_on: date,
    acting: Acting | None = None,
    user: User | None = None,
    name: str = "",
) -> BindingChange:
    """Make the lanes and actor bindings of a document what the file says, from `starts_on` on.

    What the file says already is left alone; what it no longer says ends the day before. Raises
    `DefinitionErrors` (with lines) for keys that do not exist, levels of the wrong kind, or a
    `starts_on` before a binding that already holds.
    """
    with transaction.atomic():
        document = (
            SopDocument.objects.select_for_update()
            .select_related("agency")
            .filter(key=bindings.document, agency__key=bindings.agency)
            .first()
        )
        if document is None:
            raise DefinitionErrors(
                [Problem(1, "document", _("SOP ini belum dimuat untuk perangkat daerah ini."))],
                name,
            )
        wanted = _Wanted(document, bindings, starts_on)
        if wanted.problems:
            raise DefinitionErrors(wanted.problems, name)
        change = _apply(document, wanted, starts_on)
        if change.is_change:
            record_event(
                agency=document.agency,
                subject_type="sop_document",
                subject_id=document.pk,
                action="sop.bound",
                at=now,
                acting=acting,
                user=user,
                data={
                    "starts_on": starts_on.isoformat(),
                    "begun": change.begun,
                    "ended": change.ended,
                },
            )
    return change


class _Wanted:
    """The file's keys looked up in the agency, and what could not be found."""

    def __init__(self, document: SopDocument, bindings: Bindings, starts_on: date) -> None:
        agency = document.agency
        self.bindings = bindings
        self.units = {unit.key: unit for unit in Unit.objects.filter(agency=agency)}
        self.positions = {each.key: each for each in Position.objects.filter(agency=agency)}
        version = document.versions.order_by("-number").first()
        self.problems = [
            *self._later(document, starts_on),
            *(self._lane_problems(version) if version else ()),
            *(self._actor_problems(version) if version else ()),
        ]

    def _later(self, document: SopDocument, starts_on: date) -> Iterable[Problem]:
        lanes = document.lane_bindings.filter(starts_on__gt=starts_on)
        actors = document.actor_bindings.filter(starts_on__gt=starts_on)
        if lanes.exists() or actors.exists():
            yield Problem(
                1, "", _("Sudah ada pengikatan yang mulai sesudah tanggal ini; pakai tanggal lain.")
            )

    def _lane_problems(self, version: SopVersion) -> Iterable[Problem]:
        levels = {level.key: level for level in version.lane_levels.select_related("parent")}
        written = {lane.key: lane.level for lane in self.bindings.lanes}
        for lane in self.bindings.lanes:
            level = levels.get(lane.level)
            if level is None:
                yield self._missing(lane, "level", _("Jenjang jalur"), lane.level)
                continue
            parent = level.parent.key if level.parent else ""
            if written.get(lane.inside, "") != parent:
                yield Problem(
                    lane.line,
                    "inside",
                    _("Jalur “%(lane)s” harus berada di dalam jalur jenjang “%(parent)s”.")
                    % {"lane": lane.key, "parent": parent or _("pusat")},
                )
            if not getattr(lane, level.of):
                yield self._missing(lane, level.of, _("Pilihan wajib"), level.of)
            yield from self._unknown(lane, [lane.unit], self.units, _("Unit kerja"))
            yield from self._unknown(lane, [lane.position], self.positions, _("Jabatan"))

    def _actor_problems(self, version: SopVersion) -> Iterable[Problem]:
        actors = {actor.key for actor in version.actors.all()}
        for bound in self.bindings.actors:
            if bound.actor not in actors:
                yield self._missing(bound, "actor", _("Pelaksana"), bound.actor)
            yield from self._unknown(bound, bound.positions, self.positions, _("Jabatan"))

    def _unknown(
        self, row: BoundLane | BoundActor, keys: Iterable[str], known: Iterable[str], what: str
    ) -> Iterable[Problem]:
        for key in keys:
            if key and key not in known:
                yield self._missing(row, "", what, key)

    @staticmethod
    def _missing(row: BoundLane | BoundActor, field: str, what: str, key: str) -> Problem:
        return Problem(
            row.line, field, _("%(what)s “%(key)s” tidak ada.") % {"what": what, "key": key}
        )


def _apply(document: SopDocument, wanted: _Wanted, starts_on: date) -> BindingChange:
    """Compare with the rows that hold on `starts_on`; begin what is new, end what is gone."""
    held = {
        row.key: row
        for row in document.lane_bindings.filter(in_force(starts_on)).select_related("parent")
    }
    lanes: dict[str, LaneBinding] = {}
    begun = 0
    replaced: list[LaneBinding] = []
    for lane in wanted.bindings.lanes:
        row = LaneBinding(
            document=document,
            level=lane.level,
            parent=lanes.get(lane.inside),
            key=lane.key,
            label=lane.label,
            unit=wanted.units.get(lane.unit),
            position=wanted.positions.get(lane.position),
            order=lane.order,
            starts_on=starts_on,
        )
        present = held.pop(lane.key, None)
        if present is not None and _same_lane(present, row):
            lanes[lane.key] = present
            continue
        if present is not None and present.starts_on == starts_on:
            row.pk = present.pk
        elif present is not None:
            replaced.append(present)
        row.save()
        lanes[lane.key] = row
        begun += 1
    actors = _apply_actors(document, wanted, lanes, starts_on)
    ended = _end(LaneBinding.objects.all(), [*held.values(), *replaced], starts_on)
    return BindingChange(begun + actors.begun, ended + actors.ended)


def _apply_actors(
    document: SopDocument, wanted: _Wanted, lanes: dict[str, LaneBinding], starts_on: date
) -> BindingChange:
    held = {
        (row.actor, row.rule, row.lane_id, row.position_id): row
        for row in document.actor_bindings.filter(in_force(starts_on))
    }
    begun = 0
    for bound in wanted.bindings.actors:
        lane = lanes[bound.lane] if bound.lane else None
        positions: list[Position | None] = [wanted.positions[key] for key in bound.positions]
        for position in positions or [None]:
            identity = (
                bound.actor,
                bound.rule,
                lane.pk if lane else None,
                position.pk if position else None,
            )
            if held.pop(identity, None) is None:
                ActorBinding.objects.create(
                    document=document,
                    actor=bound.actor,
                    rule=bound.rule,
                    lane=lane,
                    position=position,
                    starts_on=starts_on,
                )
                begun += 1
    return BindingChange(begun, _end(ActorBinding.objects.all(), held.values(), starts_on))


def _same_lane(one: LaneBinding, other: LaneBinding) -> bool:
    fields = ("level", "parent_id", "label", "unit_id", "position_id", "order")
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def _end(rows: QuerySet[Bound], gone: Iterable[Bound], starts_on: date) -> int:
    """End rows the day before; rows that began the same day never held and are removed."""
    keys = [row.pk for row in gone]
    rows.filter(pk__in=keys, starts_on=starts_on).delete()
    rows.filter(pk__in=keys, starts_on__lt=starts_on).update(ends_on=starts_on - timedelta(days=1))
    return len(keys)
