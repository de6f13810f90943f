"""An SOP version's rows as the pure graph and flow."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from sop.flowchart import Flow, FlowStep
from sop.graph import Graph, Level, Node
from sop.models import SopStep, SopVersion


def read_steps(versions: Iterable[SopVersion]) -> None:
    """Read the steps of these versions with all that a run asks of them; 4 queries for all.

    A published version never changes, so that what has been read once is not read again.
    """
    rows = list(versions)
    prefetch_related_objects(rows, "actors", "lane_levels", "steps__waktu")
    for version in rows:
        actors = {actor.pk: actor for actor in version.actors.all()}
        levels = {level.pk: level for level in version.lane_levels.all()}
        for step in version.steps.all():
            step.actor = actors[step.actor_id]
            step.level = levels[step.level_id] if step.level_id else None


def graph_of(version: SopVersion) -> Graph:
    """The graph of a version, in 3 queries (none for what the caller has prefetched)."""
    actors = {actor.pk: actor.key for actor in version.actors.all()}
    levels = {level.pk: level for level in version.lane_levels.all()}
    steps = {step.pk: step for step in version.steps.all()}

    def level_key(pk: int | None) -> str | None:
        return levels[pk].key if pk is not None else None

    def step_key(pk: int | None) -> str | None:
        return steps[pk].key if pk is not None else None

    return Graph.of(
        (
            Node(
                key=step.key,
                kind=step.kind,
                actor=actors[step.actor_id],
                level=level_key(step.level_id),
                next=step_key(step.next_id),
                return_to=step_key(step.return_to_id),
                issued_by_clock=step.is_issued_by_clock,
                clock=step.clock,
                order=step.order,
            )
            for step in steps.values()
        ),
        (Level(level.key, level_key(level.parent_id)) for level in levels.values()),
        actors.values(),
    )


def flow_of(version: SopVersion) -> Flow:
    """What the flowchart draws, steps in the order in which they run. 3 queries or prefetched."""
    actors = list(version.actors.all())
    columns = {actor.pk: column for column, actor in enumerate(actors)}
    steps = {step.pk: step for step in version.steps.all()}
    by_key = {step.key: step for step in steps.values()}

    def drawn(step: SopStep) -> FlowStep:
        return FlowStep(
            key=step.key,
            label=(step.nomor or step.nomor_read).rstrip("."),
            text=step.kegiatan,
            column=columns[step.actor_id],
            kind=step.kind,
            next=steps[step.next_id].key if step.next_id else None,
            return_to=steps[step.return_to_id].key if step.return_to_id else None,
            is_return_printed=step.return_basis == "print",
            is_printed=step.is_printed,
        )

    chain = graph_of(version).chain()
    return Flow(tuple(actor.label for actor in actors), tuple(drawn(by_key[key]) for key in chain))
