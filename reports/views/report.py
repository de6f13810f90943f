"""Pages of reports: list, one report, its files, approval and retry."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import clock
from organization.access import held_positions
from organization.models import User
from reports import services
from reports.access import report_for, reports_for, signing_for
from reports.models import Report
from reports.queries import by_period, job_of, years_of
from reports.views.download import send_file

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def report_list(request: HttpRequest) -> HttpResponse:
    found = reports_for(_user(request), localdate(clock.now()))
    years = years_of(found)
    wanted = request.GET.get("tahun", "")
    present = localdate(clock.now()).year
    year = next((each for each in years if str(each) == wanted), next(iter(years), present))
    context = {"groups": by_period(found.filter(year=year)), "years": years, "year": year}
    return render(request, "reports/report_list.html", context)


def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    versions = reports_for(_user(request), localdate(now)).filter(
        run=report.run, lane=report.lane, kind=report.kind
    )
    context = {
        "report": report,
        "job": job_of(report),
        "versions": versions.order_by("-number"),
        "may_approve": _may_approve(_user(request), report),
    }
    return render(request, "reports/report_detail.html", context)


def report_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = report_for(_user(request), pk, localdate(clock.now()))
    return send_file(request, report.pdf, report.pdf_sha256, PDF)


def report_xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = report_for(_user(request), pk, localdate(clock.now()))
    return send_file(request, report.xlsx, report.xlsx_sha256, XLSX)


@require_POST
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = signing_for(_user(request), report, localdate(now))
    services.approve_report(report=report, acting=acting, now=now)
    messages.success(request, _("Persetujuan tercatat. Laporan tanpa tanda DRAF sedang dibuat."))
    return redirect("reports:report-detail", pk)


@require_POST
def report_retry(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = signing_for(_user(request), report, localdate(now))
    services.retry_report(report=report, acting=acting, now=now)
    messages.success(request, _("Laporan dibuat ulang."))
    return redirect("reports:report-detail", pk)


def _may_approve(user: User, report: Report) -> bool:
    """Whether the button is shown; the service decides again."""
    position = report.agency.signing_position
    on = localdate(clock.now())
    return position is not None and any(
        term.position_id == position.pk for term in held_positions(user, on)
    )


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
