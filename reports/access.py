"""The only way from a request to a report, and the refusals of this floor."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from organization.access import Acting, NotTheHolder, Refused, acting_as, agencies_for
from organization.models import Agency, User
from reports.models import Report
from workflow.models import LaneActor, Run


class NotReadyToApprove(Refused):
    """The report is not a rendered draft."""

    code = "laporan-belum-siap"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini tidak dapat disetujui sekarang."),
            help=_("Hanya draf yang sudah selesai dibuat yang dapat disetujui, satu kali."),
        )


class NotRendered(Refused):
    """The file is not there yet."""

    code = "berkas-belum-ada"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Berkas laporan ini sedang dibuat."),
            help=_("Tunggu beberapa saat, lalu muat ulang halaman laporan."),
        )


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


def signing_for(user: User, report: Report, on: date) -> Acting:
    """How this user approves a report: holding the signing position, or NotTheHolder."""
    position = report.agency.signing_position
    if position is None:
        raise NotTheHolder
    return acting_as(user, [position], on)


def narrator_for(user: User, agency: Agency, on: date) -> Acting:
    """Who writes the annual texts: holders of the last step's posts, or the signing position."""
    run = Run.objects.filter(agency=agency).order_by("-year", "-triwulan").first()
    positions = [] if run is None else [row.position for row in _filing(run)]
    if agency.signing_position is not None:
        positions.append(agency.signing_position)
    return acting_as(user, positions, on)


def _filing(run: Run) -> QuerySet[LaneActor]:
    last = run.version.steps.filter(kind="document").values("actor")
    return LaneActor.objects.filter(lane__run=run, actor__in=last).select_related("position")
