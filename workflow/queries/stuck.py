"""Open tasks that nobody present can do, whoever holds what: the dead ends of a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, QuerySet

from indicators.models import RealisasiRevision
from organization.access import holders_by_position
from organization.models import Agency, Capacity, Officeholder, Position
from sop.graph import JUDGING_KINDS
from workflow.models import Assignment, Lane, SubmissionItem, Task
from workflow.states import RunState, TaskState


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is there on a day for some tasks: posts and holders by position id, authors by task id.

    A holder does not fit where he wrote a figure that the task judges, nor a Plt or Plh where he
    handed one over (`makers`).
    """

    positions: Mapping[int, Position]
    present: Mapping[int, Sequence[Officeholder]]
    authors: Mapping[int, set[int]]
    makers: Mapping[int, set[int]] = field(default_factory=dict)

    def is_covered(self, task: Task, shares: Iterable[Assignment]) -> bool:
        """Whether somebody present may do this task under one of its shares."""
        return any(self.fits(task, share.position_id) for share in shares)

    def fits(self, task: Task, position: int) -> bool:
        """Whether a holder of this position may do the task."""
        authors, makers = self.authors.get(task.pk, ()), self.makers.get(task.pk, ())
        return any(
            term.user_id not in authors
            and (term.capacity == Capacity.DEFINITIF or term.user_id not in makers)
            for term in self.present.get(position, ())
        )

    def rising(self, task: Task, shares: Iterable[Assignment]) -> list[tuple[Position, Position]]:
        """From which post to which superior the task goes; nothing where somebody may do it."""
        rows = list(shares)
        if self.is_covered(task, rows):
            return []
        taken = {share.position_id for share in rows}
        found = []
        for share in rows:
            superior = self.fitting_superior(task, share.position_id)
            if superior is not None and superior.pk not in taken:
                found.append((self.positions[share.position_id], superior))
                taken.add(superior.pk)
        return found

    def fitting_superior(self, task: Task, position: int) -> Position | None:
        """The nearest post above this one with a holder who may do the task."""
        seen = {position}
        above = self.positions[position].superior_id
        while above is not None and above not in seen and above in self.positions:
            if self.fits(task, above):
                return self.positions[above]
            seen.add(above)
            above = self.positions[above].superior_id
        return None


def open_tasks(agencies: Iterable[Agency] | QuerySet[Agency]) -> QuerySet[Task]:
    """Open tasks of running runs of these agencies, with what a list shows of them."""
    return (
        Task.objects.filter(
            state=TaskState.OPEN, run__state=RunState.OPEN, run__agency__in=agencies
        )
        .select_related("run__agency", "run__document", "step", "lane")
        .prefetch_related("assignments__position")
    )


def stuck_tasks(tasks: Iterable[Task], on: date) -> list[Task]:
    """Of these open tasks, those whose posts are vacant or only held by authors. 6 queries."""
    rows = list(tasks)
    positions: dict[int, Position] = {
        each.position_id: each.position for task in rows for each in task.assignments.all()
    }
    people = Presence(positions, holders_by_position(positions.values(), on), {})
    found = with_authors(people, rows)
    return [task for task in rows if not found.is_covered(task, task.assignments.all())]


def presence_of(tasks: Sequence[Task], on: date) -> Presence:
    """Everybody present in the agencies of these tasks, superiors included. 5 queries."""
    return with_authors(people_of({task.run.agency_id for task in tasks}, on), tasks)


def people_of(agencies: Iterable[int], on: date) -> Presence:
    """Everybody present in these agencies, before anybody has written a figure. 2 queries."""
    positions = {each.pk: each for each in Position.objects.filter(agency__in=list(agencies))}
    return Presence(positions, holders_by_position(positions.values(), on), {})


def with_authors(people: Presence, tasks: Sequence[Task]) -> Presence:
    """The same people with what they wrote of these tasks. 2 queries where one judges figures,
    3 where somebody acts as Plt or Plh."""
    judging = [task for task in tasks if task.step.kind in JUDGING_KINDS]
    if not judging:
        return people
    runs = {task.run_id for task in judging}
    parents = dict(Lane.objects.filter(run__in=runs).values_list("pk", "parent_id"))
    is_substituted = any(
        term.capacity != Capacity.DEFINITIF for terms in people.present.values() for term in terms
    )
    return replace(
        people,
        authors=_by_task(judging, _authors(runs), parents),
        makers=_by_task(judging, _makers(runs), parents) if is_substituted else {},
    )


def _authors(runs: Collection[int]) -> Iterable[tuple[int | None, int]]:
    """Leaf lane and person, for everybody who wrote a figure of it or handed one over as his own.

    Who only amended its wording is no author of the figure.
    """
    written = (
        RealisasiRevision.objects.filter(
            realisasi__year=F("realisasi__indicator__run_indicators__run__year"),
            realisasi__triwulan=F("realisasi__indicator__run_indicators__run__triwulan"),
            realisasi__indicator__run_indicators__run__in=runs,
        )
        .exclude(origin=RealisasiRevision.Origin.WORDING)
        .order_by()
        .values_list("realisasi__indicator__run_indicators__lane", "author")
    )
    handed_over = SubmissionItem.objects.filter(
        submission__task__run__in=runs, submission__task__step__kind="collect"
    ).values_list("submission__task__lane", "submission__user")
    return written.union(handed_over)


def _makers(runs: Collection[int]) -> Iterable[tuple[int | None, int]]:
    """Leaf lane and person, for everybody who handed over a figure of it, be it in a report."""
    return (
        SubmissionItem.objects.filter(
            submission__task__run__in=runs,
            revision__realisasi__indicator__run_indicators__run=F("submission__task__run"),
        )
        .order_by()
        .values_list("revision__realisasi__indicator__run_indicators__lane", "submission__user")
        .distinct()
    )


def _by_task(
    tasks: Iterable[Task],
    rows: Iterable[tuple[int | None, int]],
    parents: Mapping[int, int | None],
) -> dict[int, set[int]]:
    """The people of the lanes at or beneath each task."""
    by_lane: dict[int, set[int]] = {}
    for lane, person in rows:
        for above in _lineage(lane, parents):
            by_lane.setdefault(above, set()).add(person)
    return {task.pk: by_lane.get(task.lane_id, set()) for task in tasks}


def _lineage(lane: int | None, parents: Mapping[int, int | None]) -> Iterable[int]:
    while lane is not None:
        yield lane
        lane = parents.get(lane)
