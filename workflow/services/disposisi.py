"""Disposisi: send, paraf, read, recall and forward, hop by hop on the run's one sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from organization.access import Acting
from organization.language import in_office_language
from organization.models import Position
from organization.services import record_event
from workflow.access import AlreadyMoved, HopAlreadyRead, WrongMove
from workflow.models import Disposisi, DisposisiHop, DisposisiReceipt, Lane, Task
from workflow.services.drafting import draft_hops, next_number

#: Within this time the same disposisi is the same click.
SECOND_CLICK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class HopText:
    """What the giver writes on a hop. `harap`: ticked sentences of *dengan hormat harap*."""

    instruction: str
    harap: tuple[str, ...] = ()
    note: str = ""
    sifat: str = Disposisi.Sifat.SEGERA
    due_at: datetime | None = None


def send_disposisi(*, task: Task, acting: Acting, text: HopText, now: datetime) -> DisposisiHop:
    """Send the draft of an assign task (or paraf the clock's order) in the holder's name.

    The sender's superior or deputy who sends it for him is marked *a.n.* Raises AlreadyMoved.
    """
    with transaction.atomic():
        draft_hops(tasks=[task], now=now)
        hop = DisposisiHop.objects.select_related("sender").get(task=task, recalled_at=None)
        changed = DisposisiHop.objects.filter(pk=hop.pk, paraf_at=None, recalled_at=None).update(
            instruction=text.instruction,
            harap=list(text.harap),
            note=text.note,
            sifat=text.sifat,
            due_at=text.due_at or hop.due_at,
            officeholder=acting.officeholder,
            signed_by=acting.user,
            on_behalf=acting.position.pk != hop.sender_id,
            sent_at=hop.sent_at or now,
            paraf_at=now,
        )
        if not changed:
            raise AlreadyMoved(task)
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=task.run_id,
            action="disposisi.sent",
            at=now,
            acting=acting,
            data={"task": task.pk, "hop": hop.pk, "lane": task.lane.label},
        )
        hop.refresh_from_db()
        return hop


def add_hop(
    *,
    task: Task,
    acting: Acting,
    recipients: Sequence[tuple[Position, Lane | None]],
    text: HopText,
    now: datetime,
) -> DisposisiHop:
    """A hop written with a decision (a review whose output is a disposisi), sent at once."""
    sheet = Disposisi.objects.get(run=task.run)
    return _send(sheet, task.lane, acting, recipients, text, now)


def read_hop(*, hop: DisposisiHop, acting: Acting, now: datetime) -> bool:
    """Note that a recipient has read a hop; True the first time only."""
    receipts = DisposisiReceipt.objects.filter(hop=hop, position=acting.position)
    return _note_read(receipts, acting, now)


def note_as_read(*, task: Task, acting: Acting, now: datetime) -> bool:
    """Whoever finishes a task has read what sent him there: the hops to his post in its lane."""
    receipts = DisposisiReceipt.objects.filter(
        hop__disposisi__run=task.run, lane=task.lane, position=acting.position
    )
    return _note_read(receipts, acting, now)


def _note_read(receipts: QuerySet[DisposisiReceipt], acting: Acting, now: datetime) -> bool:
    unread = receipts.filter(read_at=None, hop__sent_at__isnull=False, hop__recalled_at=None)
    with transaction.atomic():
        for row in unread.select_related("hop__disposisi__agency"):
            claimed = DisposisiReceipt.objects.filter(pk=row.pk, read_at=None)
            if not claimed.update(read_at=now, read_by=acting.user):
                continue
            record_event(
                agency=row.hop.disposisi.agency,
                subject_type="run",
                subject_id=row.hop.disposisi.run_id,
                action="disposisi.read",
                at=now,
                acting=acting,
                data={"hop": row.hop_id, "number": row.hop.number},
            )
    return receipts.filter(read_at=now, read_by=acting.user).exists()


def forward_hop(
    *,
    hop: DisposisiHop,
    acting: Acting,
    recipients: Sequence[Position],
    text: HopText,
    now: datetime,
) -> DisposisiHop:
    """Pass a hop on to others, beside the steps of the SOP. A draft or recalled hop: WrongMove."""
    if hop.sent_at is None or hop.recalled_at is not None:
        raise WrongMove
    with transaction.atomic():
        twin = _sent_just_now(hop.disposisi, acting, recipients, text, now)
        if twin is not None:
            return twin
        passed = _write_extra(hop.disposisi, hop.lane, acting, recipients, text, now)
        DisposisiReceipt.objects.filter(hop=hop, position=acting.position).update(
            forwarded_by_hop=passed
        )
        _record_extra(passed, "disposisi.forwarded", acting, now)
        return passed


def add_arahan(
    *,
    sheet: Disposisi,
    acting: Acting,
    recipients: Sequence[Position],
    text: HopText,
    now: datetime,
) -> DisposisiHop:
    """The Kepala's own arahan on any run of his agency, beside the steps of the SOP."""
    with transaction.atomic():
        twin = _sent_just_now(sheet, acting, recipients, text, now)
        if twin is not None:
            return twin
        root = Lane.objects.get(run=sheet.run_id, parent=None)
        hop = _write_extra(sheet, root, acting, recipients, text, now)
        _record_extra(hop, "disposisi.directed", acting, now)
        return hop


def _sent_just_now(
    sheet: Disposisi,
    acting: Acting,
    recipients: Sequence[Position],
    text: HopText,
    now: datetime,
) -> DisposisiHop | None:
    """The same words to the same people a moment ago: an impatient second click.

    The sheet's row is the lock: the second click waits here and then finds what the first wrote.
    """
    Disposisi.objects.filter(pk=sheet.pk).update(sifat=F("sifat"))
    live = sheet.hops.filter(
        task=None,
        sender=acting.position,
        signed_by=acting.user,
        instruction=text.instruction,
        note=text.note,
        recalled_at=None,
        sent_at__gt=now - SECOND_CLICK,
    )
    wanted = {position.pk for position in recipients}
    for hop in live.prefetch_related("receipts"):
        if {receipt.position_id for receipt in hop.receipts.all()} == wanted:
            return hop
    return None


def _write_extra(
    sheet: Disposisi,
    lane: Lane,
    acting: Acting,
    recipients: Sequence[Position],
    text: HopText,
    now: datetime,
) -> DisposisiHop:
    """A hop that belongs to no step, to positions of the sheet's own agency; else WrongMove."""
    if not recipients or any(each.agency_id != sheet.agency_id for each in recipients):
        raise WrongMove
    return _send(sheet, lane, acting, [(each, None) for each in recipients], text, now)


def _send(
    sheet: Disposisi,
    lane: Lane,
    acting: Acting,
    recipients: Sequence[tuple[Position, Lane | None]],
    text: HopText,
    now: datetime,
) -> DisposisiHop:
    """A hop that is dated, initialled and sent in one moment."""
    hop = DisposisiHop.objects.create(
        disposisi=sheet,
        lane=lane,
        number=next_number(sheet),
        sender=acting.position,
        officeholder=acting.officeholder,
        signed_by=acting.user,
        instruction=text.instruction,
        harap=list(text.harap),
        note=text.note,
        sifat=text.sifat,
        due_at=text.due_at,
        dated_at=now,
        sent_at=now,
        paraf_at=now,
    )
    _address(hop, recipients)
    return hop


def _record_extra(hop: DisposisiHop, action: str, acting: Acting, now: datetime) -> None:
    record_event(
        agency=hop.disposisi.agency,
        subject_type="run",
        subject_id=hop.disposisi.run_id,
        action=action,
        at=now,
        acting=acting,
        data={
            "hop": hop.pk,
            "number": hop.number,
            "to": [receipt.position.name for receipt in hop.receipts.select_related("position")],
        },
    )


def recall_hop(*, hop: DisposisiHop, acting: Acting, reason: str, now: datetime) -> None:
    """Take a sent hop back while nobody has read it. Raises HopAlreadyRead, AlreadyMoved.

    The hop of a step is not for here: its work comes back with it (`withdraw_order`).
    """
    if hop.task_id is not None:
        raise WrongMove
    with transaction.atomic():
        if hop.receipts.filter(read_at__isnull=False).exists():
            raise HopAlreadyRead
        changed = DisposisiHop.objects.filter(
            pk=hop.pk, sender=acting.position, recalled_at=None, sent_at__isnull=False
        ).update(recalled_at=now)
        if not changed:
            raise AlreadyMoved
        record_event(
            agency=hop.disposisi.agency,
            subject_type="run",
            subject_id=hop.disposisi.run_id,
            action="disposisi.recalled",
            at=now,
            acting=acting,
            reason=reason,
            data={"hop": hop.pk},
        )


@in_office_language
def ready_sentences() -> list[str]:
    """The *dengan hormat harap* list of a lembar disposisi (tata naskah dinas daerah)."""
    return [
        _("Tanggapan dan saran"),
        _("Proses lebih lanjut"),
        _("Koordinasi/konfirmasi"),
        _("Selesaikan sesuai ketentuan"),
        _("Laporkan hasilnya"),
    ]


def _address(hop: DisposisiHop, recipients: Iterable[tuple[Position, Lane | None]]) -> None:
    DisposisiReceipt.objects.bulk_create(
        DisposisiReceipt(hop=hop, position=position, lane=lane) for position, lane in recipients
    )
