"""The flowchart of a run, live and as it stood at any moment of its log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.access import run_for
from workflow.queries.chart import chart_page
from workflow.views.arriving import visitor


def run_chart(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    run = run_for(who.user, pk, who.on)
    page = chart_page(run, who.now, request.GET.get("saat", ""))
    return render(request, "workflow/run_chart.html", {"page": page, "run": run})
