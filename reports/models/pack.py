"""The evaluation pack of an agency's year: one ZIP, and who asked for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Officeholder, User

#: The kind of job that builds a pack.
PACK_KIND = "reports.pack"


class EvaluationPack(models.Model):
    """A pack as it was asked for; at most one of an agency's year waits to be built.

    `index`: what the ZIP holds and what is missing (see `reports.pack.Entry`). Of packs that a
    newer one replaced the file is gone; its hash stays.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="packs")
    year = models.PositiveSmallIntegerField(_("tahun"))
    number = models.PositiveSmallIntegerField(_("nomor"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_as = models.ForeignKey(Officeholder, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="paket/%Y/", blank=True, max_length=200)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    index = models.JSONField(default=list)

    class Meta:
        verbose_name = _("paket evaluasi")
        verbose_name_plural = _("paket evaluasi")
        ordering = ("agency", "-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=("agency", "year", "number"), name="pack_number_once"),
            models.UniqueConstraint(
                fields=("agency", "year"),
                condition=models.Q(sha256=""),
                name="one_unbuilt_pack",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} #{self.number}"
