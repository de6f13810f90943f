"""Figures on the move: what a run carries, hands over, returns and approves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, RealisasiRevision
from organization.models import Officeholder, Position, User
from sop.models import SopStep
from workflow.models.run import Lane, Run, Task


class RunIndicator(models.Model):
    """Which lane (and which position in it) fills an indicator in this run; frozen at opening."""

    run = models.ForeignKey(
        Run, models.CASCADE, verbose_name=_("pelaksanaan SOP"), related_name="run_indicators"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indikator"), related_name="run_indicators"
    )
    lane = models.ForeignKey(
        Lane, models.CASCADE, verbose_name=_("jalur"), related_name="run_indicators"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("indikator dalam pelaksanaan SOP")
        verbose_name_plural = _("indikator dalam pelaksanaan SOP")
        ordering = ("run", "indicator__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("run", "indicator"), name="indicator_once_per_run"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} @ {self.lane}"


class Submission(models.Model):
    """A hand-over: which revisions left which task, in which round, by whom."""

    task = models.ForeignKey(
        Task, models.CASCADE, verbose_name=_("tugas"), related_name="submissions"
    )
    round = models.PositiveSmallIntegerField(_("putaran"))
    at = models.DateTimeField(_("waktu"))
    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("pengguna"), related_name="+")
    officeholder = models.ForeignKey(
        Officeholder, models.PROTECT, verbose_name=_("masa jabatan"), related_name="+"
    )
    note = models.TextField(_("catatan"), blank=True)
    received_at = models.DateTimeField(_("diterima"), null=True)
    received_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("diterima oleh"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("penyerahan")
        verbose_name_plural = _("penyerahan")
        ordering = ("task", "at")

    def __str__(self) -> str:
        return f"{self.task} {self.at:%Y-%m-%d}"


class SubmissionItem(models.Model):
    """One revision inside a hand-over."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="items")
    revision = models.ForeignKey(RealisasiRevision, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("submission", "revision"), name="submission_item_once"),
        ]

    def __str__(self) -> str:
        return str(self.revision)


class Decision(models.Model):
    """A reviewer's word on one revision."""

    class Verdict(models.TextChoices):
        APPROVED = "disetujui", _("Disetujui")
        RETURNED = "dikembalikan", _("Dikembalikan")

    task = models.ForeignKey(Task, models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(RealisasiRevision, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    officeholder = models.ForeignKey(Officeholder, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="disetujui") | ~models.Q(reason=""),
                name="returned_figure_needs_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.verdict}"


class Return(models.Model):
    """A return: from a task to a step, for named lanes, with a reason."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name=_("tugas"), related_name="returns")
    to_step = models.ForeignKey(
        SopStep, models.PROTECT, verbose_name=_("ke langkah"), related_name="+"
    )
    lanes = models.ManyToManyField(Lane, verbose_name=_("jalur"), related_name="returns")
    reason = models.TextField(_("alasan"))
    is_reopening = models.BooleanField(_("pembukaan kembali"), default=False)
    at = models.DateTimeField(_("waktu"))
    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("pengguna"), related_name="+")
    officeholder = models.ForeignKey(
        Officeholder, models.PROTECT, verbose_name=_("masa jabatan"), related_name="+"
    )

    class Meta:
        verbose_name = _("pengembalian")
        verbose_name_plural = _("pengembalian")
        ordering = ("task", "at")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="return_needs_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.to_step.key}"


class ReturnItem(models.Model):
    """One figure named by a return; resolved by a newer revision, other evidence or an answer.

    No revision: nothing had been filled in yet, and that is what was returned. An answer without
    `resolved_at` is a draft.
    """

    given_back = models.ForeignKey(Return, models.CASCADE, related_name="items")
    run_indicator = models.ForeignKey(RunIndicator, models.PROTECT, related_name="return_items")
    revision = models.ForeignKey(RealisasiRevision, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("alasan"))
    resolved_by = models.ForeignKey(RealisasiRevision, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("tanggapan"), blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("given_back", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("given_back", "run_indicator"), name="return_item_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_indicator}: {self.reason}"
