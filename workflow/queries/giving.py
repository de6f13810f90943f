"""Who gave a task, by disposisi or else as superior, and who has what was given back."""

from collections.abc import Mapping

from organization.models import Position
from workflow.models import Assignment, DisposisiHop, Return, Task
from workflow.states import AssignmentState, TaskState


def givers_of(task: Task) -> list[Position]:
    """The posts that assigned a task, and after them their superiors. 3 queries.

    A sender from beneath hands work up and assigns nothing; where nobody else sent it, the
    superior of the task's own post stands for who assigned it.
    """
    own = set(task.assignments.values_list("position_id", flat=True))
    posts = {each.pk: each for each in Position.objects.filter(agency=task.run.agency_id)}
    senders = (
        DisposisiHop.objects.filter(
            disposisi__run=task.run_id,
            receipts__position__in=own,
            sent_at__isnull=False,
            recalled_at=None,
        )
        .order_by("-number")
        .values_list("sender", flat=True)
    )
    givers = [pk for pk in senders if pk in posts and not own & _lineage(pk, posts)]
    if not givers:
        givers = [pk for each in own if (pk := posts[each].superior_id) is not None]
    above = [pk for each in givers if (pk := posts[each].superior_id) is not None]
    return [posts[pk] for pk in dict.fromkeys([*givers, *above]) if pk not in own]


def _lineage(pk: int, posts: Mapping[int, Position]) -> set[int]:
    """A post and all above it."""
    seen: set[int] = set()
    above: int | None = pk
    while above is not None and above in posts and above not in seen:
        seen.add(above)
        above = posts[above].superior_id
    return seen


def posts_with(given_back: Return) -> list[str]:
    """The posts at which a return lies now, each once, in the order of its lanes. 1 query."""
    shares = Assignment.objects.filter(
        task__run=given_back.task.run_id,
        task__step=given_back.to_step_id,
        task__lane__in=given_back.lanes.values("pk"),
        task__state__in=(TaskState.OPEN, TaskState.WAITING),
        state=AssignmentState.OPEN,
    )
    names = shares.order_by("task__lane__order", "pk").values_list("position__name", flat=True)
    return list(dict.fromkeys(names))
