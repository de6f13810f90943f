"""The time of one task: extension by who gave it, follow-up and snooze by its holder."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.access import Acting, barred, held_positions, is_barred
from organization.models import Position
from organization.queries import calendar_of
from workflow import services
from workflow.access import AlreadyMoved, acting_on, extending_as, task_for
from workflow.forms import ExtensionForm, FollowUpForm, SnoozeForm
from workflow.mail import whatsapp_link
from workflow.models import Assignment, Task
from workflow.queries.giving import givers_of
from workflow.queries.offices import letters_of
from workflow.states import AssignmentState, TaskState
from workflow.views.arriving import Visitor, chosen_term, posted, visitor

PAGE = "workflow:time-detail"
EXTENDING = gettext_lazy("Perpanjang batas waktu")
PLANNING = gettext_lazy("Catat kapan dilihat lagi dan tunda pengingat")


def time_detail(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    return _show(request, who, _task(who, pk))


@posted(PAGE)
def time_extend(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    task = _task(who, pk)
    acting = _giving(who, task, givers_of(task))
    form = _extension(task, who, request)
    if not form.is_valid():
        return _show(request, who, task, extension=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.extend_due(
        task=task,
        acting=acting,
        due_at=form.cleaned_data["until"],
        reason=form.cleaned_data["reason"],
        now=who.now,
    )
    messages.success(request, _("Batas waktu diperpanjang; pemegang tugas diberi tahu."))
    return redirect(PAGE, pk)


@posted(PAGE)
def time_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    task = _task(who, pk)
    acting = _holding(who, task, chosen_term(request))
    form = FollowUpForm(request.POST, today=_today(task, who))
    if not form.is_valid():
        return _show(request, who, task, follow_up=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    on = form.cleaned_data["on"]
    services.note_follow_up(task=task, acting=acting, on=on, now=who.now)
    messages.success(request, _("Tercatat.") if on else _("Catatan dihapus."))
    return redirect(PAGE, pk)


@posted(PAGE)
def time_snooze(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    task = _task(who, pk)
    acting = _holding(who, task, chosen_term(request))
    form = SnoozeForm(request.POST, today=_today(task, who))
    if not form.is_valid():
        return _show(request, who, task, snooze=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.snooze(task=task, acting=acting, now=who.now, **form.cleaned_data)
    messages.success(request, _("Pengingat ditunda; batas waktunya tetap."))
    return redirect(PAGE, pk)


def _task(who: Visitor, pk: int) -> Task:
    return task_for(who.user, pk, who.on)


def _giving(who: Visitor, task: Task, givers: list[Position]) -> Acting:
    """As whom this person gives a task more time, while it is open."""
    acting = extending_as(who.user, task, givers, who.on)
    _expect_open(task)
    return acting


def _holding(who: Visitor, task: Task, chosen: int | None = None) -> Acting:
    """As whom this person plans his own task, while it is open."""
    acting = acting_on(held_positions(who.user, who.on), task, chosen)
    _expect_open(task)
    return acting


def _expect_open(task: Task) -> None:
    if task.state != TaskState.OPEN:
        raise AlreadyMoved(task)


def _today(task: Task, who: Visitor) -> Any:
    return calendar_of(task.run.agency).local(who.now).date()


def _extension(task: Task, who: Visitor, request: HttpRequest | None = None) -> ExtensionForm:
    return ExtensionForm(
        request.POST if request is not None else None,
        calendar=calendar_of(task.run.agency),
        due_at=task.due_at,
        now=who.now,
    )


def _show(
    request: HttpRequest, who: Visitor, task: Task, *, status: int = 200, **bound: Any
) -> HttpResponse:
    shares = list(task.assignments.select_related("position"))
    share = _own_share(who, shares)
    givers = givers_of(task)
    locked = barred(
        [
            (EXTENDING, partial(_giving, who, task, givers)),
            (PLANNING, partial(_holding, who, task)),
        ]
    )
    may_give = not is_barred(EXTENDING, locked)
    context = {
        "task": task,
        "now": who.now,
        "shares": shares,
        "extensions": list(task.extensions.select_related("user", "officeholder__position")),
        "givers": givers,
        "share": share,
        "barred": locked,
        **_forms(task, who, share, bound, may_give=may_give),
    }
    return render(request, "workflow/time_detail.html", context, status=status)


def _forms(
    task: Task, who: Visitor, share: Assignment | None, bound: dict[str, Any], *, may_give: bool
) -> dict[str, Any]:
    """The forms of who may use them; the bound one keeps what was typed."""
    found: dict[str, Any] = {}
    if task.state != TaskState.OPEN:
        return found
    if share is not None:
        today = _today(task, who)
        found["follow_up"] = FollowUpForm(today=today, initial={"on": share.follow_up_on})
        found["snooze"] = SnoozeForm(
            today=today, initial={"until": share.snoozed_until, "reason": share.snooze_reason}
        )
    elif may_give:
        found["extension"] = _extension(task, who)
        letters = letters_of([task.run.agency_id])[task.run.agency_id]
        found["whatsapp"] = [
            (
                each.position.name,
                whatsapp_link(
                    task=task,
                    holder=each.position.name,
                    public_url=settings.PUBLIC_URL,
                    letters=letters,
                ),
            )
            for each in task.assignments.select_related("position")
            if each.state == AssignmentState.OPEN
        ]
    return {**found, **bound}


def _own_share(who: Visitor, shares: list[Assignment]) -> Assignment | None:
    held = {term.position_id for term in held_positions(who.user, who.on)}
    mine = [each for each in shares if each.position_id in held]
    is_open = [each for each in mine if each.state == AssignmentState.OPEN]
    return next(iter([*is_open, *mine]), None)
