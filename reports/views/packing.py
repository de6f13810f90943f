"""The evaluation pack of an agency's year: asked for, watched while it is built, taken."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.access import agency_for
from organization.language import in_office_language
from organization.models import User
from reports import services
from reports.access import packer_for
from reports.models import EvaluationPack
from reports.naming import paper_name
from reports.pack import COMPONENTS
from reports.queries import pack_state
from reports.views.download import send_file


def pack_detail(request: HttpRequest, agency: str, year: int) -> HttpResponse:
    now = clock.now()
    user = cast("User", request.user)
    owner = agency_for(user, agency, localdate(now))
    acting = packer_for(user, owner, localdate(now))
    if request.method == "POST":
        services.request_pack(agency=owner, year=year, acting=acting, now=now)
        messages.success(request, _("Paket evaluasi sedang disusun."))
        return redirect(request.path)
    context = {
        "agency": owner,
        "year": year,
        "state": pack_state(owner, year, now),
        "components": COMPONENTS,
    }
    return render(request, "reports/pack_detail.html", context)


@in_office_language
def pack_download(request: HttpRequest, agency: str, year: int, number: int) -> HttpResponseBase:
    on = localdate(clock.now())
    user = cast("User", request.user)
    owner = agency_for(user, agency, on)
    packer_for(user, owner, on)
    pack = EvaluationPack.objects.filter(agency=owner, year=year, number=number).first()
    if pack is None or not pack.file:
        raise Http404
    name = paper_name(f"Paket Evaluasi AKIP {year}", owner.name, str(number), ending="zip")
    return send_file(request, pack.file, pack.sha256, "application/zip", name)
