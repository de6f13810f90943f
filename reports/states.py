"""Kinds and states of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What a report is."""

    LANE = "laporan_lane", _("Laporan data kinerja")
    REKAP = "rekap", _("Rekapitulasi data kinerja")
    TRIWULAN = "laporan_triwulan", _("Laporan triwulan")
    LKJIP = "lkjip", _("LKjIP")


class ReportState(models.TextChoices):
    """DRAF stands on every page until APPROVED; SUPERSEDED follows a reopening."""

    DRAFT = "disusun", _("Disusun")
    APPROVED = "disetujui", _("Disetujui")
    SUPERSEDED = "digantikan", _("Digantikan")
