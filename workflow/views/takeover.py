"""Serah terima: the list of a post's open work when a term ends."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from organization.access import barred
from workflow.access import expect_seen, taking_over
from workflow.queries.takeover import ending_terms, takeover_of
from workflow.views.arriving import visitor


def takeover_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    terms, hidden = ending_terms(who.user, who.on)
    others = (_("Buka serah terima jabatan lain"), partial(expect_seen, hidden))
    context = {"terms": terms, "on": who.on, "barred": barred([others])}
    return render(request, "workflow/takeover_list.html", context)


def takeover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    term = taking_over(who.user, pk, who.on)
    context = {"takeover": takeover_of(term, who.on), "now": who.now}
    return render(request, "workflow/takeover_detail.html", context)
