"""What the reader of a list finds no button for, in as many queries however long the list is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from organization.access import Barred, NotTheHolder, Refused
from organization.models import Agency, Oversight, Position
from reports.access.refusals import InnerReport, NotRendered
from reports.models import Report
from reports.queries import Awaited, stations_ahead
from reports.states import ACTS, INNER_KINDS, ReportState
from workflow.models import LaneActor


def listed_barred(
    reports: Iterable[Report], awaited: Iterable[Awaited], on: date
) -> dict[int, list[Barred]]:
    """Report id → what is refused to who reads this list, and who can help. 4 queries.

    Of what is not printed its files; else the next act, unless the report waits for this person.
    """
    own = {each.report.pk for each in awaited}
    others = [each for each in reports if each.pk not in own]
    printed = [each for each in others if each.pdf_sha256]
    found = {
        each.pk: [Barred(_("Unduh PDF dan Excel"), NotRendered())]
        for each in others
        if not each.pdf_sha256
    }
    stations = stations_ahead(printed)
    desks = _Desks(printed, on)
    for report in printed:
        station = stations.get(report.pk)
        # what stays inside goes no further than the approval by its SOP
        is_at_end = report.kind in INNER_KINDS and station is not ReportState.APPROVED
        if station is not None and not is_at_end:
            found[report.pk] = [Barred(str(ACTS[station]), desks.refusal(report, station))]
    return found


class _Desks:
    """Whose act leads these reports on: read once for all of them."""

    def __init__(self, reports: list[Report], on: date) -> None:
        self.filing: dict[int, list[Position]] = defaultdict(list)
        rows = LaneActor.objects.filter(
            lane__run__in={each.run_id for each in reports if each.run_id},
            actor__steps__kind="document",
        ).select_related("position", "lane")
        for row in rows.distinct():
            self.filing[row.lane.run_id].append(row.position)
        self.overseeing: dict[int, list[Oversight]] = defaultdict(list)
        seen = Oversight.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            government__in={each.agency.government_id for each in reports},
            starts_on__lte=on,
        )
        for reach in seen.select_related("position__agency"):
            self.overseeing[reach.government_id].append(reach)

    def refusal(self, report: Report, station: ReportState) -> Refused:
        if report.kind in INNER_KINDS:
            return InnerReport()
        return NotTheHolder(dict.fromkeys(self._posts(report, station)))

    def _posts(self, report: Report, station: ReportState) -> list[Position]:
        head = report.agency.signing_position
        signing = [] if head is None else [head]
        reach = self.overseeing[report.agency.government_id]
        match station:
            case ReportState.APPROVED:
                return signing
            case ReportState.ASSISTED:
                secretariat = Agency.Kind.SETDA
                return [each.position for each in reach if each.position.agency.kind == secretariat]
            case ReportState.REVIEWED:
                return _of_scope(reach, Oversight.Scope.REVIEW)
        if report.run_id is None:
            return [*_of_scope(reach, Oversight.Scope.READ), *signing]
        return [*self.filing[report.run_id], *signing]


def _of_scope(reach: list[Oversight], scope: Oversight.Scope) -> list[Position]:
    return [each.position for each in reach if each.scope == scope]
