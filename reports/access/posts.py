"""Who acts on which report, in which post, and where on its way."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organization.access import (
    Acting,
    NotTheHolder,
    Refused,
    acting_as,
    agencies_for,
    held_positions,
    is_administrator,
)
from organization.models import Agency, Capacity, Oversight, Position, User
from reports.access.refusals import (
    InnerReport,
    NotAtThisStation,
    NotNewest,
    NotRendered,
    NotReturnable,
    OwnReport,
    OwnReportFigures,
)
from reports.models import Report
from reports.queries import awaiting, latest_of, stations_of, versions_of, written_of
from reports.queries.narratives import wrote_texts
from reports.states import ENDED, INNER_KINDS, SIGNABLE, ReportState, next_station
from sop.models import SopDocument
from workflow.artifacts import AwaitedPaper
from workflow.models import LaneActor, Run
from workflow.queries.covering import is_maker


def reports_for(user: User, on: date) -> QuerySet[Report]:
    """Reports of the agencies that this user may read."""
    return Report.objects.filter(agency__in=agencies_for(user, on)).select_related(
        "agency__government", "agency__signing_position", "lane", "run", "snapshot"
    )


def report_for(user: User, pk: int, on: date) -> Report:
    """The report for this user to read, or 404."""
    report = reports_for(user, on).filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def papers_for(user: User, on: date) -> list[AwaitedPaper]:
    """The reports of this year and the last that wait for this person, for his first page.

    Only the newest version of each: an older one goes no further.
    """
    recent = reports_for(user, on).filter(year__gte=on.year - 1)
    reports = latest_of(recent.exclude(state__in=ENDED))
    return [
        AwaitedPaper(
            title=each.report.title,
            act=each.act,
            path=reverse("reports:report-detail", args=[each.report.pk]),
        )
        for each in awaiting(user, reports, on)
    ]


def texts_of(user: User, run: Run, on: date) -> AwaitedPaper | None:
    """Where this person writes the texts of a run's year, with how many are still empty."""
    if not _narrates(user, run.agency, on):
        return None
    return AwaitedPaper(
        title=str(_("Narasi LKjIP %(year)d") % {"year": run.year}),
        act=written_of(run.agency, run.year).sentence,
        path=reverse("reports:narrative-edit", args=[run.agency.key, run.year]),
    )


def signing_for(user: User, report: Report, on: date) -> Acting:
    """How this user approves a report: holding the signing position, or NotTheHolder.

    Raises InnerReport for what the SOP itself judges.
    """
    if report.kind in INNER_KINDS:
        raise InnerReport
    position = report.agency.signing_position
    if position is None:
        raise NotTheHolder
    return acting_as(user, [position], on)


def approving_as(user: User, report: Report, on: date) -> Acting:
    """How this user approves a report, unless it shows his own figures (`expect_not_own`)."""
    acting = signing_for(user, report, on)
    expect_not_own(report, acting)
    return acting


def expect_not_own(report: Report, acting: Acting) -> None:
    """A Plt or Plh has written and handed over none of the figures printed, nor written a text.

    The definitif head may approve his own, since a small office has nobody else. Raises
    OwnReportFigures.
    """
    if acting.capacity == Capacity.DEFINITIF:
        return
    printed = report.snapshot.revisions.values_list("realisasi_id", flat=True)
    if is_maker(acting.user, printed) or wrote_texts(acting.user, report):
        raise OwnReportFigures(report.agency)


def narrator_for(user: User, agency: Agency, on: date) -> Acting:
    """Who writes the annual texts: holders of the last step's posts, or the signing position."""
    return acting_as(user, _year_posts(agency), on)


def packer_for(user: User, agency: Agency, on: date) -> Acting:
    """Who takes an agency's evaluation pack: who writes its annual texts, or APIP. 4 queries."""
    reviewing = _over(agency.government_id, on).filter(scope=Oversight.Scope.REVIEW)
    return acting_as(user, [*_year_posts(agency), *(row.position for row in reviewing)], on)


def may_pack(user: User, agency: Agency, on: date) -> bool:
    """Whether `packer_for` would let this user in."""
    try:
        packer_for(user, agency, on)
    except NotTheHolder:
        return False
    return True


def _year_posts(agency: Agency) -> list[Position]:
    """The posts of the last step of the agency's newest run, and its signing position."""
    run = Run.objects.filter(agency=agency).order_by("-year", "-triwulan").first()
    positions = [] if run is None else [row.position for row in _filing(run)]
    if agency.signing_position is not None:
        positions.append(agency.signing_position)
    return positions


def narrated_agencies(user: User, on: date) -> list[Agency]:
    """The agencies whose annual texts this person writes today."""
    terms = held_positions(user, on)
    agencies = {term.position.agency_id: term.position.agency for term in terms}
    return [agency for agency in agencies.values() if _narrates(user, agency, on)]


def _narrates(user: User, agency: Agency, on: date) -> bool:
    try:
        narrator_for(user, agency, on)
    except NotTheHolder:
        return False
    return True


def assistant_for(user: User, report: Report, on: date) -> Acting:
    """How this user assists agencies: Bagian Organisasi, overseeing from the Sekretariat Daerah."""
    posts = _overseeing(report, on).filter(position__agency__kind=Agency.Kind.SETDA)
    return acting_as(user, [each.position for each in posts], on)


def reviewer_for(user: User, report: Report, on: date) -> Acting:
    """How this user reviews: a post with the right of review over the report's government.

    Raises OwnReport for a report of the reviewer's own agency, NotTheHolder.
    """
    posts = _overseeing(report, on).filter(scope=Oversight.Scope.REVIEW)
    acting = acting_as(user, [each.position for each in posts], on)
    if acting.position.agency_id == report.agency_id:
        raise OwnReport
    return acting


