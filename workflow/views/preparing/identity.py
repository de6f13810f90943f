"""Beginning: the agencies, a new one, its kabupaten, its identity, and the check-list."""

from copy import copy
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organization.access import agencies_for
from organization.forms import GovernmentForm, IdentityForm
from organization.models import Agency, Government
from organization.services import change_agency, create_agency, create_government
from workflow.services import preparation_of
from workflow.views.preparing.frame import (
    beginner,
    page_of,
    preparing,
    step_page,
    steps_of,
)


def agency_list(request: HttpRequest) -> HttpResponse:
    who = beginner(request)
    agencies = agencies_for(who.user, who.on).select_related("government")
    return render(request, "workflow/preparing/agency_list.html", {"agencies": agencies})


def government_add(request: HttpRequest) -> HttpResponse:
    beginner(request)
    form = GovernmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        government = create_government(values=form.cleaned_data)
        messages.success(request, _("%(name)s dicatat.") % {"name": government.name})
        return redirect("preparing:agency-add")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "workflow/preparing/government_add.html", {"form": form}, status=status)


def agency_add(request: HttpRequest) -> HttpResponse:
    who = beginner(request)
    first = Government.objects.first()
    initial: dict[str, object] = {"government": first, "live_from": who.on}
    if first is not None:
        initial["time_zone"] = first.time_zone
    is_sent = request.method == "POST"
    form = IdentityForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial
    )
    if is_sent and form.is_valid():
        agency = create_agency(values=form.values(), by=who.user, now=who.now)
        messages.success(request, _("%(name)s dicatat.") % {"name": agency.name})
        return redirect("preparing:staff-import", agency.key)
    context = {"form": form, "has_government": first is not None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "workflow/preparing/agency_add.html", context, status=status)


def agency_detail(request: HttpRequest, agency: str) -> HttpResponse:
    """The check-list: green, or what is missing with the way to mend it."""
    found = preparing(request, agency)
    state = preparation_of(found.agency, found.who.now)
    following = state.next_step
    rows = [(each, page_of(each.key, found.agency)) for each in state.steps]
    context = {
        "agency": found.agency,
        "state": state,
        "rows": rows,
        "steps": steps_of(state),
        "following": following,
        "href": page_of(following.key, found.agency) if following else "",
    }
    return render(request, "workflow/preparing/agency_detail.html", context)


def identity_edit(request: HttpRequest, agency: str) -> HttpResponse:
    found = preparing(request, agency)
    is_sent = request.method == "POST"
    form = IdentityForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        instance=copy(found.agency),
    )
    if is_sent and form.is_valid():
        own: Agency = found.agency
        if change_agency(agency=own, values=form.values(), by=found.who.user, now=found.who.now):
            messages.success(request, _("Identitas tersimpan."))
        return redirect("preparing:staff-import", agency)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return step_page(request, found, "identitas", {"form": form}, status=status)
