"""One's own account: posts held today, and the post one acts under."""

from functools import partial
from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organization import clock
from organization.access import (
    TERM_KEY,
    ZONE_KEY,
    CannotFill,
    NoPost,
    NotTheHolder,
    barred,
    expect_administrator,
    fillings_of,
    held_positions,
    named_fillers,
)
from organization.forms import FillerForm, accept_any_sign
from organization.models import Filler, Officeholder, User
from organization.services import feed_token, name_filler, revoke_filler


class SignIn(LoginView):
    """Django's own page; notes the zone of the person's office for the session."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        terms = held_positions(form.get_user(), localdate(clock.now()))
        if terms:
            self.request.session[ZONE_KEY] = terms[0].position.agency.time_zone
        return answer


def profile(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    feed = user.calendar_feeds.filter(revoked_at=None).first()
    context = {
        "barred": barred([(_("Buka pengaturan"), partial(expect_administrator, user))]),
        "feed": feed,
        "feed_token": feed_token(feed) if feed else "",
        "public_url": settings.PUBLIC_URL.rstrip("/"),
        "terms": held_positions(user, localdate(clock.now())),
        "chosen": request.session.get(TERM_KEY),
        "leaves": user.leaves.filter(cancelled_at=None, ends_on__gte=localdate(clock.now())),
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


def filler_list(request: HttpRequest) -> HttpResponse:
    """Whom I let fill in figures for me, and whom I fill in for."""
    user, now = cast("User", request.user), clock.now()
    on = localdate(now)
    terms = held_positions(user, on)
    if request.method == "POST":
        _expect_post(terms)
    form = FillerForm(request.POST if request.method == "POST" else None, terms=terms, today=on)
    if request.method == "POST" and form.is_valid():
        try:
            name_filler(
                term=form.cleaned_data["term"],
                user=form.cleaned_data["account"],
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                now=now,
            )
        except CannotFill as refused:
            form.add_error("account", f"{refused.sentence} {refused.help}")
        else:
            messages.success(request, _("Pengisi ditunjuk. Penyerahan tetap oleh Anda."))
            return redirect("organization:filler-list")
    context = {
        "form": form if terms else None,
        "barred": barred([(_("Tunjuk pengisi"), partial(_expect_post, terms))]),
        "mine": named_fillers(terms, on),
        "fillings": fillings_of(user, on),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "organization/filler_list.html", context, status=status)


def _expect_post(terms: list[Officeholder]) -> None:
    if not terms:
        raise NoPost


@require_POST
def filler_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast("User", request.user)
    own = Filler.objects.filter(term__user=user).select_related("term__position__agency")
    filler = get_object_or_404(own, pk=pk)
    if revoke_filler(filler=filler, now=clock.now()):
        messages.success(request, _("Penunjukan pengisi dicabut."))
    return redirect("organization:filler-list")


@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = PasswordChangeForm(user, request.POST if request.method == "POST" else None)
    accept_any_sign(*form.fields.values())
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        messages.success(request, _("Sandi telah diganti. Pakai sandi baru saat masuk lagi."))
        return redirect("organization:profile")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "organization/password_change.html", {"form": form}, status=status)
