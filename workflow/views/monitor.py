"""Watching: the runs of a year, what is stuck or late, and what opens next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organization.access import agencies_for
from workflow.queries.monitor import monitor_page, monitor_years
from workflow.services import next_openings
from workflow.views.arriving import visitor


def monitor(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    years = monitor_years(agencies, who.on.year)
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), who.on.year)
    page = monitor_page(agencies, year, who.on, who.now)
    context = {"page": page, "years": years, "now": who.now}
    return render(request, "workflow/monitor.html", context)


def schedule(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    openings = next_openings(agencies_for(who.user, who.on), who.on)
    return render(request, "workflow/schedule.html", {"openings": openings})
