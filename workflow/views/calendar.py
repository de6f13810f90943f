"""The office calendar: read by everybody of the agency, changed by administrators."""

from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organization import clock
from organization.access import (
    agencies_for,
    agency_for,
    barred,
    expect_calendar_keeper,
    held_positions,
)
from organization.language import in_office_language
from organization.models import Agency, WorkWeek
from organization.presets import PRESETS
from organization.services import (
    WeekRefused,
    feed_of,
    remove_week,
    save_week,
)
from organization.wayback import way_back
from workflow import services
from workflow.access import task_for
from workflow.forms.calendar import WeekForm, preset_initial, week_initial
from workflow.ics import CONTENT_TYPE, render_calendar
from workflow.queries.calendar import calendar_page, suggested_ramadan
from workflow.queries.feed import entries_of, task_entry
from workflow.views.arriving import Visitor, visitor

EARLIEST, LATEST = 2000, 2100


def calendar(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = list(agencies_for(who.user, who.on).select_related("government"))
    asked = request.GET.get("dinas", "")
    agency = next((each for each in agencies if each.key == asked), None)
    if agency is None and asked:
        raise Http404
    year = _year(request.GET.get("tahun", ""), who.on.year)
    chosen = agency or _own(who, agencies)
    keeping = _("Ubah jam kerja, hari libur, dan batas pelaporan")
    locked = (
        barred([(keeping, partial(expect_calendar_keeper, who.user, chosen))]) if chosen else []
    )
    context = {
        "page": calendar_page(chosen, year) if chosen else None,
        "agencies": agencies,
        "year": year,
        "today": who.on,
        "presets": PRESETS.values(),
        "may_change": not locked,
        "barred": locked,
    }
    return render(request, "workflow/calendar.html", context)


def _own(who: Visitor, agencies: list[Agency]) -> Agency | None:
    """The agency of the first post held, else the first that may be read."""
    own = {term.position.agency_id for term in held_positions(who.user, who.on)}
    return next((each for each in agencies if each.pk in own), next(iter(agencies), None))


def _year(text: str, default: int) -> int:
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    return int(text) if is_year and EARLIEST <= int(text) <= LATEST else default


def week_add(request: HttpRequest, agency: str) -> HttpResponse:
    who = visitor(request)
    own = _to_configure(who, agency)
    preset = PRESETS.get(request.GET.get("contoh", ""))
    dates = suggested_ramadan(own.government, who.on.year) if preset else None
    form = WeekForm(
        request.POST if request.method == "POST" else None,
        initial=preset_initial(preset, dates) if preset else {},
    )
    return _week_page(request, who, own, form, None)


def week_edit(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    week = _week_for(who, pk)
    data = request.POST if request.method == "POST" else None
    form = WeekForm(data, initial=week_initial(week))
    return _week_page(request, who, week.agency, form, week)


def _week_page(
    request: HttpRequest, who: Visitor, agency: Agency, form: WeekForm, week: WorkWeek | None
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    if form.is_valid():
        try:
            with transaction.atomic():
                save_week(agency=agency, text=form.text(), by=who.user, now=who.now, week=week)
                transaction.on_commit(services.ask_to_follow)
        except WeekRefused as refused:
            form.add_error(None, f"{refused.sentence} {refused.help}")
            status = refused.status
        else:
            messages.success(request, _("Jam kerja tersimpan. %(note)s") % {"note": what_follows()})
            return redirect(way_back(request.GET) or calendar_address(agency))
    context = {"form": form, "agency": agency, "week": week, "back": calendar_address(agency)}
    return render(request, "workflow/week_edit.html", context, status=status)


@require_POST
def week_remove(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    week = _week_for(who, pk)
    with transaction.atomic():
        remove_week(week=week, by=who.user, now=who.now)
        transaction.on_commit(services.ask_to_follow)
    messages.success(request, _("Jam kerja dihapus. %(note)s") % {"note": what_follows()})
    return redirect(calendar_address(week.agency))


@require_safe
@in_office_language
def task_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The due time of one task for a calendar program."""
    who = visitor(request)
    entry = task_entry(task_for(who.user, pk, who.on))
    if entry is None:
        raise Http404
    content = render_calendar([entry], now=who.now, public_url=settings.PUBLIC_URL)
    return as_file(content, CONTENT_TYPE, f"{entry.uid}.ics")


@login_not_required
@require_safe
@in_office_language
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's feed; who knows the address may read it, and a revoked one does not exist."""
    feed, now = feed_of(token), clock.now()
    if feed is None:
        raise Http404
    entries = entries_of(feed.user, localdate(now))
    content = render_calendar(entries, now=now, public_url=settings.PUBLIC_URL)
    return as_file(content, CONTENT_TYPE, "kinerja.ics")


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A download that no proxy keeps."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


def _to_configure(who: Visitor, key: str) -> Agency:
    agency = agency_for(who.user, key, who.on)
    expect_calendar_keeper(who.user, agency)
    return agency


def _week_for(who: Visitor, pk: int) -> WorkWeek:
    agencies = agencies_for(who.user, who.on)
    rows = WorkWeek.objects.filter(agency__in=agencies).select_related("agency__government")
    week = get_object_or_404(rows.prefetch_related("hours"), pk=pk)
    _to_configure(who, week.agency.key)
    return week


def calendar_address(agency: Agency) -> str:
    """The page of an agency's calendar."""
    return f"{reverse('workflow:calendar')}?dinas={agency.key}"


def what_follows() -> str:
    """What a change of the calendar brings about by itself."""
    return _("Batas waktu tugas yang masih terbuka menyesuaikan sebentar lagi.")
