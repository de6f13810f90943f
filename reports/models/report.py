"""What comes out: frozen snapshots, reports printed from them, and every file of a report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import RealisasiRevision
from indicators.notation import ROMAN
from organization.models import Agency, Officeholder, User
from reports.codes import new_code
from reports.states import ReportKind, ReportState
from workflow.models import Lane, Run

#: The kind of job that renders a report.
RENDER_KIND = "reports.render"


class Snapshot(models.Model):
    """Canonical JSON (sorted keys, Decimal as text) with its SHA-256; never updated."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="snapshots")
    kind = models.CharField(max_length=20, choices=ReportKind)
    schema = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revisions = models.ManyToManyField(RealisasiRevision, related_name="snapshots")

    def __str__(self) -> str:
        return self.sha256[:12]


class Report(models.Model):
    """A report of a kind and period, printed from one snapshot; the stored file is the record."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    #: None: a report of the whole kabupaten, which `agency` (its Sekretariat Daerah) keeps.
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="reports")
    lane = models.ForeignKey(Lane, models.PROTECT, null=True, related_name="reports")
    kind = models.CharField(_("jenis"), max_length=20, choices=ReportKind)
    year = models.PositiveSmallIntegerField(_("tahun"))
    triwulan = models.PositiveSmallIntegerField(_("triwulan"), null=True)
    number = models.PositiveSmallIntegerField(_("versi"), default=1)
    state = models.CharField(max_length=15, choices=ReportState, default=ReportState.DRAFT)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="reports")
    #: What the paper says of itself: /verifikasi/<code>/ tells what became of this version.
    code = models.CharField(_("kode verifikasi"), max_length=10, unique=True, default=new_code)
    pdf = models.FileField(upload_to="laporan/%Y/", blank=True, max_length=200)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    xlsx = models.FileField(upload_to="laporan/%Y/", blank=True, max_length=200)
    xlsx_sha256 = models.CharField(max_length=64, blank=True)
    docx = models.FileField(upload_to="laporan/%Y/", blank=True, max_length=200)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    renderer = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_as = models.ForeignKey(Officeholder, models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)
    superseded_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("laporan")
        verbose_name_plural = _("laporan")
        ordering = ("-year", "-triwulan", "kind", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("run", "lane", "kind", "number"), name="report_number_once"
            ),
            models.UniqueConstraint(
                fields=("run", "kind", "number"),
                condition=models.Q(lane__isnull=True),
                name="central_report_number_once",
            ),
            models.UniqueConstraint(
                fields=("agency", "kind", "year", "triwulan", "number"),
                condition=models.Q(run__isnull=True),
                name="government_report_number_once",
            ),
            models.UniqueConstraint(
                fields=("agency", "kind", "year", "number"),
                condition=models.Q(run__isnull=True, triwulan__isnull=True),
                name="annual_government_report_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def subject(self) -> tuple[str, int]:
        """Under what the event log keeps it: its run, or itself where it is of no run."""
        return ("report", self.pk) if self.run_id is None else ("run", self.run_id)

    @property
    def title(self) -> str:
        """Kind, period and agency in one line, for lists over several of each."""
        period = f"TW {ROMAN[self.triwulan]} {self.year}" if self.triwulan else str(self.year)
        return f"{self.get_kind_display()} {period} · {self.agency.short_name}"


class ReportFile(models.Model):
    """A file that was ever given out for a report; nothing of it is changed or thrown away.

    `word` is what stood across the pages (DRAF, DIGANTIKAN or nothing).
    """

    class Kind(models.TextChoices):
        PRINT = "cetakan", _("Cetakan PDF")
        XLSX = "excel", _("Berkas Excel")
        DOCX = "word", _("Berkas Word")
        SIGNED = "tte", _("Salinan bertanda tangan elektronik")
        SCAN = "pindaian", _("Pindaian salinan bertanda tangan basah")

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    word = models.CharField(max_length=12, blank=True)
    file = models.FileField(upload_to="laporan/%Y/", max_length=200)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("berkas laporan")
        verbose_name_plural = _("berkas laporan")
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("report", "sha256"), name="report_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.word}".strip()
