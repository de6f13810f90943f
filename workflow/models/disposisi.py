"""Disposisi: one sheet per run that travels down the line, hop by hop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Officeholder, Position, User
from workflow.models.run import Lane, Run, Task


class Disposisi(models.Model):
    """The lembar disposisi of a run with its agenda entry."""

    class Sifat(models.TextChoices):
        BIASA = "biasa", _("Biasa")
        SEGERA = "segera", _("Segera")
        SANGAT_SEGERA = "sangat segera", _("Sangat segera")
        RAHASIA = "rahasia", _("Rahasia")

    run = models.OneToOneField(
        Run, models.CASCADE, verbose_name=_("pelaksanaan SOP"), related_name="disposisi"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("perangkat daerah"), related_name="disposisi_set"
    )
    agenda_year = models.PositiveSmallIntegerField(_("tahun agenda"))
    nomor_agenda = models.PositiveIntegerField(_("nomor agenda"))
    surat_dari = models.CharField(_("surat dari"), max_length=160)
    nomor_surat = models.CharField(_("nomor surat"), max_length=80, blank=True)
    tanggal_surat = models.DateField(_("tanggal surat"), null=True)
    diterima_on = models.DateField(_("diterima tanggal"))
    sifat = models.CharField(max_length=15, choices=Sifat, default=Sifat.SEGERA)
    hal = models.CharField(_("hal"), max_length=300)

    class Meta:
        verbose_name = _("disposisi")
        verbose_name_plural = _("disposisi")
        ordering = ("agency", "agenda_year", "nomor_agenda")
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "agenda_year", "nomor_agenda"), name="agenda_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor_agenda}/{self.agenda_year}"


class DisposisiScan(models.Model):
    """A scan of the sheet with its wet paraf; a newer one stands before it, none is removed."""

    disposisi = models.ForeignKey(Disposisi, models.CASCADE, related_name="scans")
    file = models.FileField(_("pindaian"), upload_to="disposisi/%Y/%m/", max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pindaian lembar disposisi")
        verbose_name_plural = _("pindaian lembar disposisi")
        ordering = ("disposisi", "-added_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("disposisi", "sha256"), name="scan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.disposisi} ({self.added_at:%Y-%m-%d})"


class DisposisiHop(models.Model):
    """One hop: who passes on what to whom. Not sent = a draft; paraf is the giver's initial."""

    disposisi = models.ForeignKey(Disposisi, models.CASCADE, related_name="hops")
    task = models.ForeignKey(
        Task, models.PROTECT, verbose_name=_("tugas"), null=True, related_name="hops"
    )
    lane = models.ForeignKey(Lane, models.PROTECT, verbose_name=_("jalur"), related_name="+")
    number = models.PositiveSmallIntegerField(_("nomor"))
    sender = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("pengirim"), related_name="+"
    )
    officeholder = models.ForeignKey(
        Officeholder, models.PROTECT, verbose_name=_("masa jabatan"), null=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("ditandatangani oleh"), null=True, related_name="+"
    )
    on_behalf = models.BooleanField(_("atas nama"), default=False)
    instruction = models.TextField(_("isi disposisi"))
    harap = models.JSONField(_("dengan hormat harap"), default=list)
    note = models.TextField(_("catatan"), blank=True)
    sifat = models.CharField(max_length=15, choices=Disposisi.Sifat, default=Disposisi.Sifat.SEGERA)
    due_at = models.DateTimeField(_("batas waktu"), null=True)
    dated_at = models.DateTimeField(_("bertanggal"))
    sent_at = models.DateTimeField(_("dikirim"), null=True)
    paraf_at = models.DateTimeField(_("diparaf"), null=True)
    recalled_at = models.DateTimeField(_("ditarik kembali"), null=True)

    class Meta:
        verbose_name = _("langkah disposisi")
        verbose_name_plural = _("langkah disposisi")
        ordering = ("disposisi", "number")
        constraints = [
            models.UniqueConstraint(fields=("disposisi", "number"), name="hop_number_once"),
            models.UniqueConstraint(
                fields=("task",),
                condition=models.Q(recalled_at__isnull=True),
                name="one_live_hop_per_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disposisi} #{self.number}"


class DisposisiReceipt(models.Model):
    """A recipient of a hop and when he read it."""

    hop = models.ForeignKey(DisposisiHop, models.CASCADE, related_name="receipts")
    position = models.ForeignKey(Position, models.PROTECT, related_name="disposisi_receipts")
    lane = models.ForeignKey(Lane, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(_("dibaca"), null=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    forwarded_by_hop = models.ForeignKey(DisposisiHop, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("hop", "pk")
        constraints = [
            models.UniqueConstraint(fields=("hop", "position", "lane"), name="receipt_once"),
            models.UniqueConstraint(
                fields=("hop", "position"),
                condition=models.Q(lane__isnull=True),
                name="receipt_without_lane_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hop} → {self.position}"
