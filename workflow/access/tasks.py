"""The only way from a request to a run or a task, and who moves it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404

from organization.access import (
    Acting,
    acting_among,
    acting_as,
    agencies_for,
    held_positions,
    is_administrator,
)
from organization.models import Agency, Officeholder, Position, User
from sop.queries import planning_positions
from workflow.access.refusals import OwnDueTime
from workflow.models import (
    Assignment,
    LaneActor,
    Return,
    Run,
    Task,
)
from workflow.states import AssignmentState

#: What every page of a task says around it.
AROUND_A_TASK = (
    "run__agency__government",
    "run__agency__event_chain",
    "run__document",
    "run__version",
    "lane",
    "step__actor",
    "step__level",
    "step__next",
    "step__return_to",
)


def run_for(user: User, pk: int, on: date) -> Run:
    """The run for this user to read, or 404."""
    run = (
        Run.objects.select_related(
            "agency__government", "agency__signing_position", "document", "version"
        )
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if run is None:
        raise Http404
    return run


def task_for(user: User, pk: int, on: date, terms: Sequence[Officeholder] | None = None) -> Task:
    """The task for this user to read, with its assignments, or 404.

    `terms`: his own today, where they are known. `was_returned`: whether a figure of its run was.
    No task is without a share, so its shares bring it along. 1 query.
    """
    returned = Return.objects.filter(task__run=OuterRef("task__run"))
    shares = (
        Assignment.objects.annotate(was_returned=Exists(returned))
        .select_related("position__agency", *(f"task__{name}" for name in AROUND_A_TASK))
        .filter(task=pk, task__run__agency__in=agencies_for(user, on, terms))
        .order_by("pk")
    )
    if not shares:
        raise Http404
    task = shares[0].task
    vars(task)["was_returned"] = vars(shares[0])["was_returned"]
    # as prefetch_related would leave them, which asks a second time
    vars(task)["_prefetched_objects_cache"] = {"assignments": shares}
    return task


def acting_on(held: Iterable[Officeholder], task: Task, chosen: int | None = None) -> Acting:
    """How who holds these terms today acts on a task, for one of its positions; or NotTheHolder.

    Shares that are still open come first; `chosen` is the term picked by who holds several posts.
    """
    shares = sorted(task.assignments.all(), key=lambda each: each.state != AssignmentState.OPEN)
    return acting_among(held, [each.position for each in shares], chosen)


def task_positions(task: Task) -> list[Assignment]:
    """The assignments of a task with their positions."""
    return list(task.assignments.select_related("position"))


def assigning_as(user: User, agency: Agency, on: date) -> Acting | None:
    """How this user says who answers for an indicator: None as administrator, else as the planning
    side of one of the agency's SOP or as its head (NotTheHolder)."""
    if is_administrator(user):
        return None
    posts = [
        post
        for document in agency.sop_documents.order_by("name")
        for post in planning_positions(document, on)
    ]
    return acting_as(user, [*posts, *head_of(agency)], on)


def extending_as(user: User, task: Task, givers: Sequence[Position], on: date) -> Acting:
    """How this user extends a task's due time: as one of its givers or their superiors.

    Nobody extends the due time of a task that he holds himself.
    """
    own = {each.position_id for each in task_positions(task)}
    if any(term.position_id in own for term in held_positions(user, on)):
        raise OwnDueTime(givers)
    return acting_as(user, givers, on)


def reopening_as(user: User, run: Run, on: date) -> Acting:
    """How this user reopens a run: holding the last step's post or heading the agency."""
    return acting_as(user, [*filing_positions(run), *head_of(run.agency)], on)


def filing_positions(run: Run) -> list[Position]:
    """The posts of the SOP's last step, which file what the run has made."""
    last = run.version.steps.filter(next=None).values("actor")
    filing = LaneActor.objects.filter(lane__run=run, lane__parent=None, actor__in=last)
    return [row.position for row in filing.select_related("position")]


def head_of(agency: Agency) -> list[Position]:
    """The post that signs for the agency, if it has one."""
    return [agency.signing_position] if agency.signing_position is not None else []
