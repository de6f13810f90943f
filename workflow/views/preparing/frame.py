"""What every step of the preparation shows: who prepares which agency, and how far it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from organization.access import PreparingReserved, agencies_for, is_administrator, preparing_for
from organization.models import Agency
from workflow.services import Preparation, preparation_of
from workflow.services.preparing import PreparedStep
from workflow.views.arriving import Visitor, visitor

#: Step → its page and what it shows.
PAGES = {
    "identitas": ("preparing:identity-edit", "workflow/preparing/identity_edit.html"),
    "susunan": ("preparing:staff-import", "workflow/preparing/staff_import.html"),
    "pejabat": ("preparing:staff-list", "workflow/preparing/staff_list.html"),
    "sop": ("preparing:sop-choose", "workflow/preparing/sop_choose.html"),
    "kaitan": ("preparing:binding-edit", "workflow/preparing/binding_edit.html"),
    "indikator": ("preparing:indicator-step", "workflow/preparing/indicator_step.html"),
    "kalender": ("preparing:calendar-step", "workflow/preparing/calendar_step.html"),
    "surel": ("preparing:mail-step", "workflow/preparing/mail_step.html"),
    "uji": ("preparing:rehearsal", "workflow/preparing/rehearsal.html"),
}


@dataclass(frozen=True, slots=True)
class Preparing:
    """An agency before the administrator who prepares it."""

    who: Visitor
    agency: Agency


def preparing(request: HttpRequest, key: str) -> Preparing:
    """The agency to prepare, or 404; only for administrators."""
    who = visitor(request)
    return Preparing(who, preparing_for(who.user, key, who.on))


def beginner(request: HttpRequest) -> Visitor:
    """Who may begin with a new agency. Raises PreparingReserved."""
    who = visitor(request)
    if not is_administrator(who.user):
        raise PreparingReserved(agencies_for(who.user, who.on).first())
    return who


def page_of(key: str, agency: Agency) -> str:
    """The address of a step."""
    return reverse(PAGES[key][0], args=[agency.key])


def step_page(
    request: HttpRequest,
    found: Preparing,
    key: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    state: Preparation | None = None,
) -> HttpResponse:
    """The page of a step within the whole preparation, and where it goes on."""
    state = state or preparation_of(found.agency, found.who.now)
    following = list(PAGES)[list(PAGES).index(key) + 1 :]
    frame = {
        "agency": found.agency,
        "step": state.step(key),
        "steps": steps_of(state, key),
        "next": page_of(following[0], found.agency) if following else "",
    }
    return render(request, PAGES[key][1], frame | context, status=status)


def steps_of(state: Preparation, present: str = "") -> list[dict[str, str]]:
    """The steps as `parts/_steps.html` takes them."""
    return [
        {
            "label": step.label,
            "href": page_of(step.key, state.agency),
            "state": _state(step, present),
        }
        for step in state.steps
    ]


def _state(step: PreparedStep, present: str) -> str:
    if step.key == present:
        return "kini"
    return "selesai" if step.is_done else "nanti"
