"""What the SOP says: documents, versions, actors, lane levels, steps; bindings to positions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Position, Unit


class SopDocument(models.Model):
    """One SOP of one agency; its versions carry the text."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="sop_documents"
    )
    key = models.SlugField(_("kunci"), unique=True, max_length=80)
    name = models.CharField(_("nama SOP"), max_length=200)

    class Meta:
        verbose_name = _("SOP")
        verbose_name_plural = _("SOP")
        ordering = ("agency", "name")

    def __str__(self) -> str:
        return f"{self.name} · {self.agency.short_name}"


class SopVersion(models.Model):
    """A published text of an SOP; immutable once published. Dates are kept as printed."""

    class Shift(models.TextChoices):
        NONE = "tetap", _("tetap dibuka pada tanggalnya")
        NEXT_WORKING_DAY = "hari_kerja_berikutnya", _("hari kerja berikutnya")

    document = models.ForeignKey(
        SopDocument, models.CASCADE, verbose_name=_("SOP"), related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("versi"))
    source = models.TextField(_("berkas sumber (YAML)"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    effective_on = models.DateField(_("berlaku bagi triwulan yang dibuka sejak"))
    published_at = models.DateTimeField(_("diterbitkan"), null=True)
    satuan_kerja = models.TextField(_("kop"), blank=True)
    nama = models.CharField(_("nama SOP"), max_length=200)
    nomor = models.CharField(_("nomor SOP"), max_length=80, blank=True)
    tanggal_pembuatan = models.CharField(max_length=40, blank=True)
    tanggal_revisi = models.CharField(max_length=40, blank=True)
    tanggal_efektif = models.CharField(max_length=40, blank=True)
    tanggal_pengesahan = models.CharField(max_length=40, blank=True)
    disahkan_oleh_jabatan = models.CharField(max_length=120, blank=True)
    disahkan_oleh_nama = models.CharField(max_length=120, blank=True)
    trigger_day = models.PositiveSmallIntegerField(_("tanggal pembukaan"), default=10)
    trigger_months = models.JSONField(_("bulan pembukaan"), default=list)
    trigger_basis = models.CharField(_("dasar tanggal pembukaan"), max_length=10, blank=True)
    trigger_shift = models.CharField(
        _("bila bukan hari kerja"), max_length=25, choices=Shift, default=Shift.NONE
    )
    column_labels = models.JSONField(_("judul kolom"), default=dict)
    mended = models.JSONField(_("perbaikan hasil pindai"), default=list)
    reading = models.JSONField(_("catatan pembacaan"), default=list)

    class Meta:
        verbose_name = _("versi SOP")
        verbose_name_plural = _("versi SOP")
        ordering = ("document", "number")
        constraints = [
            models.UniqueConstraint(fields=("document", "number"), name="sop_version_number"),
            models.UniqueConstraint(fields=("document", "sha256"), name="sop_version_text"),
        ]

    def __str__(self) -> str:
        return f"{self.document.name} v{self.number}"


class SopReference(models.Model):
    """One line of a list in the identity part (PermenPAN-RB 35/2012)."""

    class Kind(models.TextChoices):
        DASAR_HUKUM = "dasar_hukum", _("Dasar Hukum")
        KUALIFIKASI = "kualifikasi", _("Kualifikasi Pelaksana")
        KETERKAITAN = "keterkaitan", _("Keterkaitan")
        PERALATAN = "peralatan", _("Peralatan/Perlengkapan")
        PERINGATAN = "peringatan", _("Peringatan")
        PENCATATAN = "pencatatan", _("Pencatatan dan Pendataan")

    version = models.ForeignKey(SopVersion, models.CASCADE, related_name="references")
    kind = models.CharField(max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("version", "kind", "order")
        constraints = [
            models.UniqueConstraint(fields=("version", "kind", "order"), name="sop_reference_order")
        ]

    def __str__(self) -> str:
        return self.text


class SopActor(models.Model):
    """A column of the SOP table, named as printed."""

    version = models.ForeignKey(SopVersion, models.CASCADE, related_name="actors")
    key = models.SlugField()
    label = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "order")
        constraints = [models.UniqueConstraint(fields=("version", "key"), name="sop_actor_key")]

    def __str__(self) -> str:
        return self.label


class SopLaneLevel(models.Model):
    """A level of parallel branches: one lane per bidang, PPTK, Irban, …; levels nest."""

    class Of(models.TextChoices):
        UNIT = "unit", _("unit kerja")
        POSITION = "position", _("jabatan")

    version = models.ForeignKey(SopVersion, models.CASCADE, related_name="lane_levels")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    key = models.SlugField()
    label = models.CharField(max_length=120)
    of = models.CharField(max_length=10, choices=Of)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "order")
        constraints = [models.UniqueConstraint(fields=("version", "key"), name="sop_level_key")]

    def __str__(self) -> str:
        return self.label


class SopStep(models.Model):
    """A row of the SOP table: what is done, by which actor, with which mutu baku."""

    class Kind(models.TextChoices):
        ASSIGN = "assign", _("Menugaskan")
        PREPARE = "prepare", _("Menyiapkan format")
        COLLECT = "collect", _("Mengisi data")
        RECEIVE = "receive", _("Menerima")
        COMPILE = "compile", _("Menyusun laporan")
        REVIEW = "review", _("Memeriksa")
        INITIAL = "initial", _("Mengoreksi dan memaraf")
        SIGN = "sign", _("Menandatangani")
        DOCUMENT = "document", _("Mendokumentasikan")

    class Clock(models.TextChoices):
        READY = "siap", _("saat semua jalur masuk")
        FORK = "fork", _("saat jalur dibuka")

    version = models.ForeignKey(SopVersion, models.CASCADE, related_name="steps")
    key = models.SlugField()
    order = models.PositiveSmallIntegerField()
    nomor = models.CharField(max_length=10, blank=True)
    nomor_read = models.CharField(max_length=10, blank=True)
    is_printed = models.BooleanField(default=True)
    kegiatan = models.TextField()
    actor = models.ForeignKey(SopActor, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    level = models.ForeignKey(SopLaneLevel, models.PROTECT, null=True, related_name="steps")
    next = models.ForeignKey("self", models.PROTECT, null=True, related_name="previous")
    return_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="returned_from")
    return_basis = models.CharField(max_length=10, blank=True)
    is_issued_by_clock = models.BooleanField(default=False)
    has_disposisi = models.BooleanField(default=False)
    clock = models.CharField(max_length=5, choices=Clock, default=Clock.READY)
    window_value = models.PositiveIntegerField(null=True)
    window_unit = models.CharField(max_length=6, blank=True)
    window_text = models.CharField(max_length=160, blank=True)
    # cells as printed, where they are more than their items one after another
    cells = models.JSONField(default=dict)
    keterangan = models.TextField(blank=True)
    reading = models.TextField(_("catatan pembacaan"), blank=True)

    class Meta:
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="sop_step_key"),
            models.UniqueConstraint(fields=("version", "order"), name="sop_step_order"),
        ]

    def __str__(self) -> str:
        return f"{self.nomor} {self.kegiatan}".strip()

    @property
    def hands_on(self) -> bool:
        """Whether it only passes on what was approved: implied by the step before, in its lane."""
        is_implied = self.kind == self.Kind.RECEIVE and not self.is_printed
        return is_implied and self.level_id is not None


