"""The only way from a request to a disposisi, and who writes, reads and files it."""

from datetime import date

from django.http import Http404

from organization.access import (
    Acting,
    acting_as,
    agencies_for,
)
from organization.models import User
from workflow.access.tasks import filing_positions, head_of
from workflow.models import (
    Disposisi,
    DisposisiHop,
    DisposisiScan,
)


def disposisi_for(user: User, pk: int, on: date) -> Disposisi:
    """The sheet for this user to read, or 404."""
    sheet = (
        Disposisi.objects.select_related(
            "run__document", "run__version", "agency__signing_position"
        )
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet


def hop_for(user: User, pk: int, on: date) -> DisposisiHop:
    """The hop for this user to read, or 404."""
    hop = (
        DisposisiHop.objects.select_related(
            "disposisi__run__agency",
            "disposisi__agency__signing_position",
            "task__step",
            "task__lane",
            "task__run__agency",
            "task__run__version",
            "sender",
        )
        .filter(pk=pk, disposisi__agency__in=agencies_for(user, on))
        .first()
    )
    if hop is None:
        raise Http404
    return hop


def scan_for(user: User, pk: int, on: date) -> DisposisiScan:
    """A sheet's scan for this user to read, or 404."""
    agencies = agencies_for(user, on)
    scan = DisposisiScan.objects.filter(pk=pk, disposisi__agency__in=agencies).first()
    if scan is None:
        raise Http404
    return scan


def keeping_as(user: User, sheet: Disposisi, on: date) -> Acting:
    """How this user keeps the books of disposisi: holding the post that files the run."""
    return acting_as(user, filing_positions(sheet.run), on)


def reading_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user reads a hop: as one of its recipients, those who have not read it first."""
    receipts = sorted(
        hop.receipts.select_related("position"), key=lambda each: each.read_at is not None
    )
    return acting_as(user, [each.position for each in receipts], on)


def forwarding_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user passes a hop on: as a recipient, or as the head of the agency."""
    receipts = hop.receipts.select_related("position")
    heads = head_of(hop.disposisi.agency)
    return acting_as(user, [*(each.position for each in receipts), *heads], on)


def recalling_as(user: User, hop: DisposisiHop, on: date) -> Acting:
    """How this user takes a hop back: as its sender."""
    return acting_as(user, [hop.sender], on)


def directing_as(user: User, sheet: Disposisi, on: date) -> Acting:
    """How this user adds an arahan to a sheet: heading its agency."""
    return acting_as(user, head_of(sheet.agency), on)
