"""Which figures a task covers, which of them its holder may edit, and who wrote them."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from indicators.models import Realisasi, RealisasiRevision
from organization.models import Capacity, User
from workflow.models import Lane, ReturnItem, Run, RunIndicator, SubmissionItem, Task
from workflow.states import TaskState


def lanes_beneath(run: Run, lane: Lane) -> list[int]:
    """Ids of the lane and every lane under it. 1 query, where the run came without its lanes."""
    parents = {each.pk: each.parent_id for each in run.lanes.all()}
    found = [lane.pk]
    for pk in found:
        found.extend(child for child, parent in parents.items() if parent == pk)
    return found


def covered(task: Task) -> QuerySet[RunIndicator]:
    """The indicators of the lanes that this task looks after, in their own order.

    A collector looks after his own lane alone.
    """
    is_own = task.step.kind == "collect"
    return in_lanes(task, [task.lane_id] if is_own else lanes_beneath(task.run, task.lane))


def in_lanes(task: Task, lanes: Collection[int]) -> QuerySet[RunIndicator]:
    """The indicators of some lanes of a task's run, in their own order.

    `is_returned`: whether its figure was returned to the step of the task and is not answered yet.
    """
    items = _open_items(task).filter(run_indicator=OuterRef("pk"))
    return (
        RunIndicator.objects.filter(run=task.run, lane__in=lanes)
        .annotate(is_returned=Exists(items))
        .select_related("indicator", "lane", "position")
        .order_by("lane__order", "indicator__order", "pk")
    )


def open_items(task: Task) -> QuerySet[ReturnItem]:
    """Figures returned to this task that nobody has answered yet."""
    return (
        _open_items(task)
        .filter(run_indicator__lane__in=lanes_beneath(task.run, task.lane))
        .select_related("run_indicator__indicator", "given_back", "revision")
    )


def _open_items(task: Task) -> QuerySet[ReturnItem]:
    """What was returned to the step of a task, in any lane, and nobody has answered yet."""
    return ReturnItem.objects.filter(
        given_back__to_step=task.step, given_back__task__run=task.run, resolved_at__isnull=True
    )


def mends_figures(task: Task) -> bool:
    """Whether this step's holder writes figures: a collector, or a maker with nobody beneath him.

    A maker whose step names a way back returns figures to it instead of mending them.
    """
    kind = task.step.kind
    return kind == "collect" or (kind == "compile" and task.step.return_to_id is None)


def represented(task: Task, positions: Iterable[int]) -> set[int]:
    """These positions and the vacant ones from which the task rose to them."""
    held = set(positions)
    return held | {
        each.escalated_from_id
        for each in task.assignments.all()
        if each.position_id in held and each.escalated_from_id is not None
    }


def own_items(task: Task, positions: Iterable[int]) -> QuerySet[ReturnItem]:
    """Of the figures returned to this task, those that holders of these positions answer for."""
    items = open_items(task)
    if task.step.kind != "collect":
        return items
    return items.filter(run_indicator__position__in=represented(task, positions))


def editable_ids(
    task: Task, positions: Iterable[int], carried: Iterable[RunIndicator] | None = None
) -> frozenset[int]:
    """Ids of the indicators that holders of these positions may change in this task now.

    In a later round only the figures that were returned to this step unlock; all of them where
    it came back whole. `carried`: what the task covers, where it has been read already.
    """
    if task.state != TaskState.OPEN or not mends_figures(task):
        return frozenset()
    rows = in_lanes(task, [task.lane_id]) if carried is None else carried
    own = own_of(task, rows, positions)
    is_all = task.round == 1 or task.came_back_whole
    return frozenset(each.indicator_id for each in own if is_all or vars(each)["is_returned"])


def own_of(
    task: Task, carried: Iterable[RunIndicator], positions: Iterable[int]
) -> list[RunIndicator]:
    """Of what a task covers, what holders of these positions write: their own where they collect,
    else everything of its lane."""
    of_lane = [each for each in carried if each.lane_id == task.lane_id]
    if task.step.kind != "collect":
        return of_lane
    mine = represented(task, positions)
    return [each for each in of_lane if each.position_id in mine]


def figures_of(task: Task) -> QuerySet[Realisasi]:
    """The figures of this task's period and lanes."""
    return Realisasi.objects.filter(
        indicator__in=covered(task).values("indicator_id"),
        year=task.run.year,
        triwulan=task.run.triwulan,
    ).select_related("current", "indicator")


def authors_of(realisasi_ids: Iterable[int]) -> dict[int, set[int]]:
    """Per figure, the ids of everybody who wrote a revision of it or handed one over as his own.

    Who only amended its wording is no author of the figure.
    """
    found: dict[int, set[int]] = {}
    figures = list(realisasi_ids)
    written = (
        RealisasiRevision.objects.filter(realisasi__in=figures)
        .exclude(origin=RealisasiRevision.Origin.WORDING)
        .order_by()
        .values_list("realisasi_id", "author_id")
    )
    handed_over = (
        _handed_over(figures)
        .filter(submission__task__step__kind="collect")
        .values_list("revision__realisasi_id", "submission__user_id")
    )
    for realisasi, author in written.union(handed_over):
        found.setdefault(realisasi, set()).add(author)
    return found


def barred_from(realisasi_ids: Iterable[int], capacity: str) -> dict[int, set[int]]:
    """Per figure, the ids of everybody who may not judge it in this capacity.

    Its authors never; a Plt or Plh neither what he handed over in a report that he made, because a
    substitution opens no door to one's own work.
    """
    figures = list(realisasi_ids)
    found = authors_of(figures)
    if capacity != Capacity.DEFINITIF:
        for realisasi, maker in _handed_over(figures).values_list(
            "revision__realisasi_id", "submission__user_id"
        ):
            found.setdefault(realisasi, set()).add(maker)
    return found


def is_maker(user: User, realisasi_ids: Iterable[int]) -> bool:
    """Whether this person wrote any of these figures, or handed one over: his own as a collector,
    or a report of others' that he made."""
    figures = list(realisasi_ids)
    return is_author(user, figures) or _handed_over(figures).filter(submission__user=user).exists()


def is_author(user: User, realisasi_ids: Iterable[int]) -> bool:
    """Whether this person wrote, or handed over as his own, any revision of these figures."""
    return any(user.pk in people for people in authors_of(realisasi_ids).values())


def _handed_over(figures: Iterable[int]) -> QuerySet[SubmissionItem]:
    return SubmissionItem.objects.filter(revision__realisasi__in=figures)
