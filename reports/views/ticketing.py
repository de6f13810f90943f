"""The PDF by ticket: the page of a report asks who may have it, its button need not ask again."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from organization import clock
from organization.language import office_language
from reports.access import FileLost, Ticket, read_ticket, write_ticket
from reports.models import Report
from reports.queries import file_name
from reports.views.download import send_file

PDF = "application/pdf"
FIELD = "karcis"


def pdf_address(request: HttpRequest, report: Report, now: datetime) -> str:
    """Where who has been given the page of a report finds its PDF, with a ticket."""
    address = reverse("reports:report-pdf", args=[report.pk])
    session = request.session.session_key
    if not report.pdf or not report.pdf.name or not session:
        return address
    with office_language():
        name = file_name(report, "pdf")
    ticket = Ticket(address, report.pdf.name, report.pdf_sha256, name)
    return f"{address}?{urlencode({FIELD: write_ticket(ticket, session=session, now=now)})}"


class TicketMiddleware:
    """Gives a file out for a good ticket, as early as a static file; all else goes on to the view,
    which asks who comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._given(request) or self.get_response(request)

    def _given(self, request: HttpRequest) -> HttpResponseBase | None:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        text = request.GET.get(FIELD) if f"{FIELD}=" in request.META["QUERY_STRING"] else None
        if not session or not text or request.method not in ("GET", "HEAD"):
            return None
        ticket = read_ticket(text, address=request.path, session=session, now=clock.now())
        if ticket is None:
            return None
        try:
            # only what the ticket names: no default of another field is worked out
            report = Report.from_db(DEFAULT_DB_ALIAS, ("pdf",), (ticket.stored,))
            response = send_file(request, report.pdf, ticket.sha256, PDF, ticket.name)
        except FileLost:
            return None
        # the middleware that says so of every other answer comes later
        response["X-Frame-Options"] = "DENY"
        return response
