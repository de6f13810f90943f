"""One's own account: posts held today, and the post one acts under."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organization import clock
from organization.access import TERM_KEY, NotTheHolder, held_positions
from organization.models import User


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


@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        messages.success(request, _("Sandi telah diganti. Pakai sandi baru saat masuk lagi."))
        return redirect("organization:profile")
    return render(request, "organization/password_change.html", {"form": form})
