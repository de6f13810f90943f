"""Office hours, holidays and the address of a person's own feed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.people import User
from organization.models.structure import Agency, Government


class WorkWeek(models.Model):
    """A week of office hours: without dates the usual one, with dates a season (Ramadan).

    A season holds for all seven days: a weekday without hours is closed. Without a last day it
    replaces the usual week from then on.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="work_weeks")
    name = models.CharField(_("nama"), max_length=80)
    basis = models.CharField(_("dasar hukum"), max_length=200, blank=True)
    starts_on = models.DateField(_("berlaku dari"), null=True, blank=True)
    ends_on = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("pekan kerja")
        verbose_name_plural = _("pekan kerja")
        ordering = ("agency", models.F("starts_on").asc(nulls_first=True))
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="work_week_dates_in_order",
            ),
            models.UniqueConstraint(fields=("agency", "starts_on"), name="work_week_begins_once"),
            models.UniqueConstraint(
                fields=("agency",),
                condition=models.Q(starts_on__isnull=True),
                name="one_usual_work_week",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfficeHours(models.Model):
    """Hours of one weekday (0 = Senin) of a week, with at most one break inside them.

    Source of the default: Perpres 21/2023 (37.5 hours a week, breaks not counted).
    """

    week = models.ForeignKey(WorkWeek, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("hari"))
    starts_at = models.TimeField(_("masuk"))
    ends_at = models.TimeField(_("pulang"))
    break_starts_at = models.TimeField(_("istirahat mulai"), null=True, blank=True)
    break_ends_at = models.TimeField(_("istirahat selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("jam kerja")
        verbose_name_plural = _("jam kerja")
        ordering = ("week", "weekday")
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="office_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="office_hours_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(break_starts_at__isnull=True, break_ends_at__isnull=True)
                | models.Q(
                    break_starts_at__isnull=False,  # a comparison with nothing passes a check
                    break_ends_at__isnull=False,
                    break_starts_at__gt=models.F("starts_at"),
                    break_ends_at__gt=models.F("break_starts_at"),
                    ends_at__gt=models.F("break_ends_at"),
                ),
                name="office_break_inside_hours",
            ),
            models.UniqueConstraint(fields=("week", "weekday"), name="office_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at}–{self.ends_at}"


class Holiday(models.Model):
    """A day without office hours, with its legal basis."""

    class Kind(models.TextChoices):
        NATIONAL = "libur nasional", _("Libur nasional")
        SHARED_LEAVE = "cuti bersama", _("Cuti bersama")
        LOCAL = "libur daerah", _("Libur daerah")

    government = models.ForeignKey(
        Government, models.CASCADE, verbose_name=_("pemerintah daerah"), related_name="holidays"
    )
    day = models.DateField(_("tanggal"))
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind, default=Kind.NATIONAL)
    basis = models.CharField(_("dasar hukum"), max_length=200)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ("day",)
        constraints = [
            models.UniqueConstraint(fields=("government", "day"), name="holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarFeed(models.Model):
    """The address under which a calendar program reads a person's due times.

    `key` is the public half; the other half is computed from it and the server's secret key, so
    that a copy of the table alone opens no feed. A revoked row never opens again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    key = models.CharField(max_length=24, unique=True)
    created_at = models.DateTimeField(_("dibuat"))
    revoked_at = models.DateTimeField(_("dicabut"), null=True)

    class Meta:
        verbose_name = _("umpan kalender")
        verbose_name_plural = _("umpan kalender")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("user",),
                condition=models.Q(revoked_at__isnull=True),
                name="one_calendar_feed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"
