"""Long work as rows: the database is the truth, the queue only carries ids."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.structure import Agency


class Job(models.Model):
    """One long work (rendering a report, …); unique per kind and subject while it is open."""

    class State(models.TextChoices):
        WAITING = "menunggu", _("Menunggu")
        RUNNING = "berjalan", _("Berjalan")
        DONE = "selesai", _("Selesai")
        FAILED = "gagal", _("Gagal")

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(_("kemajuan (%)"), default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(_("kesalahan"), blank=True)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    #: The last sign of life: of its worker, or that it was asked for again.
    heard_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "subject_id"),
                condition=models.Q(state__in=("menunggu", "berjalan")),
                name="one_open_job",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.state}"
