"""Lembar disposisi, buku agenda and buku ekspedisi as files."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from indicators.notation import ROMAN
from organization import clock
from organization.access import agency_for
from organization.language import in_office_language
from organization.models import Agency, User
from reports.books import BOOKS
from reports.issuable import book_paper, disposisi_paper, takeover_paper
from reports.naming import paper_name
from reports.services import issue_paper
from reports.xlsx import CONTENT_TYPE, write_workbook
from workflow.access import run_for, taking_over


@in_office_language
def disposisi_sheet(request: HttpRequest, run: int) -> HttpResponse:
    now = clock.now()
    found = run_for(cast("User", request.user), run, localdate(now))
    content = issue_paper(paper=disposisi_paper(found), now=now)
    response = HttpResponse(content, content_type="application/pdf")
    period = f"Lembar Disposisi Triwulan {ROMAN[found.triwulan]} {found.year}"
    name = paper_name(period, found.agency.name, ending="pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@in_office_language
def book_pdf(request: HttpRequest, book: str, agency: str, year: int) -> HttpResponse:
    now = clock.now()
    owner = _keeper_of(request, book, agency, year)
    content = issue_paper(paper=book_paper(owner, book, year), now=now)
    response = HttpResponse(content, content_type="application/pdf")
    name = paper_name(f"Buku {book} {year}", owner.name, ending="pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@in_office_language
def takeover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    on = localdate(now)
    term = taking_over(cast("User", request.user), pk, on)
    content = issue_paper(paper=takeover_paper(term, on), now=now)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="serah-terima-{term.position.key}.pdf"'
    return response


@in_office_language
def book_xlsx(request: HttpRequest, book: str, agency: str, year: int) -> HttpResponse:
    owner = _keeper_of(request, book, agency, year)
    table = BOOKS[book](owner, year)
    content = write_workbook(f"{table.title} {owner.name}", [(book.capitalize(), table)])
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    name = paper_name(f"Buku {book} {year}", owner.name, ending="xlsx")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _keeper_of(request: HttpRequest, book: str, key: str, year: int) -> Agency:
    """Whose book it is; an empty one of a year to come is no paper that anybody gives out."""
    on = localdate(clock.now())
    owner = agency_for(cast("User", request.user), key, on)
    if year > on.year and not BOOKS[book](owner, year).rows:
        raise Http404
    return owner
