"""The way of a report after it was made: its rule, its acts with dates and people, its review."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Officeholder, User
from reports.models.report import Report, ReportFile
from reports.states import ReportState


class FormalRule(models.Model):
    """Which stations an agency's LKjIP passes beyond the usual; without a row, none."""

    agency = models.OneToOneField(
        Agency, models.CASCADE, related_name="formal_rule", verbose_name=_("perangkat daerah")
    )
    is_assisted = models.BooleanField(
        _("diasistensi"),
        default=False,
        help_text=_("LKjIP diasistensi Bagian Organisasi sebelum reviu atau persetujuan."),
    )
    is_reviewed = models.BooleanField(
        _("direviu"),
        default=False,
        help_text=_(
            "LKjIP direviu APIP sebelum disetujui. LKjIP kabupaten selalu direviu; Inspektorat "
            "tidak mereviu laporannya sendiri."
        ),
    )

    class Meta:
        verbose_name = _("aturan formalisasi")
        verbose_name_plural = _("aturan formalisasi")
        ordering = ("agency",)

    def __str__(self) -> str:
        return str(self.agency)


class ReportAct(models.Model):
    """A report reached a station on a day, or was returned with a reason; never changed.

    `on` is the day on the paper (a letter's date), `at` the moment of recording.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="acts")
    state = models.CharField(max_length=15, choices=ReportState)
    is_return = models.BooleanField(default=False)
    on = models.DateField()
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    officeholder = models.ForeignKey(Officeholder, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    letter = models.CharField(max_length=80, blank=True)
    address = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_return=False) | ~models.Q(reason=""),
                name="returned_report_needs_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.state} {self.on}"


class Review(models.Model):
    """A review by APIP: the checklist's answers, and what the run log proved when it ended."""

    class Outcome(models.TextChoices):
        RUNNING = "berjalan", _("Sedang direviu")
        DONE = "selesai", _("Telah direviu")
        RETURNED = "dikembalikan", _("Dikembalikan")

    report = models.ForeignKey(Report, models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=15, choices=Outcome, default=Outcome.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    officeholder = models.ForeignKey(Officeholder, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    #: What the paper of the statement says, frozen when the review ended.
    statement = models.JSONField(default=dict)

    class Meta:
        ordering = ("started_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("report",),
                condition=models.Q(outcome="berjalan"),
                name="one_running_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.outcome}"


class SignedCopy(models.Model):
    """A signed copy that came back, and what the check of its signatures found; never changed.

    `findings`: `is_continued` (the frozen file byte for byte, with signatures added) and
    `signatures` (see `reports.signatures.Signature`); empty for a scan, which proves nothing.
    """

    file = models.OneToOneField(ReportFile, models.PROTECT, related_name="signed_copy")
    frozen = models.ForeignKey(ReportFile, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    officeholder = models.ForeignKey(Officeholder, models.PROTECT, related_name="+")
    findings = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return str(self.file)
