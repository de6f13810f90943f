"""The texts of the annual report."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.access import agency_for
from organization.models import User
from reports import services
from reports.access import narrator_for
from reports.forms import NarrativeForm
from reports.models import Narrative
from reports.placeholders import EXPLAINED

INVALID = 422


def narrative_edit(request: HttpRequest, agency: str, year: int) -> HttpResponse:
    now = clock.now()
    user = cast("User", request.user)
    owner = agency_for(user, agency, localdate(now))
    acting = narrator_for(user, owner, localdate(now))
    indicators = list(owner.indicators.values_list("code", "name"))
    form = NarrativeForm(
        request.POST if request.method == "POST" else None,
        sasaran=list(owner.sasaran_set.all()),
        saved=list(Narrative.objects.filter(agency=owner, year=year)),
        codes=[code for code, _name in indicators],
    )
    if request.method == "POST" and form.is_valid():
        for section, sasaran, text in form.changed():
            services.save_narrative(
                agency=owner,
                year=year,
                section=section,
                sasaran=sasaran,
                text=text,
                acting=acting,
                now=now,
            )
        messages.success(request, _("Narasi tersimpan."))
        return redirect("reports:narrative-edit", agency, year)
    context = {
        "form": form,
        "agency": owner,
        "year": year,
        "placeholders": EXPLAINED,
        "indicators": indicators,
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/narrative_edit.html", context, status=status)
