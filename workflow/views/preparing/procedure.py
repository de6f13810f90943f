"""Which SOP the agency follows, which lanes it has, and who acts in them."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organization.access import Refused
from organization.models import Position
from sop.definition import DefinitionErrors
from sop.models import SopVersion
from sop.queries import actor_choices, lane_choices
from sop.services import (
    adopt_definition,
    adopt_template,
    binding_day,
    sop_templates,
    tie_actors,
    tie_lanes,
)
from workflow.forms.preparing import ActorsForm, LanesForm, SopChoiceForm
from workflow.models import Run
from workflow.services.preparing import sop_of
from workflow.views.preparing.frame import Preparing, preparing, step_page


def sop_choose(request: HttpRequest, agency: str) -> HttpResponse:
    """Choosing again makes a new version, as long as no triwulan was opened by the first."""
    found = preparing(request, agency)
    version = sop_of(found.agency)
    is_settled = version is not None and Run.objects.filter(document=version.document).exists()
    is_sent = request.method == "POST" and not is_settled
    data = (request.POST, request.FILES) if is_sent else (None, None)
    form = SopChoiceForm(*data, templates=sop_templates())
    if is_sent and form.is_valid() and _adopt(found, form):
        messages.success(request, _("SOP diberlakukan. Lanjutkan dengan jalur dan pelaksananya."))
        return redirect("preparing:binding-edit", agency)
    context = {"form": form, "version": version, "is_settled": is_settled}
    return step_page(
        request, found, "sop", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else 200
    )


def _adopt(found: Preparing, form: SopChoiceForm) -> bool:
    """Whether it is in force now; what keeps it from being so stands in the form."""
    agency, user, now = found.agency, found.who.user, found.who.now
    template = form.template_chosen
    try:
        if template is not None:
            adopt_template(template=template, agency=agency, user=user, now=now)
        else:
            adopt_definition(definition=form.definition, agency=agency, user=user, now=now)
    except Refused as refused:
        form.add_error(None, f"{refused.sentence} {refused.help}")
    return not form.errors


def binding_edit(request: HttpRequest, agency: str) -> HttpResponse:
    """Lanes first, then who acts in them: each part is saved by itself."""
    found = preparing(request, agency)
    version = sop_of(found.agency)
    if version is None:
        return step_page(request, found, "kaitan", {"version": None})
    part = request.POST.get("bentuk", "") if request.method == "POST" else ""
    on = binding_day(version.document, found.who.now)
    choices = lane_choices(version, on)
    lanes = LanesForm(request.POST if part == "jalur" else None, choices=choices)
    actors = ActorsForm(
        request.POST if part == "pelaksana" else None,
        choices=actor_choices(version, on),
        positions=list(_posts(found)),
    )
    sent: dict[str, LanesForm | ActorsForm] = {"jalur": lanes, "pelaksana": actors}
    form = sent.get(part)
    if form is not None and form.is_valid() and _tie(found, version, form):
        messages.success(request, _("Kaitan tersimpan."))
        return redirect("preparing:binding-edit", agency)
    context = {
        "version": version,
        "lanes": lanes,
        "actors": actors,
        "has_lanes": all(each.is_saved for each in choices),
        "form": form if form is not None else lanes,
    }
    return step_page(
        request,
        found,
        "kaitan",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else 200,
    )


def _tie(found: Preparing, version: SopVersion, form: LanesForm | ActorsForm) -> bool:
    user, now = found.who.user, found.who.now
    try:
        if isinstance(form, LanesForm):
            tie_lanes(version=version, chosen=form.chosen(), user=user, now=now)
        else:
            tie_actors(version=version, chosen=form.chosen(), user=user, now=now)
    except DefinitionErrors as errors:
        for problem in errors.problems:
            form.add_error(None, problem.sentence)
    return not form.errors


def _posts(found: Preparing) -> QuerySet[Position]:
    return found.agency.positions.order_by("order", "pk")
