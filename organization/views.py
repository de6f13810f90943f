"""One's own account: posts held today, and the post one acts under."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import clock
from organization.access import NotTheHolder, held_positions
from organization.models import User

TERM_KEY = "term_id"


def profile(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    context = {
        "terms": held_positions(user, localdate(clock.now())),
        "chosen": request.session.get(TERM_KEY),
    }
    return render(request, "organization/profile.html", context)


@require_POST
def term_choose(request: HttpRequest) -> HttpResponse:
    """Who holds two posts says under which of them he acts where both fit."""
    user = cast("User", request.user)
    held = {str(term.pk): term for term in held_positions(user, localdate(clock.now()))}
    term = held.get(request.POST.get("term", ""))
    if term is None:
        raise NotTheHolder
    request.session[TERM_KEY] = term.pk
    messages.success(request, _("Anda bertindak sebagai %(title)s.") % {"title": term.title})
    return redirect("organization:profile")
