"""The hops that the SOP itself asks for: drafted for every assign task that is newly open."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Max

from organization.models import Position
from organization.worktime import next_moment
from workflow.models import Assignment, Disposisi, DisposisiHop, DisposisiReceipt, Task
from workflow.queries.ground import Ground, ground_of


def draft_hops(*, tasks: Iterable[Task], now: datetime) -> list[DisposisiHop]:
    """A hop for every assign task that has none: sent at once when the clock issues the order.

    The clock's order waits for the giver's paraf; any other hop is a draft that he sends.
    Source: practice of the five agencies, "setiap tanggal 10 awal triwulan".
    """
    giving = [task for task in tasks if task.step.kind == "assign"]
    live = DisposisiHop.objects.filter(task__in=giving, recalled_at=None)
    drafted = set(live.values_list("task", flat=True)) if giving else set()
    fresh = [task for task in giving if task.pk not in drafted]
    if not fresh:
        return []
    run = fresh[0].run
    return write_drafts(
        sheet=Disposisi.objects.get(run=run), tasks=fresh, ground=ground_of(run), now=now
    )


def write_drafts(
    *, sheet: Disposisi, tasks: Sequence[Task], ground: Ground, now: datetime
) -> list[DisposisiHop]:
    """The first hop of each of these assign tasks of one run, numbered on. 4 queries for all."""
    senders: dict[int, Position] = {}
    shares = Assignment.objects.filter(task__in=tasks).select_related("position").order_by("pk")
    for share in shares:
        senders.setdefault(share.task_id, share.position)
    hops = DisposisiHop.objects.bulk_create(
        DisposisiHop(
            disposisi=sheet,
            task=task,
            lane=task.lane,
            number=number,
            sender=senders[task.pk],
            instruction=task.step.kegiatan,
            harap=[],
            sifat=sheet.sifat,
            due_at=task.due_at,
            dated_at=next_moment(ground.calendar, now),
            sent_at=now if task.step.is_issued_by_clock else None,
        )
        for number, task in enumerate(tasks, start=next_number(sheet))
    )
    DisposisiReceipt.objects.bulk_create(
        DisposisiReceipt(hop=hop, position=position, lane=lane)
        for hop, task in zip(hops, tasks, strict=True)
        for position, lane in ground.recipients(task.step, task.lane)
    )
    return hops


def next_number(sheet: Disposisi) -> int:
    """The number of a sheet's next hop."""
    return (sheet.hops.aggregate(last=Max("number"))["last"] or 0) + 1
