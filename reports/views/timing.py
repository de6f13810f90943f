"""The SOP clock: actual time against the standard, as a page, as Excel and as an event log."""

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.access import barred
from organization.language import in_office_language
from organization.models import User
from reports import xes
from reports.access import drafting_as
from reports.charts import timing_chart, timing_text
from reports.timing import person_table, time_bars, timing_tables
from reports.xlsx import CONTENT_TYPE, write_workbook
from sop.access import document_for
from sop.models import SopDocument
from workflow.queries.people import people_clock, people_years
from workflow.queries.sopclock import SopClock, clock_years, sop_clock

ALL = "semua"


def timing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    document = _document(request, pk)
    years = clock_years(document)
    year, triwulan = asked_period(request.GET, years)
    found = sop_clock(document, clock.now(), year=year, triwulan=triwulan)
    bars = time_bars(found)
    user, on = cast("User", request.user), localdate(clock.now())
    drafting = (_("Usulkan waktu baku"), partial(drafting_as, user, document, on))
    context = {
        "clock": found,
        "document": document,
        "years": years,
        "year": year,
        "triwulan": triwulan,
        "tables": timing_tables(found),
        "chart": f"data:image/svg+xml;base64,{b64encode(timing_chart(bars)).decode()}",
        "chart_text": timing_text(bars),
        "asked": request.GET.urlencode(),
        "barred": barred([drafting]),
    }
    return render(request, "reports/timing_detail.html", context)


def timing_people(request: HttpRequest) -> HttpResponse:
    """Nobody's times but one's own and those of one's direct staff."""
    now = clock.now()
    user, on = cast("User", request.user), localdate(now)
    years = people_years(user, on)
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), next(iter(years), on.year))
    found = people_clock(user, year, on, now)
    context = {"people": [(each, person_table(each)) for each in found], "years": years}
    return render(request, "reports/timing_people.html", {**context, "year": year})


@in_office_language
def timing_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    found = _clock(request, pk)
    sheets = [(table.title, table) for table in timing_tables(found).values()]
    content = write_workbook(f"{found.document.name} {found.document.agency.name}", sheets)
    return _file(content, CONTENT_TYPE, found.document, "xlsx")


@in_office_language
def timing_xes(request: HttpRequest, pk: int) -> HttpResponse:
    found = _clock(request, pk)
    return _file(xes.write_xes(found), xes.CONTENT_TYPE, found.document, "xes")


def _clock(request: HttpRequest, pk: int) -> SopClock:
    document = _document(request, pk)
    year, triwulan = asked_period(request.GET, clock_years(document))
    return sop_clock(document, clock.now(), year=year, triwulan=triwulan)


def _document(request: HttpRequest, pk: int) -> SopDocument:
    return document_for(cast("User", request.user), pk, localdate(clock.now()))


def asked_period(asked: Mapping[str, str], years: list[int]) -> tuple[int | None, int | None]:
    """The year asked for (None: all), else the newest; and its triwulan, where one is asked for."""
    if asked.get("tahun") == ALL or not years:
        return None, None
    year = next((each for each in years if str(each) == asked.get("tahun")), years[0])
    triwulan = asked.get("triwulan", "")
    return year, int(triwulan) if triwulan in ("1", "2", "3", "4") else None


def _file(content: bytes, content_type: str, document: SopDocument, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = f"waktu-sop-{document.key}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
