"""Pantau in charts: the page with its filters, and each chart as SVG, PNG, CSV or Excel."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from indicators.models import Indicator
from organization import clock
from organization.access import agencies_for, held_positions
from organization.language import in_office_language
from organization.models import Agency, User
from reports.trends import CHARTS, HEAT, Trend, chart_of, heat_of, measurable, write_csv
from reports.xlsx import CONTENT_TYPE, write_workbook
from workflow.queries.monitor import latest_triwulan, monitor_years, opened_agencies

#: What is kept and worked on, so in the office's language; a picture is as its page.
DATA = ("csv", "xlsx")
TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for, within the reach of who asks; anything else is the first."""

    agencies: list[Agency]
    agency: Agency
    years: list[int]
    year: int
    triwulan: int
    indicators: list[Indicator]
    indicator: Indicator | None
    now: datetime

    @property
    def reach(self) -> QuerySet[Agency]:
        """Every agency of this reader, for what is shown of all at once."""
        return Agency.objects.filter(pk__in=[each.pk for each in self.agencies])


def chart_list(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request)
    if chosen is None:
        return render(request, "reports/chart_list.html", {"chosen": None})
    charts = [_made(name, chosen) for name in CHARTS]
    context = {"chosen": chosen, "charts": charts, "asked": request.GET.urlencode()}
    return render(request, "reports/chart_list.html", context)


def chart_file(request: HttpRequest, chart: str, kind: str) -> HttpResponse:
    """One chart as a picture, or its table as data."""
    chosen = _chosen(request)
    if chosen is None or chart not in CHARTS:
        raise Http404
    make = in_office_language(_made) if kind in DATA else _made
    made = make(chart, chosen)
    if kind == "xlsx":
        content = write_workbook(f"{made.table.title} {chosen.agency.name}", [(chart, made.table)])
    elif kind == "csv":
        content = write_csv(made.table)
    else:
        content = made.draw(kind)
    response = HttpResponse(content, content_type=TYPES.get(kind, CONTENT_TYPE))
    how = "inline" if kind == "svg" and "unduh" not in request.GET else "attachment"
    name = f"{chart}-{chosen.agency.key}-{chosen.year}.{kind}"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _made(name: str, chosen: Chosen) -> Trend:
    if name == HEAT:
        return heat_of(chosen.reach, chosen.year, chosen.triwulan, chosen.now)
    return chart_of(name, chosen.agency, chosen.year, chosen.indicator)


def _chosen(request: HttpRequest) -> Chosen | None:
    """None for who may read no agency. One's own agency comes first, where it has begun."""
    now = clock.now()
    user, on = cast("User", request.user), localdate(now)
    terms = held_positions(user, on)
    own = {term.position.agency_id for term in terms}
    found = agencies_for(user, on, terms).select_related("government").order_by("name")
    agencies = sorted(found, key=lambda each: each.pk not in own)
    if not agencies:
        return None
    asked = request.GET
    agency = next((each for each in agencies if each.key == asked.get("instansi")), None)
    agency = agency or _begun(agencies)
    years = monitor_years(Agency.objects.filter(pk=agency.pk), on.year)
    year = next((each for each in years if str(each) == asked.get("tahun")), years[0])
    indicators = measurable(agency)
    wanted = asked.get("indikator")
    indicator = next((each for each in indicators if str(each.pk) == wanted), None)
    first = next(iter(indicators), None)
    triwulan = _triwulan(asked.get("triwulan", ""), agencies, year)
    return Chosen(agencies, agency, years, year, triwulan, indicators, indicator or first, now)


def _begun(agencies: list[Agency]) -> Agency:
    """The first that has collected anything: an overseer's own office may have no SOP at all."""
    runs = opened_agencies(agencies) if len(agencies) > 1 else set()
    return next((each for each in agencies if each.pk in runs), agencies[0])


def _triwulan(asked: str, agencies: list[Agency], year: int) -> int:
    """The one asked for, else the latest that was opened in this year."""
    if asked in ("1", "2", "3", "4"):
        return int(asked)
    return latest_triwulan(agencies, year) or 1
