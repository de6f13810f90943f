"""Office hours and holidays, as data per agency and government."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.structure import Agency, Government


class OfficeHours(models.Model):
    """Hours of one weekday (0 = Senin); without dates it is the usual rule, with dates a season.

    Source of the default: Perpres 21/2023 (37.5 hours a week, breaks not counted).
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="office_hours")
    weekday = models.PositiveSmallIntegerField(_("hari"))
    starts_at = models.TimeField(_("masuk"))
    ends_at = models.TimeField(_("pulang"))
    break_starts_at = models.TimeField(_("istirahat mulai"), null=True, blank=True)
    break_ends_at = models.TimeField(_("istirahat selesai"), null=True, blank=True)
    valid_from = models.DateField(_("berlaku dari"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("jam kerja")
        verbose_name_plural = _("jam kerja")
        ordering = ("agency", "weekday", "valid_from")
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="office_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="office_hours_in_order"
            ),
            models.UniqueConstraint(
                fields=("agency", "weekday", "valid_from"), name="office_hours_once"
            ),
            models.UniqueConstraint(
                fields=("agency", "weekday"),
                condition=models.Q(valid_from__isnull=True),
                name="usual_office_hours_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at}–{self.ends_at}"


class Holiday(models.Model):
    """A day without office hours, with its legal basis."""

    class Kind(models.TextChoices):
        NATIONAL = "libur nasional", _("Libur nasional")
        SHARED_LEAVE = "cuti bersama", _("Cuti bersama")
        LOCAL = "libur daerah", _("Libur daerah")

    government = models.ForeignKey(Government, models.CASCADE, related_name="holidays")
    day = models.DateField(_("tanggal"))
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind, default=Kind.NATIONAL)
    basis = models.CharField(_("dasar hukum"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ("day",)
        constraints = [
            models.UniqueConstraint(fields=("government", "day"), name="holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
