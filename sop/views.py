"""Pages of the SOP: list, official form, flowchart, PDF."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.models import User
from sop.access import documents_for, version_for
from sop.flowchart import draw, strips
from sop.models import SopVersion
from sop.pdf import render_form
from sop.queries import binding_gaps, flow_of, official_form, published_versions, summaries


def document_list(request: HttpRequest) -> HttpResponse:
    on = localdate(clock.now())
    documents = summaries(documents_for(_user(request), on), on)
    return render(request, "sop/document_list.html", {"documents": documents})


def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    on = localdate(clock.now())
    version = _version(request, pk)
    context = {
        "version": version,
        "form": official_form(version),
        "versions": published_versions(version.document),
        "gaps": binding_gaps(version, on),
    }
    return render(request, "sop/document_detail.html", context)


def document_flowchart(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    flow = flow_of(version)
    title = _("Bagan alir %(sop)s") % {"sop": version.nama}
    context = {
        "version": version,
        "chart": SafeString(draw(flow, title)),
        "titles": [strip.title for strip in strips(flow)],
    }
    return render(request, "sop/document_flowchart.html", context)


def document_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    response = HttpResponse(render_form(version), content_type="application/pdf")
    name = f"SOP-{version.document.key}-v{version.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _version(request: HttpRequest, pk: int) -> SopVersion:
    """The version asked for by `?versi=`, else the one in force today; 404 for foreign agencies."""
    asked = request.GET.get("versi", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    return version_for(_user(request), pk, localdate(clock.now()), number)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # LoginRequiredMiddleware sees to it
