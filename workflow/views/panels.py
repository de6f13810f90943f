"""The part of a task page that its kind asks for: forms and figures for its holder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from organization.access import Acting
from organization.models import Position
from workflow import artifacts
from workflow.forms import (
    DisposisiForm,
    NoteForm,
    ReturnForm,
    ShareForm,
    SignForm,
    WorkbookForm,
    leaf_choices,
)
from workflow.models import DisposisiHop, Lane
from workflow.queries.covering import covered, mends_figures
from workflow.queries.differences import answered_items, differences
from workflow.queries.figures import Amendment, amendments, items_to_answer
from workflow.queries.hops import recipients_of
from workflow.queries.task import may_share, places
from workflow.states import Scope, TaskState
from workflow.views.arriving import Desk
from workflow.views.writing import Writing, writing_for

#: Kind of step → what its holder gets.
PANELS = {
    "assign": "assign",
    "prepare": "prepare",
    "collect": "collect",
    "receive": "receive",
    "compile": "compile",
    "review": "decide",
    "initial": "decide",
    "sign": "decide",
    "document": "document",
}
#: Panel → its fragment.
FRAGMENTS = {
    "assign": "workflow/_task_assign.html",
    "prepare": "workflow/_task_prepare.html",
    "collect": "workflow/_task_collect.html",
    "receive": "workflow/_task_receive.html",
    "compile": "workflow/_task_compile.html",
    "decide": "workflow/_task_decide.html",
    "document": "workflow/_task_document.html",
    "read": "workflow/_task_read.html",
}
OK = 200
#: Names the person for whom a device may keep this form while it has no network (`pwa/worker.js`).
KEEPER = "Kinerja-Simpan"


def return_form(desk: Desk, data: QueryDict | None = None) -> ReturnForm | None:
    """The form of a return, or nothing where this step has no way back now."""
    page = desk.page
    target = desk.task.step.return_to
    if target is None or (data is None and not page.returnable):
        return None
    carried = [row for each in page.lane_figures for row in each.carried]
    keys = [key for each in page.lane_figures for key in each.keys.values()]
    pending = items_to_answer(desk.task, []) if page.task.step.kind == "compile" else []
    return ReturnForm(
        data,
        choices=leaf_choices(page.returnable, page.parents, carried),
        lanes=page.returnable,
        returnable=keys,
        empty=[key for each in page.lane_figures for key in each.empty_keys],
        must_name=target.kind == "collect",
        pending=[item for item in pending if str(item.run_indicator_id) in keys],
    )


def hop_form(desk: Desk, data: QueryDict | None = None) -> DisposisiForm | None:
    """The disposisi of an assign step: a draft to send, or an order to which a paraf is added."""
    task = desk.task
    hop = DisposisiHop.objects.filter(task=task, recalled_at=None).first()
    if hop is None:
        return None
    zone = ZoneInfo(task.run.agency.time_zone)
    today = desk.visitor.now.astimezone(zone).date()
    is_locked = task.step.is_issued_by_clock
    return DisposisiForm.of_hop(hop, data, today=today, zone=zone, is_locked=is_locked)


def share_form(desk: Desk, data: QueryDict | None = None) -> ShareForm | None:
    """Who collects what, where this step says it."""
    task = desk.task
    if task.state != TaskState.OPEN or not may_share(task):
        return None
    return ShareForm(data, rows=list(covered(task)), places=places(task))


def closing_form(desk: Desk, data: QueryDict | None = None) -> NoteForm:
    """The word that goes with a decision; a signature also names who signs."""
    if desk.task.step.kind != "sign":
        return NoteForm(data)
    return SignForm(data, initial={"signature_name": desk.visitor.user.name})


@dataclass(slots=True)
class Panel:
    """Which fragment, and what it shows."""

    name: str
    parts: dict[str, Any] = field(default_factory=dict)


def panel_for(desk: Desk, given: Mapping[str, Any]) -> Panel:
    """The fragment for who may act, with `given` forms in place of fresh ones; else a reading."""
    page = desk.page
    if not (page.is_mine or page.fillings):
        return Panel("read")
    panel = Panel(PANELS[page.task.step.kind])
    match panel.name:
        case "assign" | "prepare":
            panel.parts = {"hop_form": hop_form, "share_form": share_form, "recipients": _next}
        case "collect":
            panel.parts = {"writing": _fresh_writing, "workbook_form": _fresh_workbook}
        case "compile":
            panel.parts = {"writing": _fresh_writing, "return_form": return_form}
            if mends_figures(page.task):
                panel.parts["workbook_form"] = _fresh_workbook
        case _:
            panel.parts = {"closing_form": closing_form, "return_form": return_form}
            if panel.name == "decide":
                panel.parts["amendments"] = _amended
    panel.parts = {
        name: given[name] if name in given else fresh(desk) for name, fresh in panel.parts.items()
    }
    return panel


def _fresh_writing(desk: Desk) -> Writing:
    page = desk.page
    if page.fillings:
        return writing_for(desk, Acting.filling(page.fillings[0]))
    term = next((term for term in page.terms if term.pk == desk.chosen), page.terms[0])
    return writing_for(desk, Acting.under(term))


def _amended(desk: Desk) -> list[Amendment]:
    """Nothing to ask where the SOP has nobody who corrects wording."""
    steps = desk.task.run.version.steps.all()
    return amendments(desk.task) if any(each.kind == "initial" for each in steps) else []


def _next(desk: Desk) -> list[tuple[Position, Lane | None]]:
    return recipients_of(desk.task)


def _fresh_workbook(_desk: Desk) -> WorkbookForm:
    return WorkbookForm()


def _texts(desk: Desk) -> list[artifacts.AwaitedPaper]:
    """The year's texts, at the step that prints them."""
    task, who = desk.task, desk.visitor
    return artifacts.texts_of(who.user, task.run, who.on) if task.scope == Scope.TAHUNAN else []


def show_task(request: HttpRequest, desk: Desk, *, status: int = 200, **given: Any) -> HttpResponse:
    """The task page; `given` are bound forms whose content must not be lost."""
    panel = panel_for(desk, given)
    answered = answered_items(desk.task) if desk.was_returned else []
    context = {
        "page": desk.page,
        "task": desk.task,
        "now": desk.visitor.now,
        "chosen": desk.chosen,
        "panel": FRAGMENTS[panel.name],
        "answered": answered,
        "differences": differences(desk.task, desk.page.lane_figures, answered)
        if desk.page.is_judging
        else [],
        "texts": _texts(desk),
        **panel.parts,
    }
    response = render(request, "workflow/task_detail.html", context, status=status)
    writing = panel.parts.get("writing")
    if status == OK and writing and writing.grid and writing.grid.editable_lines:
        response[KEEPER] = quote(desk.visitor.user.username, safe="")
    return response