def keeper_for(user: User, report: Report, on: date) -> Acting:
    """Who keeps a report's papers: holders of its last step's posts, or the signing position.

    The kabupaten's own are kept by those who read all its agencies.
    """
    return acting_as(user, keepers_of(report, on), on)


def keepers_of(report: Report, on: date) -> list[Position]:
    """The posts that keep a report's papers, the signing position last."""
    if report.run is None:
        reading = _overseeing(report, on).filter(scope=Oversight.Scope.READ)
        positions = [row.position for row in reading]
    else:
        positions = [row.position for row in _filing(report.run)]
    if report.agency.signing_position is not None:
        positions.append(report.agency.signing_position)
    return positions


def consolidated(user: User, on: date) -> list[tuple[Agency, Acting]]:
    """Where this person puts a kabupaten's reports together: its Sekretariat Daerah, and as what.

    He holds a post that reads all agencies (Bagian Organisasi, Bappeda). 3 queries.
    """
    terms = {term.position_id: term for term in held_positions(user, on)}
    rows = Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        starts_on__lte=on,
        scope=Oversight.Scope.READ,
        position__in=terms,
    )
    found = {row.government_id: row.position_id for row in rows.order_by("-pk")}
    keepers = Agency.objects.filter(
        government__in=found, kind=Agency.Kind.SETDA, is_active=True
    ).select_related("government", "signing_position")
    return [
        (agency, Acting.under(terms[found[agency.government_id]]))
        for agency in keepers.order_by("government__name", "pk")
    ]


def overview_narrator_for(user: User, government: str, on: date) -> tuple[Agency, Acting]:
    """Where a kabupaten's own texts are kept, and as what this person writes them.

    404 for who reads nothing of that kabupaten; raises NotTheHolder for who may only read.
    """
    if not agencies_for(user, on).filter(government__key=government).exists():
        raise Http404
    for keeper, acting in consolidated(user, on):
        if keeper.government.key == government:
            return keeper, acting
    raise NotTheHolder


def returner_for(user: User, report: Report, on: date) -> Acting:
    """How this user may give a report back: at the next station's desk, or as its head.

    What has been signed is given back by its recipient, which its keepers record. Raises
    InnerReport for what the SOP itself judges.
    """
    if report.kind in INNER_KINDS:
        raise InnerReport
    following = next_station(stations_of(report), report.state)
    desk = signing_for if following is None else DESKS[following]
    try:
        return desk(user, report, on)
    except Refused:
        return signing_for(user, report, on)


#: Whose act leads to a station.
DESKS: dict[ReportState, Callable[[User, Report, date], Acting]] = {
    ReportState.ASSISTED: assistant_for,
    ReportState.REVIEWED: reviewer_for,
    ReportState.APPROVED: approving_as,
    ReportState.SIGNED: keeper_for,
    ReportState.SUBMITTED: keeper_for,
    ReportState.PUBLISHED: keeper_for,
}


def may(desk: Callable[[User, Report, date], Acting], user: User, report: Report, on: date) -> bool:
    """Whether a button is shown; the act itself asks again."""
    try:
        desk(user, report, on)
    except Refused:
        return False
    return True


def _overseeing(report: Report, on: date) -> QuerySet[Oversight]:
    return _over(report.agency.government_id, on)


def _over(government: int, on: date) -> QuerySet[Oversight]:
    return Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        government=government,
        starts_on__lte=on,
    ).select_related("position")


def rebuilder_for(user: User, report: Report, on: date) -> Acting:
    """Who asks for a new version: the keeper; raises InnerReport for what the SOP itself makes."""
    if report.kind in INNER_KINDS:
        raise InnerReport
    return keeper_for(user, report, on)


def expect_station(report: Report, wanted: ReportState) -> None:
    """The report's next station is this one. Raises NotAtThisStation."""
    following = next_station(stations_of(report), report.state)
    if following != wanted:
        raise NotAtThisStation(report.state, following)


def expect_enterable(report: Report, to: ReportState) -> None:
    """The report's newest version is printed and stands right before this station.

    Raises NotAtThisStation, NotNewest, NotRendered.
    """
    expect_station(report, to)
    if versions_of(report).filter(number__gt=report.number).exists():
        raise NotNewest
    expect_rendered(report)


def expect_rendered(report: Report) -> None:
    """The file is there. Raises NotRendered."""
    if not report.pdf_sha256:
        raise NotRendered


def expect_returnable(report: Report) -> None:
    """The report is neither published nor superseded. Raises NotReturnable."""
    if report.state in (ReportState.PUBLISHED, ReportState.SUPERSEDED):
        raise NotReturnable


def expect_published(report: Report) -> None:
    """The report is public, and nothing has replaced it. Raises NotAtThisStation."""
    if report.state != ReportState.PUBLISHED:
        raise NotAtThisStation(report.state, next_station(stations_of(report), report.state))


def expect_signable(report: Report) -> None:
    """The report is approved, printed without DRAF, and not yet public.

    Raises NotAtThisStation, NotRendered.
    """
    if report.state not in SIGNABLE:
        raise NotAtThisStation(report.state, next_station(stations_of(report), report.state))
    expect_rendered(report)


def drafting_as(user: User, document: SopDocument, on: date) -> Acting | None:
    """How this user drafts an SOP: holding the last step's post, or (None) as administrator."""
    if is_administrator(user):
        return None
    run = document.runs.order_by("-year", "-triwulan").first()
    return acting_as(user, [] if run is None else [row.position for row in _filing(run)], on)


def _filing(run: Run) -> QuerySet[LaneActor]:
    last = run.version.steps.filter(kind="document").values("actor")
    return LaneActor.objects.filter(lane__run=run, actor__in=last).select_related("position")
