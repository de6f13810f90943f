"""The address of one's own calendar feed: made, renewed, revoked."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import clock
from organization.models import User
from organization.services import renew_feed, revoke_feed


@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    renew_feed(user=cast("User", request.user), now=clock.now())
    messages.success(request, _("Alamat kalender siap. Alamat sebelumnya tidak berlaku lagi."))
    return redirect("organization:profile")


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    if revoke_feed(user=cast("User", request.user), now=clock.now()):
        messages.success(request, _("Alamat kalender dicabut dan tidak dapat dibuka lagi."))
    return redirect("organization:profile")
