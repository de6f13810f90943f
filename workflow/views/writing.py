"""The page of who writes figures: what is open to him, what he typed, and what came back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from indicators.access import FigureConflict
from indicators.forms import FigureGrid
from organization.access import Acting, Refused
from workflow.forms import NoteForm, read_answers
from workflow.forms.answers import PREFIX
from workflow.models import ReturnItem, Task
from workflow.queries.conflicts import conflict_sentence
from workflow.queries.covering import editable_ids, mends_figures, own_of
from workflow.queries.figures import (
    Carried,
    approved_ids,
    approved_revisions,
    carried_to_save,
    items_to_answer,
    rows_carried,
)
from workflow.services.figures import FigureLocked
from workflow.views.arriving import Desk


@dataclass
class Writing:
    """Grid, note, and answers to what came back; what only a page shows is read when it is shown.

    `sent`: what the browser sent, if it did. `carried`: the figures as they were read to be saved.
    """

    task: Task
    positions: list[int]
    was_returned: bool
    note: NoteForm
    sent: Mapping[str, str]
    grid: FigureGrid | None = None
    carried: Carried | None = None
    #: Somebody who only fills in writes no word that goes with the hand-over.
    is_filling: bool = False
    problem: Refused | None = None

    @property
    def is_bound(self) -> bool:
        return self.note.is_bound

    @cached_property
    def items(self) -> list[ReturnItem]:
        return items_to_answer(self.task, self.positions) if self.was_returned else []

    @cached_property
    def answers(self) -> dict[int, str]:
        if self.is_bound:
            return read_answers(self.items, self.sent)
        return {item.pk: item.answer for item in self.items if item.answer}

    @cached_property
    def approved(self) -> frozenset[int]:
        return approved_revisions(self.task) if self.task.round > 1 else frozenset()

    def is_valid(self, *, complete: bool) -> bool:
        is_filled = self.grid is None or self.grid.is_valid(complete=complete)
        return self.note.is_valid() and is_filled

    @property
    def content(self) -> dict[str, Any]:
        """What was written, as the services take it; None for words that were not asked for."""
        grid = self.grid
        words = () if self.is_filling else tuple(self.sent)
        is_asked = any(name.startswith(f"{PREFIX}-") for name in words)
        return {
            "entries": grid.entries if grid else (),
            "attachments": grid.attachments if grid else (),
            "removals": grid.removals if grid else (),
            "note": self.note.cleaned_data["note"] if "note" in words else None,
            "answers": self.answers if is_asked else None,
            "carried": self.carried,
        }

    def expect_open(self) -> None:
        """Raises FigureLocked where something was sent for a figure that has no fields here."""
        if self.grid is not None and self.grid.intruding:
            raise FigureLocked.of(self.task, self.grid.intruding)

    def refuse(self, refusal: Refused) -> None:
        """Keep what was typed and say on top, or at its place, what a service refused."""
        self.problem = refusal
        if isinstance(refusal, FigureConflict) and self.grid is not None:
            for each in refusal.conflicts:
                self.grid.refuse(each.indicator.pk, conflict_sentence(each), each.saved.number)


def writing_for(desk: Desk, acting: Acting, request: HttpRequest | None = None) -> Writing:
    """The writing page of one holder; with a request it is bound to what was sent."""
    task, positions = desk.task, [acting.position.pk]
    data = request.POST if request is not None else None
    shares = [each for each in task.assignments.all() if each.position_id in positions]
    note = NoteForm(data, initial={"note": shares[0].draft_note if shares else ""})
    writing = Writing(task, positions, desk.was_returned, note, data or {})
    writing.is_filling = bool(desk.standing.fillings)
    if mends_figures(task) and request is None:
        own = own_of(task, desk.page.carried, positions)
        may_write = desk.standing.may_write(task)
        rows = desk.page.rows_of(own)
        editable = editable_ids(task, positions, own) if may_write else frozenset()
        writing.grid = FigureGrid(rows, editable=editable - approved_ids(rows))
    elif mends_figures(task) and request is not None:
        carried = carried_for(desk, acting)
        rows = rows_carried(task.run, carried.rows)
        writing.carried = carried
        writing.grid = FigureGrid(rows, request.POST, request.FILES, carried.open)
    return writing


def carried_for(desk: Desk, acting: Acting, only: Collection[int] | None = None) -> Carried:
    """What somebody writes in the task before him; nothing is open to who may only read."""
    carried = carried_to_save(desk.task, [acting.position.pk], only)
    if desk.standing.may_write(desk.task):
        return carried
    return replace(carried, open=frozenset())
