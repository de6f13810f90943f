"""The figures that a task looks at, lane by lane, and what was said about them before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from indicators.models import WORDS, FigureState, Realisasi, RealisasiRevision
from indicators.queries import (
    BESIDE,
    FigureRow,
    Period,
    figure_rows,
    previous_of,
    rows_of,
)
from workflow.models import Decision, Lane, ReturnItem, Run, RunIndicator, Task
from workflow.queries.covering import (
    covered,
    editable_ids,
    figures_of,
    in_lanes,
    own_items,
    own_of,
)

#: From an indicator of a run to its figures.
FIGURE = "indicator__realisasi_set"
RETURNABLE = frozenset({FigureState.HANDED_OVER, FigureState.RETURNED})


@dataclass(frozen=True, slots=True)
class LaneFigures:
    """A lane's indicators with their figures. `keys`: indicator id → run-indicator id, as text,
    of those that may be returned, empty ones too."""

    lane: Lane
    rows: tuple[FigureRow, ...]
    carried: tuple[RunIndicator, ...]
    keys: dict[int, str]

    @property
    def empty_keys(self) -> list[str]:
        """Of `keys`, those of figures that nobody has filled in."""
        empty = {row.indicator.pk for row in self.rows if row.current is None}
        return [key for pk, key in self.keys.items() if pk in empty]


def figures_by_lane(task: Task, returnable: Collection[int] = ()) -> list[LaneFigures]:
    """The figures under a task by leaf lane, in 4 queries. `returnable`: ids of leaf lanes."""
    carried = carried_by(task)
    by_indicator = {row.indicator.pk: row for row in rows_carried(task.run, carried)}
    found: dict[int, list[RunIndicator]] = {}
    for each in carried:
        found.setdefault(each.lane_id, []).append(each)
    return [
        LaneFigures(
            lane=group[0].lane,
            rows=tuple(by_indicator[each.indicator_id] for each in group),
            carried=tuple(group),
            keys=_keys(group, by_indicator) if lane in returnable else {},
        )
        for lane, group in found.items()
    ]


def carried_by(task: Task) -> list[RunIndicator]:
    """What a task covers, each indicator with what its row says of it. 1 query."""
    return list(covered(task).select_related(*(f"indicator__{name}" for name in BESIDE)))


@dataclass(frozen=True, slots=True)
class Carried:
    """What a holder writes in a task; `open`: ids of the indicators that he may change now.

    `figures`: as they were saved when this was read, by indicator id and period. What is carried
    and open holds as long as the task is open: who carries what is settled before collecting
    opens, and a return opens a task of its own.
    """

    rows: tuple[RunIndicator, ...]
    open: frozenset[int]
    figures: Mapping[int, Mapping[Period, Realisasi]]


def carried_to_save(
    task: Task, positions: Iterable[int], only: Collection[int] | None = None
) -> Carried:
    """What holders of these positions write in a task: as little as saving needs. 1 query.

    `only`: of these indicators, with all the figures that a row shows; else with those of the
    run's triwulan.
    """
    held, run = list(positions), task.run
    period = (run.year, run.triwulan)
    of_triwulan = _in_period(period)
    shown = Q(**{f"{FIGURE}__year": run.year}) | _in_period(previous_of(*period))
    saved = FilteredRelation(FIGURE, condition=of_triwulan if only is None else shown)
    rows = in_lanes(task, [task.lane_id]).annotate(saved=saved)
    if only is not None:
        rows = rows.filter(indicator__in=only)
    beside = (f"indicator__{name}" for name in BESIDE)
    read = rows.select_related(*beside, "saved__current", "saved__judged_by")  # type: ignore[misc]  # a filtered relation
    found: dict[int, RunIndicator] = {}
    figures: dict[int, dict[Period, Realisasi]] = {}
    for each in own_of(task, read, held):
        figure = vars(each).get("saved")
        if figure is not None:
            figure.indicator = each.indicator
            figures.setdefault(each.indicator_id, {})[figure.year, figure.triwulan] = figure
        found.setdefault(each.pk, each)
    carried = tuple(found.values())
    approved = approved_ids(rows_of([each.indicator for each in carried], *period, figures))
    return Carried(carried, editable_ids(task, held, carried) - approved, figures)


def approved_ids(rows: Iterable[FigureRow]) -> frozenset[int]:
    """Ids of the indicators whose figure is approved: it stays so also where all of its lane came
    back, as in a run that was reopened for others."""
    return frozenset(row.indicator.pk for row in rows if row.state == FigureState.APPROVED)


def _in_period(period: Period) -> Q:
    return Q(**{f"{FIGURE}__year": period[0], f"{FIGURE}__triwulan": period[1]})


def known_figures(run: Run, carried: Carried) -> dict[int, Realisasi]:
    """The figures of the run's triwulan by indicator id; new rows where there are none."""
    period = (run.year, run.triwulan)
    return {
        each.indicator_id: carried.figures.get(each.indicator_id, {}).get(period)
        or Realisasi(indicator=each.indicator, year=run.year, triwulan=run.triwulan)
        for each in carried.rows
    }


