"""On the way of every request: the office's own clock, and what a refusal becomes."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, override
from django.utils.translation import override as speaking

from kinerja.typed import typed_in
from organization import clock
from organization.access import ZONE_KEY, Acting, Refused, agencies_for, held_positions
from organization.language import office_language
from organization.services import record_event
from organization.worktime import ZONES

NUL = "\x00"
#: A part of a path that is a number of 19 digits or more.
BEYOND = re.compile(r"/\d{19,}(?=[/.]|$)")
#: What a browser sends by itself or from a form.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses pages for slow networks; files are left alone, so that their ranges stay true.

    Django pads each answer at random, so that its length tells nothing of a token inside.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or response.status_code == 206:
            return response
        return super().process_response(request, response)


class StorageMiddleware:
    """Leaves no page in the browser's own store: who goes back after a hand-over sees what is,
    and who comes after somebody on the same phone sees nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Asks strangers to sign in; a form that came too late is shown what was typed into it."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None or request.method != "POST":
            return answer
        context = {"typed": typed_in(request.POST), "back": _page_before(request)}
        return render(request, "signed_out.html", context, status=HTTPStatus.UNAUTHORIZED)


def _page_before(request: HttpRequest) -> str:
    """Where the form stood, as a path of this site."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form without its token, with what was typed into it."""
    context = {"typed": typed_in(request.POST), "back": _page_before(request)}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


class OfficeZoneMiddleware:
    """Tells every moment, and which day it is, on the clock of the person's own office.

    The zone was noted at sign-in (`organization.views.account`), so that no page asks for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = request.session.get(ZONE_KEY)
        if zone not in ZONES:
            return self.get_response(request)
        with override(zone):
            return self.get_response(request)


class LanguageMiddleware:
    """English for who chose it; Indonesian for everybody else, whatever the browser asks for.

    The choice is a cookie of this device (Django's `set_language`), so that no page asks for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        with speaking(chosen if chosen in known else settings.LANGUAGE_CODE):
            return self.get_response(request)


class AddressMiddleware:
    """No database takes a NUL: a path with one leads nowhere, and in a query it is a space.
    Nor does SQLite take a number beyond its integers.

    What is typed into a form is told at its field instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or BEYOND.search(request.path_info):
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", "%20")
        return self.get_response(request)


class MethodMiddleware:
    """Nothing here is changed by PUT, PATCH or DELETE, so that no view has to think of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class RefusalMiddleware:
    """Turns `Refused` from any view into the page "Mengapa tidak bisa?"; a 405 gets a page as well.

    The refused attempt is written as an event after the view's transaction has rolled back, in a
    transaction of its own, so that it survives the refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer a refusal; any other exception is left to Django."""
        if not isinstance(refusal, Refused):
            return None
        with office_language():
            _record(request, refusal.again())
        context = {"refusal": refusal.again(), "typed": typed_in(request.POST)}
        return render(request, "refused.html", context, status=refusal.status)


def _record(request: HttpRequest, refusal: Refused) -> None:
    user = request.user
    if not user.is_authenticated:
        return
    now = clock.now()
    terms = held_positions(user, localdate(now))
    # the frame of the page that tells of the refusal shows them
    request.terms = terms  # type: ignore[attr-defined]  # a request has room for what is known
    agency = refusal.agency or (terms[0].position.agency if terms else None)
    readable = agencies_for(user, localdate(now), terms)
    if agency is None or not readable.filter(pk=agency.pk).exists():
        return
    record_event(
        agency=agency,
        subject_type="user",
        subject_id=user.pk,
        action=f"refused.{refusal.code}",
        at=now,
        acting=Acting.under(terms[0]) if terms else None,
        user=user,
        reason=refusal.sentence,
        data={"path": request.path, "method": request.method},
    )
