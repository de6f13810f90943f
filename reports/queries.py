"""Reads of the report pages."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from organization.access import in_charge
from organization.models import Agency, Job
from organization.queries import logo_uri
from reports.models import RENDER_KIND, Report, ReportFile
from reports.states import ReportKind

ORDER = (ReportKind.LKJIP, ReportKind.TRIWULAN, ReportKind.REKAP, ReportKind.LANE)


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
    position = agency.signing_position
    if position is None:
        return {"position": agency.name, "capacity": "", "name": "", "pangkat": "", "nip": ""}
    term = next(iter(in_charge([position], on)[position.pk]), None)
    is_named = term is not None and term.user.name != position.name
    return {
        "position": position.name,
        "capacity": term.capacity if term else "",
        "name": term.user.name if term and is_named else "",
        "pangkat": term.pangkat if term else "",
        "nip": term.nip if term else "",
    }


def by_period(reports: QuerySet[Report]) -> list[PeriodReports]:
    """Latest versions only, grouped by triwulan, the year first. 1 query."""
    latest: dict[tuple[int, int | None, str], Report] = {}
    for report in reports.order_by("number"):
        latest[(report.run_id, report.lane_id, report.kind)] = report
    periods: dict[int | None, list[Report]] = {}
    for report in latest.values():
        periods.setdefault(report.triwulan, []).append(report)
    return [
        PeriodReports(triwulan, tuple(sorted(found, key=_place)))
        for triwulan, found in sorted(periods.items(), key=lambda pair: -(pair[0] or 5))
    ]


def _place(report: Report) -> tuple[str, int, int]:
    lane = report.lane.order if report.lane else -1
    return (report.agency.name, ORDER.index(ReportKind(report.kind)), lane)


def years_of(reports: QuerySet[Report]) -> list[int]:
    """The years that have reports, latest first."""
    return list(reports.order_by("-year").values_list("year", flat=True).distinct())


def job_of(report: Report) -> Job | None:
    """The latest rendering job of a report."""
    jobs = Job.objects.filter(kind=RENDER_KIND, subject_id=report.pk)
    return jobs.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Published:
    """What anybody may know of a report: which it is, its files' hashes, and what replaced it."""

    report: Report
    files: tuple[ReportFile, ...]
    newer: Report | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an uploaded file is one of a report's files, byte for byte."""

    sha256: str
    file: ReportFile | None


def published_of(code: str) -> Published | None:
    """The report with this verification code. 3 queries."""
    found = Report.objects.filter(code=code).select_related("agency__government", "lane").first()
    if found is None:
        return None
    later = Report.objects.filter(
        run=found.run_id, lane=found.lane_id, kind=found.kind, number__gt=found.number
    )
    return Published(found, tuple(found.files.order_by("-pk")), later.order_by("number").last())


def verdict_on(report: Report, upload: "UploadedFile[bytes]") -> Verdict:
    """Which file of the report an upload is; only its hash is looked at."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return Verdict(digest.hexdigest(), report.files.filter(sha256=digest.hexdigest()).first())
