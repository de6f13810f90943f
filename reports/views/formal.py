"""Acts on a report's way: asistensi, return, submission, publication; each a page of its own."""

from datetime import date
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import clock
from organization.models import User
from reports import services
from reports.access import (
    approving_as,
    assistant_for,
    expect_published,
    expect_station,
    keeper_for,
    rebuilder_for,
    report_for,
    returner_for,
)
from reports.forms import AssistForm, CorrectForm, GiveBackForm, PublishForm, SubmitForm
from reports.models import Report
from reports.states import ReportState


@require_POST
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = approving_as(_user(request), report, localdate(now))
    services.approve_report(report=report, acting=acting, now=now)
    messages.success(request, _("Persetujuan tercatat. Laporan tanpa tanda DRAF sedang dibuat."))
    return redirect("reports:report-detail", pk)


def report_assist(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = assistant_for(_user(request), report, localdate(now))
    form = AssistForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["catatan"]
        services.assist_report(report=report, acting=acting, note=note, now=now)
        return _done(request, report, _("Asistensi tercatat."))
    expect_station(report, ReportState.ASSISTED)
    lead = _("Catat bahwa draf laporan ini telah diasistensi, beserta catatannya bila ada.")
    return _page(request, report, form, _("Asistensi laporan"), lead, _("Catat asistensi"))


def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = returner_for(_user(request), report, localdate(now))
    form = GiveBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["alasan"]
        services.return_report(report=report, acting=acting, reason=reason, now=now)
        return _done(request, report, _("Laporan dikembalikan beserta alasannya."))
    lead = _(
        "Laporan kembali menjadi draf dan alasannya terlihat oleh penyusun. Angka yang harus "
        "berubah diperbaiki dengan membuka kembali pelaksanaan SOP; narasi diperbaiki langsung."
    )
    return _page(request, report, form, _("Kembalikan laporan"), lead, _("Kembalikan"))


def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = keeper_for(_user(request), report, localdate(now))
    form = SubmitForm(request.POST if request.method == "POST" else None, **_days(report))
    if request.method == "POST" and form.is_valid():
        services.submit_report(
            report=report,
            acting=acting,
            on=form.cleaned_data["tanggal"],
            recipient=form.cleaned_data["penerima"],
            letter=form.cleaned_data["nomor_surat"],
            now=now,
        )
        return _done(request, report, _("Penyampaian tercatat."))
    expect_station(report, ReportState.SUBMITTED)
    lead = _("Catat kepada siapa laporan yang sudah ditandatangani disampaikan, dan kapan.")
    return _page(request, report, form, _("Catat penyampaian"), lead, _("Catat penyampaian"))


def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = keeper_for(_user(request), report, localdate(now))
    form = PublishForm(request.POST if request.method == "POST" else None, **_days(report))
    if request.method == "POST" and form.is_valid():
        services.publish_report(
            report=report,
            acting=acting,
            on=form.cleaned_data["tanggal"],
            address=form.cleaned_data["alamat"],
            now=now,
        )
        return _done(request, report, _("Publikasi tercatat."))
    expect_station(report, ReportState.PUBLISHED)
    lead = _("Catat di mana laporan ini diumumkan kepada masyarakat, dan sejak kapan.")
    return _page(request, report, form, _("Catat publikasi"), lead, _("Catat publikasi"))


def publication_correct(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = keeper_for(_user(request), report, localdate(now))
    expect_published(report)
    recorded = report.acts.filter(state=ReportState.PUBLISHED).latest("at", "pk")
    before = report.acts.exclude(state=ReportState.PUBLISHED).last()
    form = CorrectForm(
        request.POST if request.method == "POST" else None,
        recorded=recorded,
        today=localdate(now),
        earliest=before.on if before else localdate(report.created_at),
    )
    if request.method == "POST" and form.is_valid():
        services.correct_publication(
            report=report,
            acting=acting,
            on=form.cleaned_data["tanggal"],
            address=form.cleaned_data["alamat"],
            reason=form.cleaned_data["alasan"],
            now=now,
        )
        return _done(
            request, report, _("Koreksi publikasi tercatat; catatan semula tetap terlihat.")
        )
    lead = _("Perbaiki alamat atau tanggal publikasi yang keliru. Catatan semula tidak dihapus.")
    return _page(request, report, form, _("Koreksi publikasi"), lead, _("Catat koreksi"))


@require_POST
def report_rebuild(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = rebuilder_for(_user(request), report, localdate(now))
    newest = services.rebuild_report(report=report, acting=acting, now=now)
    if newest == report:
        messages.info(request, _("Isi laporan belum berubah; versi ini tetap yang terbaru."))
    else:
        words = {"number": newest.number}
        messages.success(request, _("Versi %(number)d sedang dibuat.") % words)
    return redirect("reports:report-detail", newest.pk)


def _days(report: Report) -> dict[str, date]:
    """Bounds of the day of an act: today, and the day of the act before."""
    today = localdate(clock.now())
    last = report.acts.last()
    return {"today": today, "earliest": last.on if last else localdate(report.created_at)}


def _page(
    request: HttpRequest, report: Report, form: Form, title: str, lead: str, button: str
) -> HttpResponse:
    context = {"report": report, "form": form, "title": title, "lead": lead, "button": button}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "reports/report_act.html", context, status=status)


def _done(request: HttpRequest, report: Report, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("reports:report-detail", report.pk)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
