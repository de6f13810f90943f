"""Who receives a hop: the positions that act next, lane by lane."""

from organization.models import Position
from workflow.models import Lane, LaneActor, Task
from workflow.queries.covering import lanes_beneath


def recipients_of(task: Task) -> list[tuple[Position, Lane | None]]:
    """The next step's positions in the lanes that this task opens, each with its lane."""
    follower = task.step.next
    if follower is None:
        return []
    level = follower.level.key if follower.level else ""
    run = task.run
    lanes = run.lanes.filter(pk__in=lanes_beneath(run, task.lane), level=level)
    found: list[tuple[Position, Lane | None]] = []
    for lane in lanes:
        for row in actors_in(lane, follower.actor_id):
            if (row.position, lane) not in found:
                found.append((row.position, lane))
    return found


def actors_in(lane: Lane, actor_id: int) -> list[LaneActor]:
    """The rows that say who acts for an actor in a lane."""
    return list(LaneActor.objects.filter(lane=lane, actor_id=actor_id).select_related("position"))


def overseen_recipients(task: Task) -> list[tuple[Position, Lane | None]]:
    """Whom a decision on this task concerns: the makers in its lane, for a hop that carries it."""
    rows = LaneActor.objects.filter(lane__in=lanes_beneath(task.run, task.lane)).select_related(
        "position", "lane"
    )
    before = {step.actor_id for step in task.step.previous.all()}
    return [(row.position, row.lane) for row in rows if row.actor_id in before]
