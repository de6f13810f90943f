"""Agency by stage of a triwulan, as overseers look at a whole kabupaten."""

from collections.abc import Mapping
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
        rows=tuple(HeatRow(run, _cells(run, steps[run.version_id], counts)) for run in rows),
        unopened=tuple(
            without.filter(Exists(Run.objects.filter(agency=OuterRef("pk")))).order_by("name")
        ),
    )


Counts = Mapping[tuple[int, str], tuple[int, int, int]]


#: Kind of step → the numbers of its steps as printed, "" where a step has none.
Steps = Mapping[str, list[str]]


def _steps(runs: list[Run]) -> dict[int, dict[str, list[str]]]:
    """The steps that each version has, in their order."""
    found: dict[int, dict[str, list[str]]] = {run.version_id: {} for run in runs}
    steps = SopStep.objects.filter(version__in=found).order_by("order")
    for version, kind, printed in steps.values_list("version", "kind", "nomor"):
        found[version].setdefault(kind, []).append(printed.rstrip("."))
    return found


def _counts(runs: list[Run], now: datetime) -> Counts:
    """(run, kind) → open, late and ended tasks. A paraf on an order of the clock is no work."""
    is_open = Q(state=TaskState.OPEN)
    rows = (
        Task.objects.filter(run__in=runs)
        .exclude(step__is_issued_by_clock=True, state=TaskState.OPEN)
        .order_by()
        .values_list("run", "step__kind")
        .annotate(
            running=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_at__lt=now)),
            ended=Count("pk", filter=Q(finished_at__isnull=False)),
        )
    )
    return {(run, kind): (running, late, ended) for run, kind, running, late, ended in rows}


def _cells(run: Run, steps: Steps, counts: Counts) -> tuple[HeatCell, ...]:
    return tuple(
        HeatCell(
            str(name),
            *_said(run, [kind for kind in stage if kind in steps], counts),
            ", ".join(each for kind in stage for each in steps.get(kind, ()) if each),
        )
        for name, stage in STAGES
    )


def _said(run: Run, kinds: list[str], counts: Counts) -> tuple[str, str]:
    """A stage in a stored word and in a reader's words."""
    if not kinds:
        return "tidak tersedia", _("tidak ada dalam SOP")
    found = [counts.get((run.pk, kind), (0, 0, 0)) for kind in kinds]
    running, late, ended = (sum(each[place] for each in found) for place in range(3))
    if late:
        return "terlambat", _("%(number)d terlambat") % {"number": late}
    if running:
        return "terbuka", _("%(number)d dikerjakan") % {"number": running}
    return ("selesai", _("selesai")) if ended else ("nanti", _("belum"))
