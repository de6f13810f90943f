"""Governments (kabupaten), their agencies, units and positions."""

from calendar import monthrange

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.worktime import ZONES

ZONE_CHOICES = [(name, f"{short} ({name})") for name, short in ZONES.items()]
MONTHS = [MinValueValidator(1), MaxValueValidator(12)]
DAYS = [MinValueValidator(1), MaxValueValidator(31)]
LEAP_YEAR = 2028


def _expect_day(field: str, month: int | None, day: int | None) -> None:
    """A yearly date exists, be it only in leap years."""
    if not month or not day or month > 12:
        return  # told by the field itself
    if day > monthrange(LEAP_YEAR, month)[1]:
        raise ValidationError({field: _("Tanggal itu tidak ada pada bulannya.")})


def _expect_inside(field: str, row: "Unit | Position | None", agency: int | None) -> None:
    """A unit or post that this one refers to belongs to the same agency."""
    if row is not None and row.agency_id != agency:
        words = _("“%(name)s” bukan milik perangkat daerah ini.") % {"name": row.name}
        raise ValidationError({field: words})


class Government(models.Model):
    """A kabupaten/kota: the scale, the calendar seed and the oversight are kept at this level."""

    key = models.SlugField(_("kunci"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    head_title = models.CharField(_("jabatan kepala daerah"), max_length=60, default="Bupati")
    seat = models.CharField(_("tempat kedudukan"), max_length=60)
    time_zone = models.CharField(
        _("zona waktu"), max_length=40, choices=ZONE_CHOICES, default="Asia/Makassar"
    )
    lkjip_due_month = models.PositiveSmallIntegerField(
        _("bulan batas LKjIP perangkat daerah"), default=2, validators=MONTHS
    )
    lkjip_due_day = models.PositiveSmallIntegerField(
        _("tanggal batas LKjIP perangkat daerah"),
        default=28,
        validators=DAYS,
        help_text=_("28 Februari berarti hari terakhir bulan itu, juga pada tahun kabisat."),
    )
    lkj_due_month = models.PositiveSmallIntegerField(
        _("bulan batas LKj kabupaten/kota"), default=3, validators=MONTHS
    )
    lkj_due_day = models.PositiveSmallIntegerField(
        _("tanggal batas LKj kabupaten/kota"), default=31, validators=DAYS
    )
    due_basis = models.CharField(
        _("dasar hukum batas pelaporan"), max_length=200, default="Perpres 29/2014", blank=True
    )
    average_cap = models.PositiveSmallIntegerField(
        _("pembatasan capaian dalam rata-rata"),
        choices=[(100, "100 %"), (110, "110 %"), (120, "120 %")],
        null=True,
        blank=True,
        help_text=_("Kosong: tanpa pembatasan. Nilai asli setiap indikator tidak berubah."),
    )

    class Meta:
        verbose_name = _("pemerintah daerah")
        verbose_name_plural = _("pemerintah daerah")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _expect_day("lkjip_due_day", self.lkjip_due_month, self.lkjip_due_day)
        _expect_day("lkj_due_day", self.lkj_due_month, self.lkj_due_day)


class CategoryStep(models.Model):
    """A class of capaian in a kabupaten: everything above `above` percent; empty is the lowest.

    Each class ends where the next higher one begins, so that no scale has a gap.
    """

    government = models.ForeignKey(
        Government, models.CASCADE, related_name="category_steps", verbose_name=_("pemerintah")
    )
    above = models.DecimalField(
        _("di atas (%)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    label = models.CharField(_("kategori"), max_length=40)

    class Meta:
        verbose_name = _("kategori capaian")
        verbose_name_plural = _("kategori capaian")
        ordering = (models.F("above").desc(nulls_last=True),)
        constraints = [
            models.UniqueConstraint(fields=("government", "above"), name="category_bound_once"),
            models.UniqueConstraint(
                fields=("government",),
                condition=models.Q(above__isnull=True),
                name="one_lowest_category",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Agency(models.Model):
    """A perangkat daerah. Every row of the product reaches exactly one agency by foreign keys."""

    class Kind(models.TextChoices):
        DINAS = "dinas", _("Dinas")
        BADAN = "badan", _("Badan")
        INSPEKTORAT = "inspektorat", _("Inspektorat")
        SATUAN = "satuan", _("Satuan")
        SETDA = "setda", _("Sekretariat Daerah")
        KECAMATAN = "kecamatan", _("Kecamatan")

    class Paper(models.TextChoices):
        A4 = "A4", "A4"
        F4 = "F4", "F4"

    government = models.ForeignKey(
        Government, models.PROTECT, verbose_name=_("pemerintah daerah"), related_name="agencies"
    )
    key = models.SlugField(_("kunci"), unique=True)
    name = models.CharField(_("nama"), max_length=160)
    short_name = models.CharField(_("nama singkat"), max_length=60)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind, default=Kind.DINAS)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    phone = models.CharField(_("telepon"), max_length=60, blank=True)
    logo = models.FileField(_("logo"), upload_to="logo/", blank=True)
    time_zone = models.CharField(
        _("zona waktu"), max_length=40, choices=ZONE_CHOICES, default="Asia/Makassar"
    )
    live_from = models.DateField(
        _("mulai dipakai"), help_text=_("Triwulan yang berakhir sebelum tanggal ini tidak dibuka.")
    )
    paper = models.CharField(_("ukuran kertas"), max_length=4, choices=Paper, default=Paper.A4)
    signing_position = models.ForeignKey(
        "Position",
        models.SET_NULL,
        verbose_name=_("jabatan penanda tangan"),
        null=True,
        blank=True,
        related_name="signs_for",
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("perangkat daerah")
        verbose_name_plural = _("perangkat daerah")
        ordering = ("government", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _expect_inside("signing_position", self.signing_position, self.pk)


class Unit(models.Model):
    """A bidang, sekretariat, subbagian, seksi, wilayah or tim inside an agency."""

    class Kind(models.TextChoices):
        SEKRETARIAT = "sekretariat", _("Sekretariat")
        BIDANG = "bidang", _("Bidang")
        BAGIAN = "bagian", _("Bagian")
        SUBBAGIAN = "subbagian", _("Subbagian")
        SEKSI = "seksi", _("Seksi")
        WILAYAH = "wilayah", _("Wilayah")
        TIM = "tim", _("Tim")

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="units"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name=_("induk"),
        null=True,
        blank=True,
        related_name="children",
    )
    key = models.SlugField(_("kunci"))
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        ordering = ("agency", "order", "name")
        constraints = [
            models.UniqueConstraint(fields=("agency", "key"), name="unit_key_per_agency"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _expect_inside("parent", self.parent, self.agency_id)
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("Unit ini menjadi induk bagi dirinya sendiri.")})
            seen.add(above.pk)
            above = above.parent


class Position(models.Model):
    """A jabatan. Tasks belong to positions, not to people."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="positions"
    )
    unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        verbose_name=_("unit kerja"),
        null=True,
        blank=True,
        related_name="positions",
    )
    superior = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("atasan"),
        null=True,
        blank=True,
        related_name="subordinates",
    )
    key = models.CharField(_("kunci"), max_length=60)
    name = models.CharField(_("nama jabatan"), max_length=160)
    is_head = models.BooleanField(_("memimpin unitnya"), default=False)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ("agency", "order", "name")
        constraints = [
            models.UniqueConstraint(fields=("agency", "key"), name="position_key_per_agency"),
            models.UniqueConstraint(
                fields=("unit",), condition=models.Q(is_head=True), name="one_head_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _expect_inside("unit", self.unit, self.agency_id)
        _expect_inside("superior", self.superior, self.agency_id)
        above, seen = self.superior, {self.pk}
        while above is not None:
            if above.pk in seen:
                words = _("Jabatan ini menjadi atasan bagi dirinya sendiri.")
                raise ValidationError({"superior": words})
            seen.add(above.pk)
            above = above.superior


class Oversight(models.Model):
    """A dated reach over all agencies of a government; never over one's own agency's approvals."""

    class Scope(models.TextChoices):
        READ = "baca", _("Membaca")
        REVIEW = "reviu", _("Mereviu")

    position = models.ForeignKey(
        Position, models.CASCADE, verbose_name=_("jabatan"), related_name="oversight"
    )
    government = models.ForeignKey(
        Government, models.CASCADE, verbose_name=_("pemerintah daerah"), related_name="oversight"
    )
    scope = models.CharField(_("wewenang"), max_length=10, choices=Scope, default=Scope.READ)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("wewenang pengawasan")
        verbose_name_plural = _("wewenang pengawasan")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="oversight_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=("position", "government", "scope", "starts_on"), name="oversight_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} → {self.government} ({self.get_scope_display()})"
