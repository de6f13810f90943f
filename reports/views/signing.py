"""Signing: the frozen file goes out, the signed one comes back; or one's own key signs here."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organization import clock
from organization.language import in_office_language
from organization.models import User
from reports import services
from reports.access import SignatureRefused, expect_signable, keeper_for, report_for, signing_for
from reports.docx import CONTENT_TYPE as DOCX
from reports.forms import SCAN, KeyForm, SignedCopyForm
from reports.models import Report
from reports.queries import file_name
from reports.signatures import Pkcs12Signer, WrongPassphrase
from reports.views.download import send_file
from reports.views.ticketing import pdf_address
from reports.xlsx import CONTENT_TYPE as XLSX

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": XLSX,
    "docx": DOCX,
}


def report_sign(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = keeper_for(_user(request), report, localdate(now))
    expect_signable(report)
    form = _copy_form(request, report)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["berkas"].read()
        try:
            if form.cleaned_data["cara"] == SCAN:
                on = form.cleaned_data["tanggal"]
                services.take_scan(report=report, content=content, acting=acting, on=on, now=now)
            else:
                services.take_signed_copy(report=report, content=content, acting=acting, now=now)
        except SignatureRefused as refusal:
            form.add_error("berkas", f"{refusal.sentence} {refusal.help}".strip())
        else:
            messages.success(request, _("Salinan bertanda tangan tersimpan."))
            return redirect("reports:report-detail", pk)
    return _page(request, report, form, KeyForm())


@sensitive_post_parameters("sandi")
@require_POST
def report_sign_locally(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = signing_for(_user(request), report, localdate(now))
    expect_signable(report)
    form = KeyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            signer = Pkcs12Signer(form.cleaned_data["kunci"], form.cleaned_data["sandi"])
            services.sign_locally(report=report, signer=signer, acting=acting, now=now)
        except WrongPassphrase:
            form.add_error("sandi", _("Sertifikat tidak terbuka dengan sandi ini."))
        except SignatureRefused as refusal:
            form.add_error("kunci", f"{refusal.sentence} {refusal.help}".strip())
        else:
            messages.success(request, _("Laporan ditandatangani dengan sertifikat Anda."))
            return redirect("reports:report-detail", pk)
    return _page(request, report, _copy_form(None, report), form)


@in_office_language
def report_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    report = report_for(_user(request), pk, localdate(clock.now()))
    found = report.files.filter(pk=file).first()
    if found is None:
        raise Http404
    ending = str(found.file.name).rsplit(".", 1)[-1]
    name = file_name(report, ending, found.word or found.get_kind_display())
    return send_file(request, found.file, found.sha256, CONTENT_TYPES[ending], name)


def _copy_form(request: HttpRequest | None, report: Report) -> SignedCopyForm:
    sent = request is not None and request.method == "POST"
    today = localdate(clock.now())
    approved = localdate(report.approved_at) if report.approved_at else today
    return SignedCopyForm(
        request.POST if request and sent else None,
        request.FILES if request and sent else None,
        today=today,
        earliest=approved,
    )


def _page(
    request: HttpRequest, report: Report, form: SignedCopyForm, key_form: KeyForm
) -> HttpResponse:
    context = {
        "report": report,
        "pdf_address": pdf_address(request, report, clock.now()),
        "form": form,
        "key_form": key_form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound or key_form.is_bound else 200
    return render(request, "reports/report_sign.html", context, status=status)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
