"""The figures: one present state per indicator and triwulan, and every revision ever saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.plan import FIGURE, Indicator, TargetRevision
from indicators.pictures import PICTURED
from organization.models import CAPACITIES, Position, User


class FigureState(models.TextChoices):
    """Where a figure stands; only DRAFT and RETURNED may be edited."""

    DRAFT = "draf", _("Draf")
    HANDED_OVER = "diserahkan", _("Diserahkan")
    RETURNED = "dikembalikan", _("Dikembalikan")
    APPROVED = "disetujui", _("Disetujui")


#: The texts beside a figure; its wording may be amended without touching the figure.
WORDS = ("note", "pendukung", "kendala", "solusi", "rencana_tindak_lanjut", "rtl_followup")


class Realisasi(models.Model):
    """The present state of one figure; `version` rises with each save (lost updates)."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indikator"), related_name="realisasi_set"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    triwulan = models.PositiveSmallIntegerField(_("triwulan"))
    state = models.CharField(
        _("keadaan"), max_length=12, choices=FigureState, default=FigureState.DRAFT
    )
    current = models.ForeignKey(
        "RealisasiRevision",
        models.PROTECT,
        verbose_name=_("revisi terkini"),
        null=True,
        related_name="+",
    )
    approved = models.ForeignKey(
        "RealisasiRevision",
        models.PROTECT,
        verbose_name=_("revisi yang disetujui"),
        null=True,
        related_name="+",
    )
    judged_by = models.ForeignKey(
        TargetRevision,
        models.PROTECT,
        verbose_name=_("target yang dipakai"),
        null=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(_("versi simpanan"), default=0)

    class Meta:
        verbose_name = _("realisasi")
        verbose_name_plural = _("realisasi")
        ordering = ("indicator", "year", "triwulan")
        constraints = [
            models.UniqueConstraint(
                fields=("indicator", "year", "triwulan"), name="realisasi_once"
            ),
            models.CheckConstraint(
                condition=models.Q(triwulan__gte=1, triwulan__lte=4), name="realisasi_triwulan"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="disetujui") | models.Q(approved__isnull=False),
                name="approved_realisasi_names_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}/{self.triwulan}"


class RealisasiRevision(models.Model):
    """What one person saved at one moment; never changed or removed (triggers).

    Empty, zero and unavailable are three different things: `status` tells them apart.
    """

    class Status(models.TextChoices):
        EMPTY = "kosong", _("Belum diisi")
        FILLED = "terisi", _("Terisi")
        UNAVAILABLE = "tidak tersedia", _("Tidak tersedia")

    class Origin(models.TextChoices):
        WEB = "web", _("formulir")
        EXCEL = "excel", _("Excel")
        MENDED = "perbaikan", _("perbaikan penyusun")
        WORDING = "redaksi", _("perbaikan redaksi")
        FINAL = "tetap", _("angka tetap")

    realisasi = models.ForeignKey(Realisasi, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("revisi"))
    status = models.CharField(max_length=15, choices=Status)
    value = models.DecimalField(_("nilai"), **FIGURE, null=True)
    numerator = models.DecimalField(_("pembilang"), **FIGURE, null=True)
    denominator = models.DecimalField(_("penyebut"), **FIGURE, null=True)
    code = models.CharField(_("predikat"), max_length=20, blank=True)
    unavailable_reason = models.TextField(_("alasan tidak tersedia"), blank=True)
    note = models.TextField(_("catatan"), blank=True)
    pendukung = models.TextField(_("faktor pendukung"), blank=True)
    kendala = models.TextField(_("kendala"), blank=True)
    solusi = models.TextField(_("solusi"), blank=True)
    rencana_tindak_lanjut = models.TextField(_("rencana tindak lanjut"), blank=True)
    rtl_pic = models.CharField(_("penanggung jawab rencana"), max_length=120, blank=True)
    rtl_due_on = models.DateField(_("batas waktu rencana"), null=True, blank=True)
    rtl_followup = models.TextField(_("tindak lanjut atas rencana triwulan lalu"), blank=True)
    is_sementara = models.BooleanField(_("angka sementara"), default=False)
    expected_on = models.DateField(_("angka tetap diperkirakan"), null=True, blank=True)
    expected_source = models.CharField(_("sumber angka tetap"), max_length=120, blank=True)
    author = models.ForeignKey(User, models.PROTECT, verbose_name=_("penulis"), related_name="+")
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), related_name="+"
    )
    capacity = models.CharField(_("kedudukan"), max_length=10, choices=CAPACITIES)
    origin = models.CharField(_("asal"), max_length=10, choices=Origin, default=Origin.WEB)
    created_at = models.DateTimeField(_("dibuat"))

    class Meta:
        verbose_name = _("revisi realisasi")
        verbose_name_plural = _("revisi realisasi")
        ordering = ("realisasi", "number")
        constraints = [
            models.UniqueConstraint(fields=("realisasi", "number"), name="revision_number"),
            models.CheckConstraint(
                condition=~models.Q(status="tidak tersedia") | ~models.Q(unavailable_reason=""),
                name="unavailable_needs_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status="terisi")
                | models.Q(
                    value__isnull=True, numerator__isnull=True, denominator__isnull=True, code=""
                ),
                name="only_filled_has_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.realisasi} r{self.number}"


class BuktiDukung(models.Model):
    """Evidence for a figure: a file (with SHA-256), a link, a text, or why there can be none.

    Removal is a date, not a deletion.
    """

    class Kind(models.TextChoices):
        FILE = "berkas", _("Berkas")
        LINK = "tautan", _("Tautan")
        TEXT = "keterangan", _("Keterangan")
        UNMET = "nihil", _("Tidak dapat dipenuhi")

    realisasi = models.ForeignKey(Realisasi, models.PROTECT, related_name="bukti_dukung_set")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    title = models.CharField(_("keterangan"), max_length=200)
    file = models.FileField(_("berkas"), upload_to="bukti/%Y/%m/", blank=True, max_length=200)
    content_type = models.CharField(_("jenis berkas"), max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("ukuran"), null=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    url = models.URLField(_("tautan"), max_length=500, blank=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("ditambahkan oleh"), related_name="+"
    )
    added_at = models.DateTimeField(_("ditambahkan"))
    removed_at = models.DateTimeField(_("dihapus"), null=True)

    class Meta:
        verbose_name = _("bukti dukung")
        verbose_name_plural = _("bukti dukung")
        ordering = ("realisasi", "added_at")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind="berkas") & ~models.Q(file="") & ~models.Q(sha256=""))
                | (models.Q(kind="tautan") & ~models.Q(url=""))
                | (models.Q(kind__in=("keterangan", "nihil")) & ~models.Q(title="")),
                name="bukti_dukung_has_content",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_pictured(self) -> bool:
        """Whether a picture of it can stand beside the figure."""
        return self.kind == self.Kind.FILE and self.content_type in PICTURED
