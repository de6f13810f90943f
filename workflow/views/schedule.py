"""What opens next and who is missing, with the way to whoever may mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.access import indicator_for
from indicators.services import assign_indicator
from organization.access import NotTheHolder, agencies_for, staffing_of
from sop.access import mending_as
from sop.models import SopDocument
from workflow.access import assigning_as
from workflow.forms import AssignForm
from workflow.queries.calendar import coming_legal
from workflow.services import Gap, NextOpening, coming_openings, plan_coming
from workflow.views.arriving import Visitor, visitor

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Mend:
    """A gap, and where this visitor mends it; `href` is empty where others have to."""

    gap: Gap
    href: str
    others: str


def schedule(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    coming = coming_openings(agencies, who.now)
    page = Paginator(coming, PER_PAGE).get_page(request.GET.get("page"))
    openings = plan_coming(page.object_list, who.now)
    context = {
        "page": page,
        "openings": openings,
        "rows": [(each, mends_of(who, each)) for each in openings],
        "on": who.on,
        "legal": coming_legal(agencies, who.on),
    }
    return render(request, "workflow/schedule.html", context)


def indicator_assign(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    indicator = indicator_for(who.user, pk, who.on)
    acting = assigning_as(who.user, indicator.agency, who.on)
    form = AssignForm(request.POST if request.method == "POST" else None, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        assign_indicator(
            indicator=indicator, **form.cleaned_data, now=who.now, by=who.user, acting=acting
        )
        messages.success(request, _("Penanggung jawab indikator dicatat."))
        return redirect("workflow:schedule")
    context = {"form": form, "indicator": indicator}
    status = 422 if form.is_bound else 200
    return render(request, "workflow/indicator_assign.html", context, status=status)


def mends_of(who: Visitor, opening: NextOpening) -> list[Mend]:
    """What stands in an opening, and where this visitor mends it."""
    if not opening.gaps:
        return []
    document = opening.document
    may = _rights(who, document, {gap.kind for gap in opening.gaps})
    staffing = staffing_of(who.user, document.agency, who.on)
    return [
        Mend(
            gap,
            _href(gap, document)
            if gap.kind in may or (gap.position and staffing and staffing.covers(gap.position))
            else "",
            _others(gap),
        )
        for gap in opening.gaps
    ]


def _rights(who: Visitor, document: SopDocument, kinds: Iterable[str]) -> set[str]:
    """The kinds of gaps of this SOP that the visitor may mend; posts are told one by one."""
    found = set()
    for kind in kinds:
        try:
            if kind == "indikator":
                assigning_as(who.user, document.agency, who.on)
            elif kind in ("jalur", "pelaksana"):
                mending_as(who.user, document, who.on)
            else:
                continue
        except NotTheHolder:
            continue
        found.add(kind)
    return found


def _href(gap: Gap, document: SopDocument) -> str:
    if gap.position is not None:
        asked = {"instansi": document.agency.key, "jabatan": gap.position.pk}
        return f"{reverse('staffing:term-add')}?{urlencode(asked)}"
    if gap.indicator is not None:
        return reverse("workflow:indicator-assign", args=[gap.indicator.pk])
    key = f"{gap.kind}:{gap.actor or gap.level}:{gap.lane.pk if gap.lane else ''}"
    return f"{reverse('sop:binding-edit', args=[document.pk])}?{urlencode({'pilih': key})}"


def _others(gap: Gap) -> str:
    match gap.kind:
        case "jabatan":
            return _("Dapat dicatat oleh kepala, sekretaris, atau administrator.")
        case "indikator":
            return _("Dapat dilengkapi oleh bagian perencanaan, kepala, atau administrator.")
        case "versi":
            return _("Administrator memuat dan memberlakukan SOP-nya.")
    return _("Dapat dilengkapi oleh bagian perencanaan atau administrator.")
