"""All tasks of a person's posts, present and past, as the list page filters them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organization.access import fillings_of, held_positions
from organization.models import User
from workflow.models import Assignment, Task
from workflow.states import AssignmentState, TaskState

EARLIEST = 2000
STATES = {
    "dikerjakan": _("Dikerjakan"),
    "menunggu": _("Menunggu jalur lain"),
    "selesai": _("Selesai"),
    "semua": _("Semua"),
}


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the list shows; anything unreadable falls back to the present work."""

    state: str = "dikerjakan"
    year: int | None = None
    triwulan: int | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "TaskFilter":
        state = asked.get("keadaan", "")
        return cls(
            state=state if state in STATES else "dikerjakan",
            year=_number(asked.get("tahun", ""), EARLIEST, 2100),
            triwulan=_number(asked.get("triwulan", ""), 1, 4),
        )

    def years(self, on: date) -> list[int]:
        """The years to choose from: the last five, and the one chosen."""
        return sorted({*range(on.year - 4, on.year + 1), self.year or on.year}, reverse=True)

    @property
    def states(self) -> dict[str, object]:
        return dict(STATES)


def my_tasks(user: User, on: date, chosen: TaskFilter) -> QuerySet[Task]:
    """Tasks of the posts held today or filled in for, the nearest due time first."""
    held = [term.position_id for term in held_positions(user, on)]
    filled = [each.term.position_id for each in fillings_of(user, on)]
    shares = Assignment.objects.filter(
        Q(position__in=held) | Q(position__in=filled, task__step__kind="collect")
    )
    if chosen.state == "dikerjakan":
        shares = shares.filter(state=AssignmentState.OPEN)
    rows = Task.objects.filter(pk__in=shares.values("task")).filter(_state(chosen.state))
    if chosen.year is not None:
        rows = rows.filter(run__year=chosen.year)
    if chosen.triwulan is not None:
        rows = rows.filter(run__triwulan=chosen.triwulan)
    order = (F("due_at").asc(nulls_last=True), "pk")
    if chosen.state in ("selesai", "semua"):
        order = (F("opened_at").desc(), "-pk")
    return rows.select_related("run__agency", "run__document", "step", "lane").order_by(*order)


def _state(name: str) -> Q:
    return {
        "dikerjakan": Q(state=TaskState.OPEN),
        "menunggu": Q(state=TaskState.WAITING),
        "selesai": Q(state__in=(TaskState.DONE, TaskState.RETURNED)),
        "semua": Q(),
    }[name]


def _number(text: str, lowest: int, highest: int) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= 4
    return int(text) if is_number and lowest <= int(text) <= highest else None
