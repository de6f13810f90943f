"""The planning side: tujuan, sasaran, indicators, targets, budget and earlier years."""

from decimal import Decimal
from typing import TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.measures import Notation, read_levels, say_target
from organization.models import Agency, Position, Unit, User


class Digits(TypedDict):
    """How many digits a column holds."""

    max_digits: int
    decimal_places: int


FIGURE: Digits = {"max_digits": 18, "decimal_places": 4}
MONEY: Digits = {"max_digits": 18, "decimal_places": 2}


class Tujuan(models.Model):
    """A tujuan of the Renstra."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="tujuan_set"
    )
    name = models.TextField(_("tujuan"))
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("tujuan")
        verbose_name_plural = _("tujuan")
        ordering = ("agency", "order", "pk")

    def __str__(self) -> str:
        return self.name


class Sasaran(models.Model):
    """A sasaran under a tujuan; the unit of analysis of LKjIP Bab III A."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="sasaran_set"
    )
    tujuan = models.ForeignKey(Tujuan, models.CASCADE, null=True, related_name="sasaran_set")
    name = models.TextField(_("sasaran"))
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("sasaran")
        verbose_name_plural = _("sasaran")
        ordering = ("agency", "order", "pk")

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """An indicator with what PermenPAN-RB 88/2021 asks for (definition, source, formula)."""

    class Level(models.TextChoices):
        TUJUAN = "tujuan", _("Tujuan")
        SASARAN = "sasaran", _("Sasaran (IKU)")
        PROGRAM = "program", _("Program")
        KEGIATAN = "kegiatan", _("Kegiatan")
        SUBKEGIATAN = "subkegiatan", _("Sub-kegiatan")

    class Measure(models.TextChoices):
        VALUE = "nilai", _("Nilai")
        RATIO = "rasio", _("Pembilang/penyebut")
        PERCENTAGE = "persentase", _("Persentase")
        INDEX = "indeks", _("Indeks")
        PREDIKAT = "predikat", _("Predikat")
        DOCUMENT = "dokumen", _("Ada/tidak ada dokumen")
        DATE = "tanggal", _("Tanggal")

    class Polarity(models.TextChoices):
        POSITIVE = "positif", _("Makin tinggi makin baik")
        NEGATIVE = "negatif", _("Makin rendah makin baik")
        RANGE = "rentang", _("Dalam rentang")

    class Formula(models.TextChoices):
        A = "A", _("(2T − R) / T × 100")
        B = "B", _("T / R × 100")

    class Aggregation(models.TextChoices):
        SUM = "jumlah", _("Jumlah triwulan")
        LAST = "terakhir", _("Nilai terakhir")
        AVERAGE = "rata-rata", _("Rata-rata triwulan")
        ANNUAL = "tahunan", _("Hanya akhir tahun")
        RATIO = "rasio", _("Dari jumlah pembilang dan penyebut")

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="indicators"
    )
    tujuan = models.ForeignKey(Tujuan, models.SET_NULL, null=True, related_name="indicators")
    sasaran = models.ForeignKey(Sasaran, models.SET_NULL, null=True, related_name="indicators")
    code = models.SlugField(_("kode"), max_length=60)
    level = models.CharField(_("tingkat"), max_length=12, choices=Level)
    name = models.TextField(_("indikator"))
    unit = models.CharField(_("satuan"), max_length=60)
    measure = models.CharField(
        _("cara ukur"), max_length=12, choices=Measure, default=Measure.VALUE
    )
    predikat_levels = models.CharField(
        _("urutan predikat"),
        max_length=200,
        blank=True,
        help_text=_("Dari yang terendah, misalnya TMP < TW < WDP < WTP."),
    )
    polarity = models.CharField(
        _("polaritas"), max_length=10, choices=Polarity, default=Polarity.POSITIVE
    )
    formula = models.CharField(
        _("rumus capaian polaritas negatif"), max_length=1, choices=Formula, default=Formula.A
    )
    aggregation = models.CharField(
        _("cara menggabungkan triwulan"),
        max_length=10,
        choices=Aggregation,
        default=Aggregation.LAST,
    )
    decimals = models.PositiveSmallIntegerField(_("desimal"), default=2)
    minimum = models.DecimalField(_("nilai terendah"), **FIGURE, null=True, blank=True)
    maximum = models.DecimalField(_("nilai tertinggi"), **FIGURE, null=True, blank=True)
    definisi_operasional = models.TextField(_("definisi operasional"), blank=True)
    sumber_data = models.CharField(_("sumber data"), max_length=200, blank=True)
    responsible_unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        verbose_name=_("unit kerja penanggung jawab"),
        null=True,
        related_name="+",
    )
    responsible_position = models.ForeignKey(
        Position,
        models.SET_NULL,
        verbose_name=_("jabatan penanggung jawab"),
        null=True,
        related_name="+",
    )
    program = models.CharField(_("program"), max_length=300, blank=True)
    kegiatan = models.CharField(_("kegiatan"), max_length=300, blank=True)
    weight = models.DecimalField(
        _("bobot"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Kosong: setiap indikator sama berat dalam rata-rata."),
    )
    is_evidence_required = models.BooleanField(_("wajib bukti dukung"), default=False)
    national_standard = models.CharField(_("standar nasional"), max_length=200, blank=True)
    renstra_year = models.PositiveSmallIntegerField(_("akhir Renstra"), null=True)
    renstra_target = models.DecimalField(_("target akhir Renstra"), **FIGURE, null=True)
    renstra_upper = models.DecimalField(
        _("batas atas target akhir Renstra"), **FIGURE, null=True, blank=True
    )
    is_example = models.BooleanField(_("contoh"), default=False)
    source_document = models.CharField(_("dokumen sumber"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikator")
        ordering = ("agency", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("agency", "code"), name="indicator_code_per_agency"),
            models.CheckConstraint(
                condition=models.Q(minimum__isnull=True)
                | models.Q(maximum__isnull=True)
                | models.Q(maximum__gte=models.F("minimum")),
                name="indicator_bounds_in_order",
                violation_error_message=_("Nilai tertinggi lebih kecil daripada nilai terendah."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__gt=0),
                name="weight_above_zero",
                violation_error_message=_("Bobot harus lebih dari nol, atau kosong."),
            ),
            models.CheckConstraint(
                condition=~models.Q(aggregation="rasio") | models.Q(measure="rasio"),
                name="ratio_of_sums_needs_pairs",
                violation_error_message=_(
                    "Perhitungan dari jumlah pembilang dan penyebut perlu keduanya diisi."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(measure="predikat") | models.Q(predikat_levels__contains="<"),
                name="predikat_has_levels",
                violation_error_message=_(
                    "Predikat perlu urutannya, dari yang terendah: TMP < TW < WDP < WTP."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def notation(self, year: int) -> Notation:
        """How this indicator's figures are written in a year."""
        return Notation(self.measure, read_levels(self.predikat_levels), year)

    @property
    def renstra_target_said(self) -> str:
        notation = self.notation(self.renstra_year or 0)
        return say_target(self.renstra_target, self.renstra_upper, notation)


class TargetRevision(models.Model):
    """A target in force from a date; append-only. `triwulan` empty = the year's target."""

    class Basis(models.TextChoices):
        OWN = "triwulan ini", _("triwulan ini")
        TO_DATE = "s.d. triwulan", _("s.d. triwulan")

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, verbose_name=_("indikator"), related_name="targets"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    triwulan = models.PositiveSmallIntegerField(_("triwulan"), null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=15, choices=Basis, default=Basis.OWN)
    value = models.DecimalField(_("target"), **FIGURE, null=True)
    upper = models.DecimalField(_("batas atas rentang"), **FIGURE, null=True, blank=True)
    code = models.CharField(_("target predikat"), max_length=20, blank=True)
    document = models.CharField(_("dokumen"), max_length=300, blank=True)
    effective_on = models.DateField(_("berlaku sejak"))
    recorded_at = models.DateTimeField(_("dicatat"))
    recorded_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("dicatat oleh"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("target")
        ordering = ("indicator", "year", "triwulan", "effective_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(triwulan__isnull=True)
                | models.Q(triwulan__gte=1, triwulan__lte=4),
                name="target_triwulan",
            ),
            models.CheckConstraint(
                condition=models.Q(upper__isnull=True) | models.Q(upper__gte=models.F("value")),
                name="target_range_in_order",
                violation_error_message=_("Batas atas tidak boleh di bawah targetnya."),
            ),
            # two constraints, because SQLite takes every NULL for another one
            models.UniqueConstraint(
                fields=("indicator", "year", "triwulan", "effective_on"), name="target_once"
            ),
            models.UniqueConstraint(
                fields=("indicator", "year", "effective_on"),
                condition=models.Q(triwulan__isnull=True),
                name="annual_target_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}/{self.triwulan or 'tahun'}: {self.value}"

    @property
    def said(self) -> str:
        return self.code or say_target(self.value, self.upper, self.indicator.notation(self.year))


class BudgetLine(models.Model):
    """Pagu and realisasi of a program or kegiatan in a year, in rupiah, with its source.

    `renstra_pagu` is what the Renstra plans up to its last year; `tw1`…`tw4` what each triwulan
    spent. Source: Permendagri 86/2017, form E.81, columns 6 and 8 to 12.
    """

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="budget_lines"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    program = models.CharField(_("program"), max_length=300)
    kegiatan = models.CharField(_("kegiatan"), max_length=300, blank=True)
    pagu = models.DecimalField(_("pagu"), **MONEY)
    realisasi = models.DecimalField(_("realisasi"), **MONEY, null=True, blank=True)
    renstra_pagu = models.DecimalField(_("pagu s.d. akhir Renstra"), **MONEY, null=True, blank=True)
    tw1 = models.DecimalField(_("realisasi TW I"), **MONEY, null=True, blank=True)
    tw2 = models.DecimalField(_("realisasi TW II"), **MONEY, null=True, blank=True)
    tw3 = models.DecimalField(_("realisasi TW III"), **MONEY, null=True, blank=True)
    tw4 = models.DecimalField(_("realisasi TW IV"), **MONEY, null=True, blank=True)
    source_document = models.CharField(_("dokumen sumber"), max_length=300, blank=True)
    is_example = models.BooleanField(_("contoh"), default=False)

    class Meta:
        verbose_name = _("anggaran")
        verbose_name_plural = _("anggaran")
        ordering = ("agency", "year", "program", "kegiatan")
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "year", "program", "kegiatan"), name="budget_line_once"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(str(each) for each in (self.program, self.kegiatan, self.year) if each)

    @property
    def by_triwulan(self) -> list[Decimal | None]:
        return [self.tw1, self.tw2, self.tw3, self.tw4]

    @property
    def spent(self) -> Decimal | None:
        """What the year spent so far: its triwulan together, else the year's one figure."""
        known = [each for each in self.by_triwulan if each is not None]
        return sum(known, Decimal(0)) if known else self.realisasi


class History(models.Model):
    """Target and realisasi of an earlier year, as published."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, verbose_name=_("indikator"), related_name="history"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    target = models.DecimalField(**FIGURE, null=True)
    upper = models.DecimalField(_("batas atas rentang"), **FIGURE, null=True, blank=True)
    realisasi = models.DecimalField(**FIGURE, null=True)
    source_document = models.CharField(_("dokumen sumber"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("capaian tahun lalu")
        verbose_name_plural = _("capaian tahun lalu")
        ordering = ("indicator", "year")
        constraints = [
            models.UniqueConstraint(fields=("indicator", "year"), name="history_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}"

    @property
    def target_said(self) -> str:
        return say_target(self.target, self.upper, self.indicator.notation(self.year))

    @property
    def realisasi_said(self) -> str:
        return self.indicator.notation(self.year).say(self.realisasi)
