"""What the reader of the agenda finds no button for, in as many queries however long it is."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial

from organization.access import Barred, acting_among, barred, held_positions
from organization.models import Position, User
from workflow.models import Disposisi, DisposisiReceipt, LaneActor
from workflow.queries.agenda import DIRECTING, KEEPING, READING


def listed_barred(user: User, sheets: Sequence[Disposisi], on: date) -> dict[int, list[Barred]]:
    """Sheet id → the acts on it that are refused to this person, and who can help. 3 queries.

    Reading is told of only where somebody has still to read.
    """
    held = held_positions(user, on)
    unread, filing = _unread(sheets), _filing(sheets)
    found = {}
    for sheet in sheets:
        asked = [
            (READING, unread.get(sheet.pk)),
            (DIRECTING, [head] if (head := sheet.agency.signing_position) else []),
            (KEEPING, filing[sheet.run_id]),
        ]
        found[sheet.pk] = barred(
            (act, partial(acting_among, held, posts)) for act, posts in asked if posts is not None
        )
    return found


def _unread(sheets: Sequence[Disposisi]) -> dict[int, list[Position]]:
    """Sheet id → the posts that have not read what was sent to them."""
    rows = DisposisiReceipt.objects.filter(
        hop__disposisi__in=sheets,
        hop__sent_at__isnull=False,
        hop__recalled_at=None,
        read_at=None,
    ).select_related("hop", "position")
    found: dict[int, list[Position]] = defaultdict(list)
    for row in rows.order_by("hop__number", "pk"):
        found[row.hop.disposisi_id].append(row.position)
    return found


def _filing(sheets: Sequence[Disposisi]) -> dict[int, list[Position]]:
    """Run id → the posts that keep its books (`filing_positions`)."""
    rows = LaneActor.objects.filter(
        lane__run__in={sheet.run_id for sheet in sheets},
        lane__parent=None,
        actor__steps__next=None,
    ).select_related("lane", "position")
    found: dict[int, list[Position]] = defaultdict(list)
    for row in rows.distinct():
        found[row.lane.run_id].append(row.position)
    return found
