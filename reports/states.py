"""Kinds and states of reports, and the stations that each kind passes.

Which are compulsory for whom: a review by APIP for the kabupaten's LKjIP; for an agency's where
the agency or its kabupaten asks for it (`FormalRule`); never for the Inspektorat's own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What a report is."""

    LANE = "laporan_lane", _("Laporan data kinerja")
    REKAP = "rekap", _("Rekapitulasi data kinerja")
    TRIWULAN = "laporan_triwulan", _("Laporan triwulan")
    LKJIP = "lkjip", _("LKjIP")
    GOVERNMENT_LKJIP = "lkjip_kabupaten", _("LKjIP Kabupaten")
    GOVERNMENT_TRIWULAN = "triwulan_kabupaten", _("Ikhtisar triwulan kabupaten")


class ReportState(models.TextChoices):
    """DRAF stands on every page until APPROVED; SUPERSEDED follows a reopening or a new version."""

    DRAFT = "disusun", _("Disusun")
    ASSISTED = "diasistensi", _("Diasistensi")
    REVIEWED = "direviu", _("Direviu")
    APPROVED = "disetujui", _("Disetujui")
    SIGNED = "ditandatangani", _("Ditandatangani")
    SUBMITTED = "disampaikan", _("Disampaikan")
    PUBLISHED = "dipublikasikan", _("Dipublikasikan")
    SUPERSEDED = "digantikan", _("Digantikan")


#: Artifact of a step's output → kind of report.
ARTIFACTS = {
    "laporan_lane": ReportKind.LANE,
    "rekap": ReportKind.REKAP,
    "data_terhimpun": ReportKind.REKAP,
    "laporan_triwulan": ReportKind.TRIWULAN,
    "lkjip": ReportKind.LKJIP,
}
#: Reports of a year: these are reviewed, and have a legal date.
ANNUAL_KINDS = frozenset({ReportKind.LKJIP, ReportKind.GOVERNMENT_LKJIP})
#: Reports over all agencies of a kabupaten/kota, made from their approved reports and of no run.
GOVERNMENT_KINDS = frozenset({ReportKind.GOVERNMENT_LKJIP, ReportKind.GOVERNMENT_TRIWULAN})
#: Reports that stay inside the agency.
INNER_KINDS = frozenset({ReportKind.LANE, ReportKind.REKAP})
#: From the approval on nothing stands across the pages.
FINAL = (
    ReportState.APPROVED,
    ReportState.SIGNED,
    ReportState.SUBMITTED,
    ReportState.PUBLISHED,
)
#: Nobody leads these on to another station.
ENDED = (ReportState.PUBLISHED, ReportState.SUPERSEDED)
#: What whose turn it is does to lead a report to a station; a draft is led there by a return.
ACTS = {
    ReportState.DRAFT: _("Perbaiki dan susun versi baru"),
    ReportState.ASSISTED: _("Catat asistensi"),
    ReportState.REVIEWED: _("Reviu"),
    ReportState.APPROVED: _("Periksa dan setujui"),
    ReportState.SIGNED: _("Tanda tangan"),
    ReportState.SUBMITTED: _("Catat penyampaian"),
    ReportState.PUBLISHED: _("Catat publikasi"),
}
#: A report takes signed copies from its approval until it is made public.
SIGNABLE = (ReportState.APPROVED, ReportState.SIGNED, ReportState.SUBMITTED)


def watermark(state: str) -> str:
    """What stands across every page of a report in this state."""
    if state == ReportState.SUPERSEDED:
        return "DIGANTIKAN"
    return "" if state in FINAL else "DRAF"


def route(kind: str, *, is_reviewed: bool, is_assisted: bool) -> tuple[ReportState, ...]:
    """The stations of a report of this kind, first to last."""
    stations = [ReportState.DRAFT]
    if kind in ANNUAL_KINDS and is_assisted:
        stations.append(ReportState.ASSISTED)
    if kind in ANNUAL_KINDS and is_reviewed:
        stations.append(ReportState.REVIEWED)
    stations += [ReportState.APPROVED, ReportState.SIGNED]
    if kind not in INNER_KINDS:
        stations += [ReportState.SUBMITTED, ReportState.PUBLISHED]
    return tuple(stations)


def next_station(stations: tuple[ReportState, ...], state: str) -> ReportState | None:
    """The station after this state; None at the end and for what was superseded.

    A state that the route no longer has (a rule was changed meanwhile) counts as its last
    station before the approval.
    """
    if state == ReportState.SUPERSEDED:
        return None
    order = list(ReportState)
    return next((each for each in stations if order.index(each) > order.index(state)), None)  # type: ignore[arg-type]  # a stored word is a state
