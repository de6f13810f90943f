"""The plan's tables from Excel or CSV: template out, upload, preview, and loading."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indicators.access import TableRefused, loading_for
from indicators.forms import PLAN_TABLES, PlanTableForm
from indicators.services import Loaded, load_plan, rehearse_plan
from indicators.workbook import CONTENT_TYPE, export_template, text_of_sheet
from organization import clock
from organization.language import in_office_language
from organization.models import Agency, User
from organization.wayback import way_back


def plan_load(request: HttpRequest, agency: str, table: str) -> HttpResponse:
    """Show what a table would change; load it, all of it or nothing, when that is confirmed."""
    moment = clock.now()
    user = cast("User", request.user)
    owner = loading_for(user, agency, localdate(moment))
    if table not in PLAN_TABLES:
        raise Http404
    is_sent = request.method == "POST"
    form = PlanTableForm(request.POST, request.FILES) if is_sent else PlanTableForm()
    back = way_back(request.GET)
    context = {"agency": owner, "table": table, "tables": PLAN_TABLES, "form": form, "back": back}
    if form.is_valid():
        try:
            text = form.text or text_of_sheet(form.file)
            rows = PLAN_TABLES[table].read(text)
            if form.is_confirmed:
                loaded = load_plan(table=table, agency=owner, rows=rows, user=user, now=moment)
                return _done(request, loaded, back or _address(owner, table))
            context |= {
                "text": text,
                "loaded": rehearse_plan(
                    table=table, agency=owner, rows=rows, user=user, now=moment
                ),
            }
            return render(request, "indicators/plan_load.html", context)
        except TableRefused as refusal:
            context["problems"] = refusal.problems
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "indicators/plan_load.html", context, status=status)


@in_office_language
def plan_template(request: HttpRequest, agency: str, table: str) -> HttpResponse:
    """The empty table as Excel: its columns, what each takes, and choices where there are any."""
    loading_for(cast("User", request.user), agency, localdate(clock.now()))
    if table not in PLAN_TABLES:
        raise Http404
    response = HttpResponse(export_template(PLAN_TABLES[table]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="templat-{table}.xlsx"'
    return response


def _address(agency: Agency, table: str) -> str:
    return reverse("indicators:plan-load", args=[agency.key, table])


def _done(request: HttpRequest, loaded: Loaded, address: str) -> HttpResponse:
    counts = {"new": loaded.created, "changed": loaded.updated, "same": loaded.unchanged}
    sentence = _("Tabel dimuat: %(new)d baru, %(changed)d diperbarui, %(same)d tetap.") % counts
    messages.success(request, sentence)
    for warning in loaded.warnings:
        messages.warning(request, warning)
    return redirect(address)
