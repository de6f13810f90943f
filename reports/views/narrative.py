"""The texts of the annual report, of an agency and of the kabupaten as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indicators.models import Indicator, Realisasi
from organization import clock
from organization.access import Acting, agency_for
from organization.models import Agency, User
from reports import services
from reports.access import narrator_for, overview_narrator_for
from reports.forms import NarrativeForm
from reports.models import Narrative, Report
from reports.placeholders import EXPLAINED, GOVERNMENT_EXPLAINED, GOVERNMENT_WORDS
from reports.prose import frozen, printed
from reports.queries import figures_now, narrated_sasaran, told_during
from reports.states import ReportKind
from reports.tables.texts import GOVERNMENT_SECTIONS

#: The button that shows a text instead of saving it; its value is the field.
PREVIEW = "pratinjau"


@dataclass(frozen=True, slots=True)
class _Page:
    """Whose texts are written, by whom, and what explains their figures."""

    agency: Agency
    name: str
    year: int
    acting: Acting
    now: datetime
    kind: ReportKind
    placeholders: tuple[tuple[str, str], ...]
    indicators: list[tuple[str, str]]
    #: Name of a text → what was said during the year of what it is about.
    told: Mapping[str, list[Realisasi]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Preview:
    """A text as the report would print it; its figures are those of `report`, if there is one."""

    name: str
    text: SafeString
    report: Report | None


def narrative_edit(request: HttpRequest, agency: str, year: int) -> HttpResponse:
    now = clock.now()
    user = cast("User", request.user)
    owner = agency_for(user, agency, localdate(now))
    acting = narrator_for(user, owner, localdate(now))
    indicators = list(owner.indicators.values_list("code", "name"))
    form = NarrativeForm(
        request.POST if request.method == "POST" else None,
        sasaran=list(narrated_sasaran(owner)),
        saved=list(Narrative.objects.filter(agency=owner, year=year)),
        codes=[code for code, _name in indicators],
    )
    told = {f"penyebab-{pk}": rows for pk, rows in told_during(owner, year).items()}
    kind, name = ReportKind.LKJIP, owner.short_name
    page = _Page(owner, name, year, acting, now, kind, EXPLAINED, indicators, told)
    return _answer(request, form, page)


def overview_narrative(request: HttpRequest, government: str, year: int) -> HttpResponse:
    now = clock.now()
    user = cast("User", request.user)
    keeper, acting = overview_narrator_for(user, government, localdate(now))
    indicators = _indicators(keeper)
    form = NarrativeForm(
        request.POST if request.method == "POST" else None,
        sasaran=[],
        saved=list(Narrative.objects.filter(agency=keeper, year=year)),
        sections=GOVERNMENT_SECTIONS,
        codes=[code for code, _name in indicators],
        words=GOVERNMENT_WORDS,
    )
    name = keeper.government.name
    kind = ReportKind.GOVERNMENT_LKJIP
    page = _Page(keeper, name, year, acting, now, kind, GOVERNMENT_EXPLAINED, indicators)
    return _answer(request, form, page)


def _indicators(keeper: Agency) -> list[tuple[str, str]]:
    """`opd/kode` and name of every indicator of a kabupaten's active agencies. 1 query."""
    rows = Indicator.objects.filter(
        agency__government=keeper.government_id, agency__is_active=True
    ).order_by("agency__name", "code")
    return [
        (f"{agency}/{code}", name)
        for agency, code, name in rows.values_list("agency__key", "code", "name")
    ]


def _preview(form: NarrativeForm, page: _Page, name: str) -> _Preview:
    say, report = figures_now(page.agency, page.year, page.kind) or ("{{{}}}".format, None)
    typed = str(form[name].value() or "").strip()
    return _Preview(name, printed(frozen(typed, form.markup_of(name)), say), report)


def _answer(request: HttpRequest, form: NarrativeForm, page: _Page) -> HttpResponse:
    """Save what was changed and come back, or show the texts, with what is wrong beside each."""
    shown = request.POST.get(PREVIEW)
    if request.method == "POST" and form.is_valid() and shown is None:
        for section, sasaran, text in form.changed():
            services.save_narrative(
                agency=page.agency,
                year=page.year,
                section=section,
                sasaran=sasaran,
                text=text,
                acting=page.acting,
                now=page.now,
            )
        messages.success(request, _("Narasi tersimpan."))
        return redirect(request.path)
    preview = _preview(form, page, shown) if shown in form.names else None
    texts = [(each, page.told.get(each.name, [])) for each in form.texts]
    context = {"form": form, "page": page, "preview": preview, "texts": texts}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
    return render(request, "reports/narrative_edit.html", context, status=status)
