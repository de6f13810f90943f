"""Serah terima: the list of a post's open work when a term ends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.access import taking_over
from workflow.queries.takeover import ending_terms, takeover_of
from workflow.views.arriving import visitor


def takeover_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    context = {"terms": ending_terms(who.user, who.on), "on": who.on}
    return render(request, "workflow/takeover_list.html", context)


def takeover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    term = taking_over(who.user, pk, who.on)
    context = {"takeover": takeover_of(term, who.on), "now": who.now}
    return render(request, "workflow/takeover_detail.html", context)
