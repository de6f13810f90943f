"""Indicators, calendar, test mail and the rehearsal of the next opening."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Indicator
from organization.forms import AddressForm
from organization.language import office_language
from organization.presets import PRESETS
from organization.queries import calendar_of
from organization.services import change_address, seed_holidays
from workflow import services
from workflow.models import Channel
from workflow.queries.calendar import calendar_page
from workflow.services.preparing import latest_test
from workflow.views.preparing.frame import preparing, step_page
from workflow.views.schedule import mends_of

#: How many of the indicators the page names.
NAMED = 30


def indicator_step(request: HttpRequest, agency: str) -> HttpResponse:
    found = preparing(request, agency)
    rows = Indicator.objects.filter(agency=found.agency, is_active=True)
    rows = rows.select_related("responsible_unit", "responsible_position").order_by("order", "pk")
    return step_page(request, found, "indikator", {"rows": rows[:NAMED], "count": rows.count()})


def calendar_step(request: HttpRequest, agency: str) -> HttpResponse:
    """Office hours and holidays; the national ones can be taken over at once."""
    found = preparing(request, agency)
    who = found.who
    years = (who.on.year, who.on.year + 1)
    if request.method == "POST":
        with transaction.atomic():
            count = seed_holidays(agency=found.agency, years=years, by=who.user, now=who.now)
            transaction.on_commit(services.ask_to_follow)
        sentence = ngettext(
            "%(count)d hari libur ditambahkan; periksa terhadap SKB 3 Menteri.",
            "%(count)d hari libur ditambahkan; periksa terhadap SKB 3 Menteri.",
            count,
        )
        messages.success(request, sentence % {"count": count})
        return redirect("preparing:calendar-step", agency)
    context = {
        "page": calendar_page(found.agency, who.on.year),
        "years": years,
        "presets": [each for each in PRESETS.values() if not each.is_season],
        "count": sum(day.year in years for day in calendar_of(found.agency).holidays),
        "today": who.on,
    }
    return step_page(request, found, "kalender", context)


def mail_step(request: HttpRequest, agency: str) -> HttpResponse:
    """A mail to the administrator himself, through the worker and the server that all mail uses."""
    found = preparing(request, agency)
    who = found.who
    is_sent = request.method == "POST"
    form = AddressForm(request.POST if is_sent and not who.user.email else None)
    if form.is_valid():
        address = form.cleaned_data["address"]
        change_address(agency=found.agency, user=who.user, address=address, now=who.now)
    if is_sent and who.user.email:
        with office_language():
            text = _("Surel uji dari Kinerja untuk %(agency)s.") % {"agency": found.agency.name}
        services.send_test(
            agency=found.agency,
            text=text,
            channel=Channel.MAIL,
            user=who.user,
            now=who.now,
        )
        messages.success(request, _("Surel uji dikirim; muat ulang untuk melihat hasilnya."))
        return redirect("preparing:mail-step", agency)
    context = {"last": latest_test(found.agency), "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return step_page(request, found, "surel", context, status=status)


def rehearsal(request: HttpRequest, agency: str) -> HttpResponse:
    """What the next opening would do, with the way to mend what stands in it; opens nothing."""
    found = preparing(request, agency)
    state = services.preparation_of(found.agency, found.who.now)
    rows = [(each, mends_of(found.who, each, back=request.path)) for each in state.openings]
    return step_page(request, found, "uji", {"rows": rows, "on": found.who.on}, state=state)
