"""Search over everything that a person may read."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from organization import clock
from organization.models import User
from reports.queries.search import search

LONGEST = 100


def search_list(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = search(cast("User", request.user), text, localdate(clock.now()))
    return render(request, "reports/search_list.html", {"text": text, "groups": groups})
