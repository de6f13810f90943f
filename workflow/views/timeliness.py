"""Completeness and timeliness of a triwulan: all agencies one may read, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organization.access import agencies_for
from workflow.access import run_for
from workflow.queries.timeliness import opened_periods, run_timeliness, timeliness_of
from workflow.views.arriving import visitor


def timeliness_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    periods = opened_periods(agencies)
    asked = (request.GET.get("tahun", ""), request.GET.get("triwulan", ""))
    chosen = next(
        (each for each in periods if (str(each[0]), str(each[1])) == asked),
        next(iter(periods), None),
    )
    rows = timeliness_of(agencies, *chosen, who.now) if chosen else []
    context = {"rows": rows, "periods": periods, "chosen": chosen, "now": who.now}
    return render(request, "workflow/timeliness_list.html", context)


def timeliness_run(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    run = run_for(who.user, pk, who.on)
    page = run_timeliness(run, who.on, who.now)
    return render(request, "workflow/timeliness_run.html", {"page": page, "run": run})
