"""Asking for a report of the whole kabupaten."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.access import NotTheHolder
from organization.models import User
from reports import services
from reports.access import consolidated
from reports.forms import OverviewForm
from reports.queries import approved_years


def overview_add(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    found = consolidated(cast("User", request.user), localdate(now))
    if not found:
        raise NotTheHolder
    acting = {agency.pk: each for agency, each in found}
    first = {"tahun": localdate(now).year}
    keepers = [agency for agency, _acting in found]
    years = approved_years(agency.government_id for agency in keepers)
    form = OverviewForm(request.POST or None, keepers=keepers, years=years, initial=first)
    if request.method == "POST" and form.is_valid():
        report = services.request_overview(
            agency=form.keeper,
            year=form.cleaned_data["tahun"],
            triwulan=form.triwulan,
            now=now,
            acting=acting[form.keeper.pk],
        )
        messages.success(request, _("Laporan dihimpun dari yang sudah disetujui saat ini."))
        return redirect("reports:report-detail", report.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "reports/overview_form.html", {"form": form}, status=status)
