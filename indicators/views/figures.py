"""Pages of the figures: an agency's year, one indicator, its target and its final figure."""

from datetime import date
from functools import partial
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indicators.access import (
    TargetRefused,
    agency_shown,
    figure_for,
    indicator_for,
    loading_for,
    revising_as,
    settling_as,
)
from indicators.capaian import recompute
from indicators.forms import FinalForm, PublishedTableForm, TargetForm
from indicators.models import FigureState, Realisasi
from indicators.notation import ROMAN
from indicators.offers import offers
from indicators.queries import Story, by_sasaran, indicator_story, year_rows
from indicators.services import revise_target, settle_figure
from organization import clock
from organization.access import Barred, agencies_for, barred, is_barred
from organization.models import Agency, User

EARLIEST, LATEST = 2000, 2100


def indicator_list(request: HttpRequest) -> HttpResponse:
    on = localdate(clock.now())
    agency = agency_shown(_user(request), request.GET.get("instansi", ""), on)
    year = _year(request, on.year)
    rows = year_rows(agency, year) if agency else []
    context = {
        "agency": agency,
        "barred": _barred_from_loading(_user(request), agency, on) if agency else [],
        "agencies": agencies_for(_user(request), on).select_related("government"),
        "year": year,
        "groups": by_sasaran(rows),
    }
    return render(request, "indicators/indicator_list.html", context)


def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    on = localdate(clock.now())
    user = _user(request)
    indicator = indicator_for(user, pk, on)
    year = _year(request, on.year)
    story = indicator_story(indicator, year)
    revise, above = _("Catat target perubahan"), offers()
    provisional = _provisional(story)
    locked = barred(
        [
            (revise, partial(revising_as, user, indicator, on)),
            *((each.act, partial(each.gate, user, indicator, on)) for each in above),
            *((act, partial(settling_as, user, figure, on)) for act, figure in provisional),
        ]
    )
    context = {
        "indicator": indicator,
        "year": year,
        "story": story,
        "may_revise": not is_barred(revise, locked),
        "offers": [each for each in above if not is_barred(each.act, locked)],
        "settled": [figure.pk for act, figure in provisional if not is_barred(act, locked)],
        "barred": locked,
    }
    return render(request, "indicators/indicator_detail.html", context)


def _provisional(story: Story) -> list[tuple[str, Realisasi]]:
    """The approved figures of a year that wait for the final one, with what that act is called."""
    act = _("Catat angka tetap %(triwulan)s")
    return [
        (act % {"triwulan": f"TW {ROMAN[number]}"}, figure)
        for number, figure in (story.row.saved.items() if story.row else ())
        if figure.state == FigureState.APPROVED and figure.current and figure.current.is_sementara
    ]


def target_revise(request: HttpRequest, pk: int) -> HttpResponse:
    moment = clock.now()
    on = localdate(moment)
    indicator = indicator_for(_user(request), pk, on)
    acting = revising_as(_user(request), indicator, on)
    year = _year(request, on.year)
    form = TargetForm(
        request.POST if request.method == "POST" else None, indicator=indicator, year=year
    )
    if request.method == "POST" and form.is_valid():
        try:
            revise_target(indicator=indicator, target=form.target(), acting=acting, now=moment)
        except TargetRefused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, _("Target perubahan tercatat."))
            address = reverse("indicators:indicator-detail", args=[pk])
            return redirect(f"{address}?tahun={year}")
    context = {"form": form, "indicator": indicator, "year": year}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "indicators/target_revise.html", context, status=status)


def figure_settle(request: HttpRequest, pk: int) -> HttpResponse:
    moment = clock.now()
    on = localdate(moment)
    figure = figure_for(_user(request), pk, on)
    acting = settling_as(_user(request), figure, on)
    form = FinalForm(request.POST if request.method == "POST" else None, figure=figure)
    if request.method == "POST" and form.is_valid():
        settle_figure(figure=figure, final=form.final(), acting=acting, now=moment)
        messages.success(request, _("Angka tetap tercatat."))
        address = reverse("indicators:indicator-detail", args=[figure.indicator_id])
        return redirect(f"{address}?tahun={figure.year}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    context = {"form": form, "figure": figure}
    return render(request, "indicators/figure_settle.html", context, status=status)


def capaian_check(request: HttpRequest) -> HttpResponse:
    """Recompute an uploaded table; nothing of it is kept."""
    form = PublishedTableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    checked = []
    if request.method == "POST" and form.is_valid():
        checked = [(row, recompute(row.printed)) for row in form.rows]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
    context = {"form": form, "checked": checked}
    return render(request, "indicators/capaian_check.html", context, status=status)


def _barred_from_loading(user: User, agency: Agency, on: date) -> list[Barred]:
    return barred([(_("Muat tabel rencana"), partial(loading_for, user, agency.key, on))])


def _year(request: HttpRequest, default: int) -> int:
    asked = request.GET.get("tahun", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year and EARLIEST <= int(asked) <= LATEST else default


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # LoginRequiredMiddleware sees to it
