"""What administrators set for an agency: the ladder of reminders, the texts, when messages go."""

from datetime import time
from secrets import token_urlsafe

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency
from sop.models import SopStep
from workflow.ladder import AFTER, BEFORE, HALF, ON_DAY, Rung

WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
]


class LadderRung(models.Model):
    """One rung of an agency's ladder; without a kind it holds for every kind that has none.

    An agency without rows keeps the ladder of `workflow.ladder.DEFAULT_LADDER`.
    """

    class Moment(models.TextChoices):
        HALF = HALF, _("Separuh waktu baku")
        BEFORE = BEFORE, _("Hari kerja sebelum batas waktu")
        ON_DAY = ON_DAY, _("Hari batas waktu")
        AFTER = AFTER, _("Hari kerja sesudah batas waktu")

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="ladder_rungs"
    )
    kind = models.CharField(
        _("jenis langkah"),
        max_length=10,
        choices=SopStep.Kind,
        blank=True,
        help_text=_("Kosong: semua jenis yang tidak mempunyai anak tangga sendiri."),
    )
    moment = models.CharField(_("saat"), max_length=10, choices=Moment)
    days = models.PositiveSmallIntegerField(
        _("hari kerja"),
        default=1,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Sebelum/sesudah: jumlah hari kerja. Separuh waktu: hanya langkah yang paling sedikit "
            "sekian hari kerja. Hari batas waktu: tidak dipakai."
        ),
    )
    at = models.TimeField(
        _("pukul"), default=time(8), help_text=_("Tidak dipakai sesudah batas waktu.")
    )
    tells_holder = models.BooleanField(_("kepada pemegang"), default=True)
    tells_superior = models.BooleanField(_("kepada atasannya"), default=False)
    tells_head = models.BooleanField(
        _("kepada kepala perangkat daerah"),
        default=False,
        help_text=_("Bila tidak, kepala hanya menerima ringkasan mingguan tanpa nama."),
    )

    class Meta:
        verbose_name = _("anak tangga pengingat")
        verbose_name_plural = _("anak tangga pengingat")
        ordering = ("agency", "kind", "pk")
        constraints = [
            models.UniqueConstraint(fields=("agency", "kind", "moment", "days"), name="rung_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.get_moment_display()} {self.days}"

    def clean(self) -> None:
        if self.moment in (BEFORE, AFTER) and not self.days:
            raise ValidationError({"days": _("Isi sekurang-kurangnya 1 hari kerja.")})
        if self.moment != AFTER and (self.tells_superior or self.tells_head):
            words = _("Atasan dan kepala hanya diberi tahu sesudah batas waktu.")
            raise ValidationError({"tells_superior": words})
        if not (self.tells_holder or self.tells_superior or self.tells_head):
            raise ValidationError({"tells_holder": _("Pilih sedikitnya satu yang diberi tahu.")})

    @property
    def rung(self) -> Rung:
        """The row as the rules read it."""
        return Rung(
            moment=self.moment,
            days=self.days,
            at=self.at,
            tells_holder=self.tells_holder,
            tells_superior=self.tells_superior,
            tells_head=self.tells_head,
        )


class MessageTemplate(models.Model):
    """An agency's own words for one kind of line; `workflow.letters` has the usual ones."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="message_templates")
    kind = models.CharField(_("jenis"), max_length=30)
    text = models.TextField(_("teks"))

    class Meta:
        verbose_name = _("teks pesan")
        verbose_name_plural = _("teks pesan")
        ordering = ("agency", "kind")
        constraints = [
            models.UniqueConstraint(fields=("agency", "kind"), name="one_text_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.kind}"


class Delivery(models.Model):
    """When an agency's messages go out, and where its webhook listens."""

    agency = models.OneToOneField(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="delivery"
    )
    digest_at = models.TimeField(
        _("pesan harian dibuat pukul"), default=time(8), help_text=_("Waktu setempat.")
    )
    quiet_from = models.TimeField(_("jam tenang mulai"), default=time(18))
    quiet_to = models.TimeField(_("jam tenang sampai"), default=time(6))
    rests_on_days_off = models.BooleanField(_("tidak mengirim pada hari libur"), default=True)
    summary_weekday = models.PositiveSmallIntegerField(
        _("hari ringkasan mingguan kepala"),
        choices=WEEKDAYS,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
    )
    webhook_url = models.CharField(
        _("alamat webhook"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("http atau https. Kosong: tanpa webhook."),
    )
    webhook_secret = models.CharField(
        _("kunci tanda tangan webhook"), max_length=100, default=token_urlsafe
    )

    class Meta:
        verbose_name = _("pengiriman pesan")
        verbose_name_plural = _("pengiriman pesan")

    def __str__(self) -> str:
        return str(self.agency)

    def clean(self) -> None:
        if self.is_quiet(self.digest_at):
            raise ValidationError(
                {
                    "digest_at": _(
                        "Jatuh pada jam tenang, sehingga pesannya tidak terkirim; ubah jamnya."
                    )
                }
            )

    def is_quiet(self, at: time) -> bool:
        """Whether messages rest at this time of the office's day."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to