def rows_to_save(
    run: Run, carried: Carried, saved: Mapping[int, Realisasi] | None = None
) -> list[FigureRow]:
    """The rows of what was carried for a few indicators only. `saved`: what a save left."""
    figures = {pk: dict(by_period) for pk, by_period in carried.figures.items()}
    for pk, figure in (saved or {}).items():
        figures.setdefault(pk, {})[run.year, run.triwulan] = figure
    return rows_of([each.indicator for each in carried.rows], run.year, run.triwulan, figures)


def own_rows(task: Task, positions: Iterable[int]) -> list[FigureRow]:
    """The figures that holders of these positions write in a task."""
    return rows_carried(task.run, own_of(task, carried_by(task), positions))


def rows_carried(run: Run, carried: Sequence[RunIndicator]) -> list[FigureRow]:
    """The rows of what `carried_by` gave; each part is read when it is first asked for."""
    return rows_of([each.indicator for each in carried], run.year, run.triwulan)


def _keys(group: Iterable[RunIndicator], rows: dict[int, FigureRow]) -> dict[int, str]:
    return {
        each.indicator_id: str(each.pk)
        for each in group
        if rows[each.indicator_id].current is None or rows[each.indicator_id].state in RETURNABLE
    }


def run_rows(run: Run) -> dict[str, list[FigureRow]]:
    """Every figure of a run under the label of its lane, in 5 queries."""
    carried = list(
        RunIndicator.objects.filter(run=run)
        .select_related("lane")
        .order_by("lane__order", "indicator__order", "pk")
    )
    rows = figure_rows([each.indicator_id for each in carried], run.year, run.triwulan)
    by_indicator = {row.indicator.pk: row for row in rows}
    found: dict[str, list[FigureRow]] = {}
    for each in carried:
        found.setdefault(each.lane.label, []).append(by_indicator[each.indicator_id])
    return found


def lane_rows(task: Task, lane: int) -> list[FigureRow]:
    """The figures of one leaf lane under a task, for its blank format."""
    ids = list(covered(task).filter(lane=lane).values_list("indicator_id", flat=True))
    return figure_rows(ids, task.run.year, task.run.triwulan)


def items_to_answer(task: Task, positions: Iterable[int]) -> list[ReturnItem]:
    """Figures returned to this task that holders of these positions must mend or answer."""
    items = own_items(task, positions)
    return list(items.select_related("run_indicator__lane", "given_back__task__step"))


def approved_revisions(task: Task) -> frozenset[int]:
    """Ids of the revisions under this task that some step of its run approved last."""
    verdicts = dict(
        Decision.objects.filter(
            task__run=task.run, revision__realisasi__in=figures_of(task).values("pk")
        )
        .order_by("pk")
        .values_list("revision_id", "verdict")
    )
    approved = Decision.Verdict.APPROVED
    return frozenset(pk for pk, verdict in verdicts.items() if verdict == approved)


def settled_revisions(task: Task) -> frozenset[int]:
    """Ids of the revisions under this task that its step has approved and not returned since."""
    verdicts = dict(
        Decision.objects.filter(task__run=task.run, task__lane=task.lane, task__step=task.step)
        .order_by("pk")
        .values_list("revision_id", "verdict")
    )
    approved = Decision.Verdict.APPROVED
    return frozenset(pk for pk, verdict in verdicts.items() if verdict == approved)


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment of wording: who, when, and each text before and after."""

    revision: RealisasiRevision
    texts: tuple[tuple[str, str, str], ...]


def amendments(task: Task) -> list[Amendment]:
    """What was amended in the wording under this task, oldest first. 2 queries."""
    of_task = RealisasiRevision.objects.filter(realisasi__in=figures_of(task).values("pk"))
    amended = list(
        of_task.filter(origin=RealisasiRevision.Origin.WORDING)
        .select_related("realisasi__indicator", "author", "position")
        .order_by("created_at", "pk")
    )
    if not amended:
        return []
    before = {
        (row.realisasi_id, row.number): row
        for row in of_task.filter(realisasi__in=[each.realisasi_id for each in amended])
    }
    return [
        Amendment(row, _texts(before[row.realisasi_id, row.number - 1], row)) for row in amended
    ]


def _texts(old: RealisasiRevision, new: RealisasiRevision) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (label_of(name), getattr(old, name), getattr(new, name))
        for name in WORDS
        if getattr(old, name) != getattr(new, name)
    )


def label_of(name: str) -> str:
    """A field of a revision as it is called on a page."""
    labels = {field.name: field.verbose_name for field in RealisasiRevision._meta.fields}
    return str(labels[name]).capitalize()
