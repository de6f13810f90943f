"""Pages of reports: list, one report, its files, approval and retry."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import clock
from organization.access import refusal_of
from organization.language import in_office_language
from organization.models import User
from reports import services
from reports.access import (
    NoWordFile,
    consolidated,
    file_for,
    keeper_for,
    listed_barred,
    may,
    may_pack,
    narrated_agencies,
    rebuilder_for,
    report_for,
    reports_for,
    returner_for,
)
from reports.docx import CONTENT_TYPE as DOCX
from reports.models import Report
from reports.queries import (
    Written,
    awaiting,
    by_period,
    copies_of,
    file_name,
    government_written_of,
    job_of,
    silent_since,
    statement_of,
    versions_of,
    way_of,
    written_of,
    years_of,
)
from reports.states import INNER_KINDS, ReportKind, ReportState
from reports.views.barring import barred_acts, gate_of
from reports.views.download import send_file
from reports.views.ticketing import PDF, pdf_address
from reports.xlsx import CONTENT_TYPE as XLSX


def report_list(request: HttpRequest) -> HttpResponse:
    found = reports_for(_user(request), localdate(clock.now()))
    years = years_of(found)
    wanted = request.GET.get("tahun", "")
    present = localdate(clock.now()).year
    year = next((each for each in years if str(each) == wanted), next(iter(years), present))
    groups = by_period(found.filter(year=year))
    listed = [report for group in groups for report in group.reports]
    awaited = awaiting(_user(request), listed, localdate(clock.now()))
    context = {
        "groups": groups,
        "years": years,
        "year": year,
        "narrated": [
            (agency, written_of(agency, year))
            for agency in narrated_agencies(_user(request), localdate(clock.now()))
        ],
        "kept": [
            (keeper.government, government_written_of(keeper, year))
            for keeper, _acting in consolidated(_user(request), localdate(clock.now()))
        ],
        "awaited": awaited,
        "barred": listed_barred(listed, awaited, localdate(clock.now())),
    }
    return render(request, "reports/report_list.html", context)


def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    way = way_of(report, localdate(now))
    job = job_of(report)
    context = {
        "report": report,
        "pdf_address": pdf_address(request, report, now),
        "job": job,
        "silent_since": silent_since(job, now),
        "versions": versions_of(report).order_by("-number"),
        "way": way,
        "copies": copies_of(report),
        "is_inner": report.kind in INNER_KINDS,
        "written": _written(report),
        "is_reviewed": bool(statement_of(report)),
        "barred": barred_acts(_user(request), report, way, localdate(now)),
        **_rights(_user(request), report, way.following, localdate(now)),
    }
    return render(request, "reports/report_detail.html", context)


@in_office_language
def report_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = file_for(_user(request), pk, localdate(clock.now()))
    return send_file(request, report.pdf, report.pdf_sha256, PDF, file_name(report, "pdf"))


@in_office_language
def report_xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = file_for(_user(request), pk, localdate(clock.now()))
    return send_file(request, report.xlsx, report.xlsx_sha256, XLSX, file_name(report, "xlsx"))


@in_office_language
def report_docx(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = file_for(_user(request), pk, localdate(clock.now()))
    if report.pdf and not report.docx:
        raise NoWordFile
    return send_file(request, report.docx, report.docx_sha256, DOCX, file_name(report, "docx"))


@require_POST
def report_retry(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = keeper_for(_user(request), report, localdate(now))
    if services.retry_report(report=report, acting=acting, now=now) is not None:
        messages.success(request, _("Laporan dibuat ulang."))
    elif report.pdf_sha256:
        messages.info(request, _("Berkas laporan ini sudah ada."))
    else:
        messages.info(request, _("Laporan ini sedang dibuat; tidak perlu diminta lagi."))
    return redirect("reports:report-detail", pk)


def _written(report: Report) -> Written | None:
    """How much of the year's texts is written, for the kinds that print them."""
    if report.kind == ReportKind.LKJIP:
        return written_of(report.agency, report.year)
    if report.kind == ReportKind.GOVERNMENT_LKJIP:
        return government_written_of(report.agency, report.year)
    return None


def _rights(user: User, report: Report, following: ReportState | None, on: date) -> dict[str, bool]:
    """Which buttons are shown; each act asks again."""
    return {
        "may_pack": may_pack(user, report.agency, on),
        "may_act": following is not None
        and refusal_of(gate_of(user, report, following, on)) is None,
        "may_return": following is not None and may(returner_for, user, report, on),
        "may_keep": (may_keep := may(keeper_for, user, report, on)),
        "may_correct": may_keep and report.state == ReportState.PUBLISHED,
        "may_rebuild": following is not None and may(rebuilder_for, user, report, on),
    }


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
