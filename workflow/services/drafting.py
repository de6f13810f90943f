"""The hops that the SOP itself asks for: drafted for every assign task that is newly open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    sheet = Disposisi.objects.get(run=run)
    return write_drafts([SheetOrders(sheet, fresh, ground_of(run))], now=now)


@dataclass(frozen=True, slots=True)
class SheetOrders:
    """The assign tasks of one run for which hops are drafted on its sheet."""

    sheet: Disposisi
    tasks: Sequence[Task]
    ground: Ground


def write_drafts(orders: Sequence[SheetOrders], *, now: datetime) -> list[DisposisiHop]:
    """The first hop of each of these assign tasks, numbered on. 4 queries for all sheets."""
    tasks = [task for each in orders for task in each.tasks]
    senders: dict[int, Position] = {}
    shares = Assignment.objects.filter(task__in=tasks).select_related("position").order_by("pk")
    for share in shares:
        senders.setdefault(share.task_id, share.position)
    numbers = _next_numbers([each.sheet for each in orders])
    hops = DisposisiHop.objects.bulk_create(
        _draft(each, task, number, senders[task.pk], now)
        for each in orders
        for number, task in enumerate(each.tasks, start=numbers[each.sheet.pk])
    )
    grounds = (each.ground for each in orders for _task in each.tasks)
    DisposisiReceipt.objects.bulk_create(
        DisposisiReceipt(hop=hop, position=position, lane=lane)
        for hop, task, ground in zip(hops, tasks, grounds, strict=True)
        for position, lane in ground.recipients(task.step, task.lane)
    )
    return hops


def _draft(
    order: SheetOrders, task: Task, number: int, sender: Position, now: datetime
) -> DisposisiHop:
    return DisposisiHop(
        disposisi=order.sheet,
        task=task,
        lane=task.lane,
        number=number,
        sender=sender,
        instruction=task.step.kegiatan,
        harap=[],
        sifat=order.sheet.sifat,
        due_at=task.due_at,
        dated_at=next_moment(order.ground.calendar, now),
        sent_at=now if task.step.is_issued_by_clock else None,
    )


def next_number(sheet: Disposisi) -> int:
    """The number of a sheet's next hop."""
    return _next_numbers([sheet])[sheet.pk]


def _next_numbers(sheets: Iterable[Disposisi]) -> dict[int, int]:
    found = {sheet.pk: 1 for sheet in sheets}
    hops = DisposisiHop.objects.filter(disposisi__in=found).order_by()
    last = hops.values_list("disposisi").annotate(last=Max("number"))
    return found | {pk: number + 1 for pk, number in last}
