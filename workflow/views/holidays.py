"""Lists of holidays: shown first as what they would change, then applied; and given out again."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.access import Refused, agencies_for, expect_calendar_keeper
from organization.language import in_office_language
from organization.models import Agency, Government
from organization.services import HolidaysMoved, compare_holidays, import_holidays
from organization.wayback import way_back
from organization.workbook import export_holidays, read_holidays
from workflow import services
from workflow.forms.calendar import HolidayImportForm, HolidayList
from workflow.queries.calendar import holidays_of
from workflow.views.arriving import Visitor, visitor
from workflow.views.calendar import EARLIEST, LATEST, as_file, calendar_address, what_follows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def holiday_import(request: HttpRequest, government: str) -> HttpResponse:
    """Ask for a list and show what it would change; nothing is saved yet."""
    who = visitor(request)
    owner, agency = _to_keep(who, government)
    is_sent = request.method == "POST"
    form = HolidayImportForm(request.POST, request.FILES) if is_sent else HolidayImportForm()
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
        return _import_page(request, owner, agency, form, status)
    file, basis = form.cleaned_data["file"], form.cleaned_data["basis"]
    found = read_holidays(file, file.name, zone=owner.time_zone, basis=basis)
    if found.problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _import_page(request, owner, agency, form, status, problems=found.problems)
    told = HolidayList(
        entries=found.entries, replaces_years=form.cleaned_data["replaces_years"], file=file.name
    )
    return _preview(request, owner, agency, told)


def holiday_apply(request: HttpRequest, government: str) -> HttpResponse:
    """Write the list of a preview, if it still does what was shown."""
    who = visitor(request)
    owner, agency = _to_keep(who, government)
    told = HolidayList.opened(request.POST.get("isi", ""), owner.pk)
    if told is None:
        if request.method == "POST":
            messages.error(
                request, _("Pratinjau ini tidak berlaku lagi; unggah berkasnya kembali.")
            )
        return redirect("workflow:holiday-import", owner.key)
    try:
        with transaction.atomic():
            done = import_holidays(
                government=owner,
                entries=told.entries,
                replaces_years=told.replaces_years,
                file=told.file,
                by=who.user,
                now=who.now,
                seen=request.POST.get("dilihat", ""),
            )
            transaction.on_commit(services.ask_to_follow)
    except HolidaysMoved as moved:
        return _preview(request, owner, agency, told, moved)
    words = _("Hari libur: %(created)d baru, %(changed)d diperbarui, %(removed)d dihapus. %(note)s")
    counts = {"created": done.created, "changed": done.changed, "removed": done.removed}
    messages.success(request, words % {**counts, "note": what_follows()})
    return redirect(_way_on(request, agency, told))


def _import_page(
    request: HttpRequest,
    owner: Government,
    agency: Agency,
    form: HolidayImportForm,
    status: int,
    **more: object,
) -> HttpResponse:
    back, year = calendar_address(agency), visitor(request).on.year
    context = {"form": form, "government": owner, "year": year, "back": back, **more}
    return render(request, "workflow/holiday_import.html", context, status=status)


def _preview(
    request: HttpRequest,
    owner: Government,
    agency: Agency,
    told: HolidayList,
    refusal: Refused | None = None,
) -> HttpResponse:
    changes = compare_holidays(
        government=owner, entries=told.entries, replaces_years=told.replaces_years
    )
    if changes.is_empty:
        messages.info(
            request, _("Berkas itu sama dengan daftar yang tersimpan; tidak ada yang berubah.")
        )
        return redirect(_way_on(request, agency, told))
    context = {
        "government": owner,
        "changes": changes,
        "told": told,
        "sealed": told.sealed(owner.pk),
        "refusal": refusal,
        "back": calendar_address(agency),
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "workflow/holiday_preview.html", context, status=status)


def _way_on(request: HttpRequest, agency: Agency, told: HolidayList) -> str:
    return way_back(request.GET) or f"{calendar_address(agency)}&tahun={told.entries[0].day.year}"


@require_safe
@in_office_language
def holiday_workbook(request: HttpRequest, government: str, year: int) -> HttpResponse:
    """The holidays of a year in the form in which they can be imported again."""
    owner, _agency = _government_for(visitor(request), government)
    if not EARLIEST <= year <= LATEST:
        raise Http404
    content = export_holidays(holidays_of(owner, year))
    return as_file(content, XLSX, f"hari-libur-{owner.key}-{year}.xlsx")


def _to_keep(who: Visitor, key: str) -> tuple[Government, Agency]:
    owner, agency = _government_for(who, key)
    expect_calendar_keeper(who.user, agency)
    return owner, agency


def _government_for(who: Visitor, key: str) -> tuple[Government, Agency]:
    """A government of which this person may read an agency, and that agency; else 404."""
    agencies = agencies_for(who.user, who.on).filter(government__key=key)
    agency = agencies.select_related("government").order_by("name").first()
    if agency is None:
        raise Http404
    return agency.government, agency
