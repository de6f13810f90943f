"""Lembar disposisi, buku agenda and buku ekspedisi as files."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from indicators.notation import ROMAN
from organization import clock
from organization.access import agency_for
from organization.language import in_office_language
from organization.models import User
from reports.books import BOOKS, book_page, takeover_page
from reports.naming import paper_name
from reports.pdf import write_pdf
from reports.sheet import sheet_of
from reports.xlsx import CONTENT_TYPE, write_workbook
from workflow.access import run_for, taking_over
from workflow.queries.takeover import takeover_of


@in_office_language
def disposisi_sheet(request: HttpRequest, run: int) -> HttpResponse:
    found = run_for(cast("User", request.user), run, localdate(clock.now()))
    content = write_pdf("print/lembar_disposisi.html", sheet_of(found))
    response = HttpResponse(content, content_type="application/pdf")
    period = f"Lembar Disposisi Triwulan {ROMAN[found.triwulan]} {found.year}"
    name = paper_name(period, found.agency.name, ending="pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@in_office_language
def book_pdf(request: HttpRequest, book: str, agency: str, year: int) -> HttpResponse:
    owner = agency_for(cast("User", request.user), agency, localdate(clock.now()))
    content = write_pdf("print/book.html", book_page(owner, BOOKS[book](owner, year)))
    response = HttpResponse(content, content_type="application/pdf")
    name = paper_name(f"Buku {book} {year}", owner.name, ending="pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@in_office_language
def takeover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    on = localdate(clock.now())
    term = taking_over(cast("User", request.user), pk, on)
    content = write_pdf("print/takeover.html", takeover_page(takeover_of(term, on), on))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="serah-terima-{term.position.key}.pdf"'
    return response


@in_office_language
def book_xlsx(request: HttpRequest, book: str, agency: str, year: int) -> HttpResponse:
    owner = agency_for(cast("User", request.user), agency, localdate(clock.now()))
    table = BOOKS[book](owner, year)
    content = write_workbook(f"{table.title} {owner.name}", [(book.capitalize(), table)])
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    name = paper_name(f"Buku {book} {year}", owner.name, ending="xlsx")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
