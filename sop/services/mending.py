"""Closing the gaps of a binding one by one: an actor without a position, a level without a lane."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from organization.access import Acting
from organization.models import Position, Unit, User
from organization.services import record_event
from sop.access import AlreadyBound, OwnBinding
from sop.models import ActorBinding, LaneBinding, SopDocument
from sop.queries import BindingGap, open_gaps

LONGEST_KEY = 70


def bind_gap(
    *,
    gap: BindingGap,
    position: Position,
    starts_on: date,
    now: datetime,
    by: User,
    acting: Acting | None = None,
) -> ActorBinding:
    """Let a position act for an actor that has none in this lane; open runs keep theirs.

    Raises AlreadyBound where somebody has closed the gap meanwhile, and OwnBinding where the
    position is one's own: nobody makes himself a pelaksana.
    """
    document = gap.version.document
    with transaction.atomic():
        _take_turn(document)
        _expect_open(gap, starts_on)
        _expect_foreign(position, by, starts_on)
        row = ActorBinding.objects.create(
            document=document,
            actor=gap.actor,
            rule=ActorBinding.Rule.POSITION,
            lane=gap.lane,
            position=position,
            starts_on=starts_on,
        )
        data = {"actor": gap.actor, "lane": gap.lane.key if gap.lane else "", "to": position.key}
        _record(document, "sop.actor_bound", data, now, by, acting)
    return row


def add_lane(
    *,
    gap: BindingGap,
    label: str,
    unit: Unit | None,
    position: Position | None,
    starts_on: date,
    now: datetime,
    by: User,
    acting: Acting | None = None,
) -> LaneBinding:
    """Give a level without lanes its lane: a unit, or a position that is not one's own.

    Raises AlreadyBound and OwnBinding as `bind_gap`.
    """
    document = gap.version.document
    with transaction.atomic():
        _take_turn(document)
        _expect_open(gap, starts_on)
        heads = unit.positions.filter(is_head=True) if unit else Position.objects.none()
        for post in [position, *heads]:
            if post is not None:
                _expect_foreign(post, by, starts_on)
        try:
            with transaction.atomic():
                row = LaneBinding.objects.create(
                    document=document,
                    level=gap.level,
                    parent=gap.lane,
                    key=slugify(label)[:LONGEST_KEY] or gap.level,
                    label=label,
                    unit=unit,
                    position=position,
                    order=document.lane_bindings.count(),
                    starts_on=starts_on,
                )
        except IntegrityError as taken:
            raise AlreadyBound(document.agency) from taken
        data = {"level": gap.level, "lane": row.key, "label": label}
        _record(document, "sop.lane_added", data, now, by, acting)
    return row


def _take_turn(document: SopDocument) -> None:
    """The document's row is the lock: a second entry waits here and then finds the gap closed."""
    SopDocument.objects.filter(pk=document.pk).update(name=document.name)


def _expect_open(gap: BindingGap, on: date) -> None:
    if gap.key not in {each.key for each in open_gaps(gap.version, on)}:
        raise AlreadyBound(gap.version.document.agency)


def _expect_foreign(position: Position, by: User, on: date) -> None:
    if position.terms.filter(user=by).exclude(ends_on__lt=on).exists():
        raise OwnBinding(position)


def _record(
    document: SopDocument,
    action: str,
    data: dict[str, str],
    now: datetime,
    by: User,
    acting: Acting | None,
) -> None:
    record_event(
        agency=document.agency,
        subject_type="sop_document",
        subject_id=document.pk,
        action=action,
        at=now,
        acting=acting,
        user=by,
        data={"document": document.key, **data},
    )
