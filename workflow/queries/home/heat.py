"""Agency by stage of a triwulan, as overseers look at a whole kabupaten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import Agency
from sop.models import SopStep
from workflow.models import Run, Task
from workflow.states import TaskState

#: The nine kinds of step as the five stages that every SOP goes through.
STAGES = (
    (gettext_lazy("Perintah"), ("assign", "prepare")),
    (gettext_lazy("Pengumpulan"), ("collect",)),
    (gettext_lazy("Penyusunan"), ("receive", "compile")),
    (gettext_lazy("Pemeriksaan"), ("review", "initial", "sign")),
    (gettext_lazy("Dokumentasi"), ("document",)),
)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A stage of a run: a stored word for its shape, what is shown, and which of its SOP's steps
    (as printed) the stage holds."""

    stage: str
    state: str
    label: str
    steps: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A run with its stages."""

    run: Run
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One triwulan of several agencies; `unopened`: those in which it was not opened."""

    year: int
    triwulan: int
    stages: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    unopened: tuple[Agency, ...]


def heat_map(
    agencies: QuerySet[Agency], now: datetime, period: tuple[int, int] | None = None
) -> HeatMap | None:
    """The map of a triwulan, by default the latest opened one; None before any. 5 queries."""
    runs = Run.objects.filter(agency__in=agencies)
    latest = period or runs.order_by("-year", "-triwulan").values_list("year", "triwulan").first()
    if latest is None:
        return None
    year, triwulan = latest
    rows = list(
        runs.filter(year=year, triwulan=triwulan)
        .select_related("agency", "document")
        .order_by("agency__name", "document__name")
    )
    steps = _steps(rows)
    counts = _counts(rows, now)
    without = agencies.exclude(pk__in=[run.agency_id for run in rows])
    return HeatMap(
        year=year,
        triwulan=triwulan,
        stages=tuple(str(name) for name, _kinds_of_stage in STAGES),
        rows=tuple(HeatRow(run, _cells(steps[run.version_id], counts[run.pk])) for run in rows),
        unopened=tuple(
            without.filter(Exists(Run.objects.filter(agency=OuterRef("pk")))).order_by("name")
        ),
    )


#: A version's steps in their order: (order, kind, number as printed or "").
Steps = Sequence[tuple[int, str, str]]
#: Order of a step → open, late and ended tasks of one run.
Counts = Mapping[int, tuple[int, int, int]]


def _steps(runs: list[Run]) -> dict[int, list[tuple[int, str, str]]]:
    """The steps that each version has."""
    found: dict[int, list[tuple[int, str, str]]] = {run.version_id: [] for run in runs}
    steps = SopStep.objects.filter(version__in=found).order_by("order")
    for version, order, kind, printed in steps.values_list("version", "order", "kind", "nomor"):
        found[version].append((order, kind, printed.rstrip(".")))
    return found


def _counts(runs: list[Run], now: datetime) -> dict[int, dict[int, tuple[int, int, int]]]:
    """Run → its tasks by step. A paraf on an order of the clock is no work."""
    is_open = Q(state=TaskState.OPEN)
    rows = (
        Task.objects.filter(run__in=runs)
        .exclude(step__is_issued_by_clock=True, state=TaskState.OPEN)
        .order_by()
        .values_list("run", "step__order")
        .annotate(
            running=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_at__lt=now)),
            ended=Count("pk", filter=Q(finished_at__isnull=False)),
        )
    )
    found: dict[int, dict[int, tuple[int, int, int]]] = {run.pk: {} for run in runs}
    for run, order, running, late, ended in rows:
        found[run][order] = (running, late, ended)
    return found


def _cells(steps: Steps, counts: Counts) -> tuple[HeatCell, ...]:
    return tuple(
        HeatCell(
            str(name),
            *_said([order for order, kind, _printed in steps if kind in kinds], counts),
            ", ".join(printed for _order, kind, printed in steps if kind in kinds and printed),
        )
        for name, kinds in STAGES
    )


def _said(stage: list[int], counts: Counts) -> tuple[str, str]:
    """A stage, by the order of its steps, in a stored word and in a reader's words."""
    if not stage:
        return "tidak tersedia", _("tidak ada dalam SOP")
    found = [counts.get(order, (0, 0, 0)) for order in stage]
    running, late, ended = (sum(each[place] for each in found) for place in range(3))
    if late:
        return "terlambat", _("%(number)d terlambat") % {"number": late}
    if running:
        return "terbuka", _("%(number)d dikerjakan") % {"number": running}
    if not ended:
        return "nanti", _("belum")
    # a lane that is not as far yet still comes this way
    if any(is_open for order, (is_open, _late, _ended) in counts.items() if order < max(stage)):
        return "terbuka", _("sebagian selesai")
    return "selesai", _("selesai")
