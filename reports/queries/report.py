"""Reads of the report pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization.access import in_charge
from organization.models import Agency, Officeholder, Position
from organization.queries import logo_uri
from reports.models import Report
from reports.naming import capitals, paper_name
from reports.states import FINAL, ReportKind, watermark

ORDER = (
    ReportKind.GOVERNMENT_LKJIP,
    ReportKind.GOVERNMENT_TRIWULAN,
    ReportKind.LKJIP,
    ReportKind.TRIWULAN,
    ReportKind.REKAP,
    ReportKind.LANE,
)


@dataclass(frozen=True, slots=True)
class PeriodReports:
    """The reports of a triwulan (or of the year), the agency's own before those of its lanes."""

    triwulan: int | None
    reports: tuple[Report, ...]


def letterhead_of(agency: Agency) -> dict[str, str]:
    """What the kop surat and the paper of an agency's documents need."""
    return {
        "name": agency.name,
        "short_name": agency.short_name,
        "government": agency.government.name,
        "seat": agency.government.seat,
        "address": agency.address,
        "phone": agency.phone,
        "paper": agency.paper,
        "logo": logo_uri(agency),
    }


def signature_of(agency: Agency, on: date) -> dict[str, str]:
    """Who signs today: the signing position, its holder's capacity, rank and NIP if entered.

    A head on leave whose post nobody acts in is still the one who will sign.
    """
    return signature_at(agency.signing_position, agency.name, on)


def signature_at(position: Position | None, otherwise: str, on: date) -> dict[str, str]:
    """The signature block of a post on a day; `otherwise` stands where no post is bound."""
    empty = {"position": otherwise, "capacity": "", "name": "", "pangkat": "", "nip": ""}
    if position is None:
        return empty
    term = next(iter(in_charge([position], on)[position.pk]), None)
    return signature_under(term) if term else empty | {"position": position.name}


def signature_under(term: Officeholder) -> dict[str, str]:
    """The signature block of one term; an account named after its post prints no name."""
    is_named = term.user.name != term.position.name
    return {
        "position": term.position.name,
        "capacity": term.capacity,
        "name": term.user.name if is_named else "",
        "pangkat": term.pangkat,
        "nip": term.nip,
    }


def file_name(report: Report, ending: str, state: str = "") -> str:
    """A file's name for who downloads it; `state` where it is not the report's own."""
    kind = capitals(report.get_kind_display())
    if report.triwulan:
        named = kind if report.kind == ReportKind.TRIWULAN else f"{kind} Triwulan"
        kind = f"{named} {ROMAN[report.triwulan]}"
    lane = report.lane.label if report.lane else ""
    word = state or watermark(report.state) or report.get_state_display()
    return paper_name(
        f"{kind} {report.year}", report.agency.name, lane, word.lower(), ending=ending
    )


def versions_of(report: Report) -> QuerySet[Report]:
    """All versions of the same report, this one too."""
    return Report.objects.filter(
        agency=report.agency_id,
        run=report.run_id,
        lane=report.lane_id,
        kind=report.kind,
        year=report.year,
        triwulan=report.triwulan,
    )


def by_period(reports: QuerySet[Report]) -> list[PeriodReports]:
    """Latest versions only, grouped by triwulan, the year first. 1 query."""
    periods: dict[int | None, list[Report]] = {}
    for report in latest_of(reports):
        periods.setdefault(report.triwulan, []).append(report)
    return [
        PeriodReports(triwulan, tuple(sorted(found, key=_place)))
        for triwulan, found in sorted(periods.items(), key=lambda pair: -(pair[0] or 5))
    ]


def latest_of(reports: QuerySet[Report]) -> list[Report]:
    """The newest version of each report. 1 query."""
    latest: dict[tuple[int | None, ...], Report] = {}
    for report in reports.order_by("number"):
        place = ORDER.index(ReportKind(report.kind))
        of_none = (report.agency_id, report.year, report.triwulan) if report.run_id is None else ()
        latest[(report.run_id, report.lane_id, place, *of_none)] = report
    return list(latest.values())


def versioned_title(report: Report) -> str:
    """Versions told apart: two notices of two versions are two matters."""
    if report.number == 1:
        return report.title
    return _("%(title)s, versi %(number)d") % {"title": report.title, "number": report.number}


def _place(report: Report) -> tuple[str, int, int]:
    lane = report.lane.order if report.lane else -1
    return (report.agency.name, ORDER.index(ReportKind(report.kind)), lane)


def years_of(reports: QuerySet[Report]) -> list[int]:
    """The years that have reports, latest first."""
    return list(reports.order_by("-year").values_list("year", flat=True).distinct())


def approved_years(governments: Iterable[int]) -> dict[int, list[int]]:
    """Of each kabupaten, by id: the years of which an agency's report is approved. 1 query."""
    found: dict[int, list[int]] = {government: [] for government in governments}
    rows = Report.objects.filter(
        agency__government__in=found,
        agency__is_active=True,
        kind__in=(ReportKind.TRIWULAN, ReportKind.LKJIP),
        state__in=FINAL,
    )
    years = rows.order_by("year").values_list("agency__government", "year").distinct()
    for government, year in years:
        found[government].append(year)
    return found
