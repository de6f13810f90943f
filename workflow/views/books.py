"""The books of disposisi: the agenda entry, the scan of the paper, and who received what when."""

from http import HTTPStatus
from typing import TypedDict

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indicators.access import EvidenceRefused
from indicators.views import private_file
from organization.access import agencies_for
from organization.models import Agency
from workflow import services
from workflow.access import disposisi_for, keeping_as, scan_for
from workflow.forms import AgendaForm, ScanForm
from workflow.queries.agenda import agenda_years, deliveries, sheets
from workflow.views.arriving import visitor
from workflow.views.barring import listed_barred


class Shelf(TypedDict):
    """Whose books a person may open, of which years, and the year chosen."""

    agencies: QuerySet[Agency]
    years: list[int]
    year: int


def shelf_of(request: HttpRequest) -> Shelf:
    """The books of the agencies that this person may read, at the year asked for or the newest."""
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    years = agenda_years(agencies)
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), next(iter(years), who.on.year))
    return {"agencies": agencies, "years": years, "year": year}


def disposisi_list(request: HttpRequest) -> HttpResponse:
    who, shelf = visitor(request), shelf_of(request)
    rows = sheets(shelf["agencies"], shelf["year"])
    found = list(rows.select_related("agency__signing_position", "run"))
    context = {"sheets": found, "barred": listed_barred(who.user, found, who.on), **shelf}
    return render(request, "workflow/disposisi_list.html", context)


def ekspedisi_list(request: HttpRequest) -> HttpResponse:
    shelf = shelf_of(request)
    context = {"deliveries": deliveries(shelf["agencies"], shelf["year"]), **shelf}
    return render(request, "workflow/ekspedisi_list.html", context)


def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    sheet = disposisi_for(who.user, pk, who.on)
    acting = keeping_as(who.user, sheet, who.on)
    names = AgendaForm.base_fields
    initial = {name: getattr(sheet, name) for name in names}
    form = AgendaForm(
        request.POST if request.method == "POST" else None, today=who.on, initial=initial
    )
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
        context = {"form": form, "sheet": sheet}
        return render(request, "workflow/agenda_edit.html", context, status=status)
    if services.edit_agenda(sheet=sheet, acting=acting, entry=form.entry(), now=who.now):
        messages.success(request, _("Catatan agenda tersimpan."))
    return redirect("workflow:disposisi-detail", sheet.pk)


def scan_add(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    sheet = disposisi_for(who.user, pk, who.on)
    acting = keeping_as(who.user, sheet, who.on)
    is_posted = request.method == "POST"
    form = ScanForm(request.POST, request.FILES) if is_posted else ScanForm()
    if is_posted and form.is_valid():
        try:
            services.attach_scan(
                sheet=sheet, acting=acting, file=form.cleaned_data["scan"], now=who.now
            )
        except EvidenceRefused as refused:
            form.add_error("scan", f"{refused.sentence} {refused.help}")
        else:
            messages.success(request, _("Pindaian terlampir pada lembar disposisi."))
            return redirect("workflow:disposisi-detail", sheet.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_posted else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "workflow/scan_add.html", context, status=status)


def scan_download(request: HttpRequest, pk: int) -> FileResponse:
    who = visitor(request)
    scan = scan_for(who.user, pk, who.on)
    return private_file(scan.file, scan.content_type)
