"""Papers printed on request: what was given out under which code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency


class IssuedPaper(models.Model):
    """One issue (terbitan) of a paper that is printed on request; never changed.

    Agency, kind and `subject` say which paper it is; `number` counts its issues. The file is not
    kept, only its SHA-256. The same content has the same `fingerprint` and `code`.
    """

    class Kind(models.TextChoices):
        """Those of the plan, the books and the pack by their names in addresses."""

        PK = "pk", _("Perjanjian Kinerja")
        PK_CHANGED = "pk-perubahan", _("Perjanjian Kinerja Perubahan")
        RENAKSI = "renaksi", _("Rencana Aksi")
        E81 = "e81", _("Formulir E.81")
        DISPOSISI = "disposisi", _("Lembar disposisi")
        AGENDA = "agenda", _("Buku agenda")
        EKSPEDISI = "ekspedisi", _("Buku ekspedisi")
        TAKEOVER = "serah-terima", _("Daftar serah terima")
        REVIEW = "pernyataan-reviu", _("Pernyataan telah direviu")
        SOP = "sop", _("SOP")
        PACK = "paket", _("Daftar isi paket evaluasi")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="issued_papers")
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    #: Which of this kind: a year, or the id of what it tells of.
    subject = models.CharField(max_length=40)
    number = models.PositiveIntegerField(_("terbitan"))
    #: What anybody may know of it beyond its kind; names and texts of the paper stay out.
    title = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True)
    triwulan = models.PositiveSmallIntegerField(_("triwulan"), null=True)
    #: What stands across its pages: DRAF or nothing.
    word = models.CharField(max_length=12, blank=True)
    code = models.CharField(_("kode verifikasi"), max_length=10, db_index=True)
    fingerprint = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terbitan")
        verbose_name_plural = _("terbitan")
        ordering = ("agency", "kind", "subject", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "kind", "subject", "number"), name="issue_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject} ({self.number})"
