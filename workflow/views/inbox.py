"""The first page: what is mine to do, what came back, what I wait for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workflow import artifacts, services
from workflow.mail import path_of, sentence_of
from workflow.queries.home import home_of
from workflow.queries.inbox import inbox_of
from workflow.views.arriving import keep_terms, visitor


def inbox(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    found = inbox_of(who.user, who.on, who.now)
    keep_terms(request, found.terms)
    context = {
        "inbox": found,
        "home": home_of(who.user, found, who.on, who.now),
        "now": who.now,
        "papers": artifacts.awaited_papers(who.user, who.on),
        "notices": [(each, sentence_of(each), path_of(each)) for each in found.notices],
    }
    return render(request, "workflow/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_read(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    if request.method == "POST":
        services.read_notices(user=who.user, now=who.now)
    return redirect("workflow:inbox")
