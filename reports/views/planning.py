"""Perjanjian Kinerja, Rencana Aksi and E.81 of a year: on screen, as PDF, as Word and as Excel."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from organization import clock
from organization.access import agency_for
from organization.language import in_office_language
from organization.models import Agency, User
from reports import docx
from reports.docx import write_docx
from reports.issuable import plan_paper
from reports.models import IssuedPaper
from reports.naming import paper_name
from reports.planning import DOCUMENTS, Document, page_of, planned_years
from reports.services import issue_paper
from reports.xlsx import CONTENT_TYPE, write_workbook


def document_detail(request: HttpRequest, document: str, agency: str, year: int) -> HttpResponse:
    owner = _agency(request, agency)
    if refusal := _unplanned(request, document, owner, year):
        return refusal
    context = {
        "agency": owner,
        "year": year,
        "chosen": document,
        "document": in_office_language(DOCUMENTS[document])(owner, year),
    }
    return render(request, "reports/document_detail.html", context)


@in_office_language
def document_pdf(request: HttpRequest, document: str, agency: str, year: int) -> HttpResponse:
    owner = _agency(request, agency)
    if refusal := _unplanned(request, document, owner, year):
        return refusal
    made = DOCUMENTS[document](owner, year)
    now = clock.now()
    paper = plan_paper(owner, IssuedPaper.Kind(document), made, year, localdate(now))
    response = HttpResponse(issue_paper(paper=paper, now=now), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(made, owner, "pdf")}"'
    return response


@in_office_language
def document_docx(request: HttpRequest, document: str, agency: str, year: int) -> HttpResponse:
    owner = _agency(request, agency)
    if refusal := _unplanned(request, document, owner, year):
        return refusal
    made = DOCUMENTS[document](owner, year)
    page = page_of(owner, made, year, localdate(clock.now()))
    response = HttpResponse(write_docx(made.template, page), content_type=docx.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_name(made, owner, "docx")}"'
    return response


@in_office_language
def document_xlsx(request: HttpRequest, document: str, agency: str, year: int) -> HttpResponse:
    owner = _agency(request, agency)
    if refusal := _unplanned(request, document, owner, year):
        return refusal
    made = DOCUMENTS[document](owner, year)
    content = write_workbook(
        f"{made.name} {owner.name}", [(table.title, table) for table in made.tables]
    )
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_name(made, owner, "xlsx")}"'
    return response


def _unplanned(
    request: HttpRequest, document: str, owner: Agency, year: int
) -> HttpResponse | None:
    """Why there is no such document of a year without a plan, with the years that have one."""
    years = planned_years(owner, document)
    if year in years:
        return None
    context = {"agency": owner, "year": year, "chosen": document, "years": years}
    return render(request, "reports/document_missing.html", context, status=404)


def _name(made: Document, owner: Agency, ending: str) -> str:
    return paper_name(made.name, owner.name, "draf" if made.is_draft else "", ending=ending)


def _agency(request: HttpRequest, key: str) -> Agency:
    return agency_for(cast("User", request.user), key, localdate(clock.now()))