class SopWaktu(models.Model):
    """A standard time as printed and as value + unit; period empty, triwulan or tahunan."""

    step = models.ForeignKey(SopStep, models.CASCADE, related_name="waktu")
    text = models.CharField(max_length=160)
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=6)
    period = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("step", "period"), name="sop_waktu_period")]

    def __str__(self) -> str:
        return self.text


class SopGood(models.Model):
    """A line of kelengkapan or output; `artifact` names the thing the system itself holds."""

    class Column(models.TextChoices):
        KELENGKAPAN = "kelengkapan", _("Kelengkapan")
        OUTPUT = "output", _("Output")

    step = models.ForeignKey(SopStep, models.CASCADE, related_name="goods")
    column = models.CharField(max_length=12, choices=Column)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    artifact = models.CharField(max_length=30, blank=True)
    period = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("step", "column", "order")
        constraints = [
            models.UniqueConstraint(fields=("step", "column", "order"), name="sop_good_order")
        ]

    def __str__(self) -> str:
        return self.text


class LaneBinding(models.Model):
    """One lane of an agency's SOP: the unit or position a lane level stands for, dated."""

    document = models.ForeignKey(
        SopDocument, models.CASCADE, verbose_name=_("SOP"), related_name="lane_bindings"
    )
    level = models.SlugField(_("tingkat jalur"))
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("induk"), null=True, related_name="children"
    )
    key = models.SlugField(_("kunci"), max_length=80)
    label = models.CharField(_("sebutan"), max_length=160)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit kerja"), null=True, related_name="+"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), null=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("kaitan jalur")
        verbose_name_plural = _("kaitan jalur")
        ordering = ("document", "order")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "key", "starts_on"), name="lane_binding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | models.Q(position__isnull=False),
                name="lane_binding_names_something",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ActorBinding(models.Model):
    """Which position acts for an actor, by rule, dated; a row for a lane wins over one for all."""

    class Rule(models.TextChoices):
        UNIT_HEAD = "unit_head", _("pimpinan unit jalur")
        LANE_POSITION = "lane_position", _("jabatan jalur")
        POSITION = "position", _("jabatan tertentu")

    document = models.ForeignKey(
        SopDocument, models.CASCADE, verbose_name=_("SOP"), related_name="actor_bindings"
    )
    actor = models.SlugField(_("pelaksana"))
    rule = models.CharField(_("aturan"), max_length=15, choices=Rule)
    lane = models.ForeignKey(
        LaneBinding,
        models.CASCADE,
        verbose_name=_("jalur"),
        null=True,
        related_name="actor_bindings",
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), null=True, related_name="+"
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("kaitan pelaksana")
        verbose_name_plural = _("kaitan pelaksana")
        ordering = ("document", "actor", "lane", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "actor", "lane", "position", "starts_on"),
                name="actor_binding_once",
            ),
            models.UniqueConstraint(
                fields=("document", "actor", "position", "starts_on"),
                condition=models.Q(lane__isnull=True, position__isnull=False),
                name="actor_binding_central_once",
            ),
            models.UniqueConstraint(
                fields=("document", "actor", "starts_on"),
                condition=models.Q(lane__isnull=True, position__isnull=True),
                name="actor_binding_rule_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(rule="position") | models.Q(position__isnull=False),
                name="actor_binding_names_position",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_rule_display()}"
