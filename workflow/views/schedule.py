"""What opens next and who is missing, with the way to whoever may mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.access import indicator_for
from indicators.services import assign_indicator
from organization.access import (
    Barred,
    Refused,
    Staffing,
    agencies_for,
    expect_staffing,
    refusal_of,
    staffing_of,
)
from organization.wayback import CAME_FROM, way_back
from sop.access import expect_publisher, mending_as
from sop.models import SopDocument
from workflow.access import assigning_as
from workflow.forms import AssignForm
from workflow.queries.calendar import coming_legal
from workflow.services import Gap, NextOpening, coming_openings, plan_coming
from workflow.views.arriving import Visitor, visitor

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Mend:
    """A gap, and where this visitor mends it; `href` is empty where others have to, with the word
    that its gate would give him."""

    gap: Gap
    href: str
    refusal: Refused | None = None


#: Kind of gap → what mending it is called.
MENDING = {
    "jabatan": gettext_lazy("Catat pejabat"),
    "indikator": gettext_lazy("Tetapkan penanggung jawab"),
    "jalur": gettext_lazy("Lengkapi pelaksana dan jalur"),
    "pelaksana": gettext_lazy("Lengkapi pelaksana dan jalur"),
    "versi": gettext_lazy("Muat dan berlakukan SOP"),
}


def schedule(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    agencies = agencies_for(who.user, who.on)
    coming = coming_openings(agencies, who.now)
    page = Paginator(coming, PER_PAGE).get_page(request.GET.get("page"))
    openings = plan_coming(page.object_list, who.now)
    found = [(each, mends_of(who, each)) for each in openings]
    context = {
        "page": page,
        "openings": openings,
        "rows": [(each, mends, barred_from(mends)) for each, mends in found],
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
        return redirect(way_back(request.GET) or reverse("workflow:schedule"))
    context = {"form": form, "indicator": indicator}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "workflow/indicator_assign.html", context, status=status)


def mends_of(who: Visitor, opening: NextOpening, *, back: str = "") -> list[Mend]:
    """What stands in an opening, and where this visitor mends it; `back` leads here again."""
    if not opening.gaps:
        return []
    document = opening.document
    refused = _refused(who, document, {gap.kind for gap in opening.gaps})
    staffing = staffing_of(who.user, document.agency, who.on)
    mends = [_mend(gap, document, refused, staffing) for gap in opening.gaps]
    return [replace(each, href=_returning(each.href, back)) for each in mends] if back else mends


def _returning(href: str, back: str) -> str:
    sign = "&" if "?" in href else "?"
    return f"{href}{sign}{urlencode({CAME_FROM: back})}" if href else ""


def barred_from(mends: Iterable[Mend]) -> list[Barred]:
    """What this visitor cannot mend himself, each act and word once."""
    told = {
        (MENDING[mend.gap.kind], mend.refusal.sentence): mend.refusal
        for mend in mends
        if mend.refusal is not None
    }
    return [Barred(str(act), refusal) for (act, _sentence), refusal in told.items()]


def _mend(
    gap: Gap,
    document: SopDocument,
    refused: Mapping[str, Refused | None],
    staffing: Staffing | None,
) -> Mend:
    if gap.kind not in MENDING:
        return Mend(gap, "")
    refusal = refused[gap.kind]
    if refusal is None and staffing is not None and gap.position is not None:
        refusal = refusal_of(partial(staffing.expect_covers, [gap.position]))
    return Mend(gap, "" if refusal else _href(gap, document), refusal)


def _refused(
    who: Visitor, document: SopDocument, kinds: Iterable[str]
) -> dict[str, Refused | None]:
    """Kind of gap → what its gate says to this visitor; posts are asked one by one besides."""
    user, agency, on = who.user, document.agency, who.on
    binding = partial(mending_as, user, document, on)
    gates: dict[str, Callable[[], object]] = {
        "jabatan": lambda: expect_staffing(staffing_of(user, agency, on), agency),
        "indikator": partial(assigning_as, user, agency, on),
        "jalur": binding,
        "pelaksana": binding,
        "versi": partial(expect_publisher, user, document),
    }
    return {kind: refusal_of(gates[kind]) for kind in kinds if kind in gates}


def _href(gap: Gap, document: SopDocument) -> str:
    if gap.position is not None:
        asked = {"instansi": document.agency.key, "jabatan": gap.position.pk}
        return f"{reverse('staffing:term-add')}?{urlencode(asked)}"
    if gap.indicator is not None:
        return reverse("workflow:indicator-assign", args=[gap.indicator.pk])
    if gap.kind == "versi":
        return reverse("sop:document-list")
    key = f"{gap.kind}:{gap.actor or gap.level}:{gap.lane.pk if gap.lane else ''}"
    return f"{reverse('sop:binding-edit', args=[document.pk])}?{urlencode({'pilih': key})}"
