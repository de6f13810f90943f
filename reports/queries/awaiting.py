"""Whose turn it is: the reports that wait for a person, over all agencies that he may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organization.access import held_positions
from organization.models import Agency, Oversight, User
from reports.models import FormalRule, Report, ReportAct
from reports.queries.route import stations_under
from reports.states import ACTS, INNER_KINDS, ReportState, next_station
from workflow.models import LaneActor

#: Stations to which not only the signing position leads.
OF_KEEPER = (ReportState.DRAFT, ReportState.SIGNED, ReportState.SUBMITTED, ReportState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report and the station to which this person can lead it."""

    report: Report
    station: ReportState

    @property
    def act(self) -> str:
        return str(ACTS[self.station])


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a person may do with reports today."""

    positions: frozenset[int]
    agencies: frozenset[int]
    reviewing: frozenset[int]
    assisting: frozenset[int]
    keeping: frozenset[int]
    consolidating: frozenset[int]


def awaiting(user: User, reports: Iterable[Report], on: date) -> list[Awaited]:
    """Which of these rendered reports wait for this person. 6 queries, however many there are.

    What was given back waits for its keepers, at the station of the draft.
    What stays inside the agency waits for nobody here: its SOP approves it.
    """
    rendered = [each for each in reports if each.pdf_sha256 and each.kind not in INNER_KINDS]
    if not rendered:
        return []
    desk = _desk(user, rendered, on)
    ahead = stations_ahead(rendered)
    return [
        Awaited(report, ahead[report.pk])
        for report in rendered
        if report.pk in ahead and _is_at(desk, report, ahead[report.pk])
    ]


def stations_ahead(reports: list[Report]) -> dict[int, ReportState]:
    """Report id → the station that it is led to next, where there is one. 2 queries."""
    rules = {rule.agency_id: rule for rule in FormalRule.objects.filter(agency__in=_ids(reports))}
    returned = _given_back(reports)
    found: dict[int, ReportState] = {}
    for report in reports:
        station = next_station(stations_under(report, rules.get(report.agency_id)), report.state)
        if report.pk in returned:
            station = ReportState.DRAFT
        if station is not None:
            found[report.pk] = station
    return found


def _given_back(reports: list[Report]) -> set[int]:
    """The drafts that were returned: a draft has no other act behind it."""
    drafts = [each.pk for each in reports if each.state == ReportState.DRAFT]
    acts = ReportAct.objects.filter(report__in=drafts, is_return=True)
    return set(acts.order_by().values_list("report_id", flat=True))


def _is_at(desk: _Desk, report: Report, station: ReportState) -> bool:
    government = report.agency.government_id
    if station == ReportState.REVIEWED:
        return government in desk.reviewing and report.agency_id not in desk.agencies
    if station == ReportState.ASSISTED:
        return government in desk.assisting
    is_head = report.agency.signing_position_id in desk.positions
    is_keeper = report.run_id in desk.keeping if report.run_id else government in desk.consolidating
    return is_head or (station in OF_KEEPER and is_keeper)


def _desk(user: User, reports: list[Report], on: date) -> _Desk:
    terms = held_positions(user, on)
    held = frozenset(term.position_id for term in terms)
    rows = Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, position__in=held
    ).select_related("position__agency")
    oversight = list(rows)
    filing = LaneActor.objects.filter(
        lane__run__in={report.run_id for report in reports if report.run_id},
        position__in=held,
        actor__steps__kind="document",
    )
    return _Desk(
        positions=held,
        agencies=frozenset(term.position.agency_id for term in terms),
        reviewing=frozenset(
            row.government_id for row in oversight if row.scope == Oversight.Scope.REVIEW
        ),
        assisting=frozenset(
            row.government_id for row in oversight if row.position.agency.kind == Agency.Kind.SETDA
        ),
        keeping=frozenset(filing.values_list("lane__run_id", flat=True)),
        consolidating=frozenset(
            row.government_id for row in oversight if row.scope == Oversight.Scope.READ
        ),
    )


def _ids(reports: list[Report]) -> set[int]:
    return {report.agency_id for report in reports}
