"""Watching: the runs of a year, and what is stuck or late."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from organization.access import agencies_for, barred, expect_administrator
from workflow.queries.monitor import monitor_page, opened_years
from workflow.views.arriving import visitor


def monitor(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    opened = opened_years(agencies)
    years = sorted({who.on.year, *opened}, reverse=True)
    asked = request.GET.get("tahun", "")
    # from January to April an office works on the last triwulan of the year before
    usual = next(iter(opened), who.on.year)
    year = next((each for each in years if str(each) == asked), usual)
    page = monitor_page(agencies, year, who.on, who.now)
    reminding = (_("Atur pengingat"), partial(expect_administrator, who.user))
    context = {"page": page, "years": years, "now": who.now, "barred": barred([reminding])}
    return render(request, "workflow/monitor.html", context)
