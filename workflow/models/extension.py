"""A due time moved for one task by who assigned it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Capacity, Officeholder, User
from workflow.models.run import Task


class DueExtension(models.Model):
    """One extension with its reason; the latest also stands in `Task.extended_to`."""

    task = models.ForeignKey(
        Task, models.CASCADE, verbose_name=_("tugas"), related_name="extensions"
    )
    due_before = models.DateTimeField(_("semula"), null=True)
    due_at = models.DateTimeField(_("menjadi"))
    reason = models.TextField(_("alasan"))
    at = models.DateTimeField(_("waktu"))
    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("pengguna"), related_name="+")
    officeholder = models.ForeignKey(
        Officeholder, models.PROTECT, verbose_name=_("masa jabatan"), related_name="+"
    )
    capacity = models.CharField(_("kedudukan"), max_length=10, choices=Capacity, blank=True)

    class Meta:
        verbose_name = _("perpanjangan batas waktu")
        verbose_name_plural = _("perpanjangan batas waktu")
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_before__isnull=True)
                | models.Q(due_at__gt=models.F("due_before")),
                name="extension_is_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.due_at:%Y-%m-%d}"
