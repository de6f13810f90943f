"""Who receives a hop: the positions that act next, lane by lane."""

from organization.models import Position
from workflow.models import Lane, LaneActor, Task
from workflow.queries.covering import lanes_beneath
from workflow.queries.ground import ground_of


def recipients_of(task: Task) -> list[tuple[Position, Lane | None]]:
    """The next step's positions in the lanes that this task opens, each with its lane."""
    return [*ground_of(task.run).recipients(task.step, task.lane)]


def overseen_recipients(task: Task) -> list[tuple[Position, Lane | None]]:
    """Whom a decision on this task concerns: the makers in its lane, for a hop that carries it."""
    rows = LaneActor.objects.filter(lane__in=lanes_beneath(task.run, task.lane)).select_related(
        "position", "lane"
    )
    before = {step.actor_id for step in task.step.previous.all()}
    return [(row.position, row.lane) for row in rows if row.actor_id in before]
