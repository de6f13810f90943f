"""From measured times to a draft of the SOP; it is put in force on the draft's own page."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.models import User
from reports.access import drafting_as
from reports.forms import ProposalForm
from reports.views.timing import asked_period
from sop.access import document_for
from sop.services import draft_waktu
from workflow.queries.proposal import base_version, suggestions
from workflow.queries.sopclock import clock_years, sop_clock


def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    user, on = cast("User", request.user), localdate(now)
    document = document_for(user, pk, on)
    acting = drafting_as(user, document, on)
    version = base_version(document, on)
    years = clock_years(document)
    year, triwulan = asked_period(request.GET, years)
    found = sop_clock(document, now, year=year, triwulan=triwulan)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        suggestions=suggestions(version, found) if version else [],
    )
    if request.method == "POST" and version is not None and form.is_valid():
        loaded = draft_waktu(
            version=version,
            changes=form.changes(form.cleaned_data),
            basis=form.basis(),
            now=now,
            acting=acting,
            user=user,
        )
        said = {"number": loaded.version.number}
        if loaded.is_new:
            messages.success(request, _("Draf versi %(number)d tersimpan.") % said)
        else:
            messages.info(request, _("Naskah yang sama sudah ada: versi %(number)d.") % said)
        return redirect("reports:proposal-edit", pk)
    context = {
        "document": document,
        "version": version,
        "form": form,
        "years": years,
        "year": year,
        "triwulan": triwulan,
        "drafts": document.versions.filter(published_at=None).order_by("-number"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "reports/proposal_edit.html", context, status=status)


def proposal_source(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The YAML of a draft, to be read and mended."""
    user, on = cast("User", request.user), localdate(clock.now())
    document = document_for(user, pk, on)
    drafting_as(user, document, on)
    version = document.versions.filter(number=number).first()
    if version is None:
        raise Http404
    response = HttpResponse(version.source, content_type="application/yaml; charset=utf-8")
    name = f"{document.key}-v{number}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
