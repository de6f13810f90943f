"""Notices to people, and the messages that carry them out of the product."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, User
from workflow.models.run import Run, Task


class Channel(models.TextChoices):
    """Ways out of the product; the notices themselves are read in it and cannot be turned off."""

    MAIL = "surel", _("Surel")
    WEBHOOK = "webhook", _("Webhook")
    WHATSAPP = "whatsapp", _("Pesan WhatsApp yang disiapkan")


class Notice(models.Model):
    """Something a person should know; `key` makes it once only."""

    class Kind(models.TextChoices):
        TASK_OPENED = "tugas.dibuka", _("Tugas baru")
        RETURNED = "tugas.dikembalikan", _("Dikembalikan")
        EXTENDED = "tugas.diperpanjang", _("Batas waktu diperpanjang")
        HALFWAY = "pengingat.setengah", _("Separuh waktu lewat")
        BEFORE_DUE = "pengingat.sebelum", _("Mendekati batas waktu")
        DUE_TODAY = "pengingat.hari-ini", _("Batas waktu hari ini")
        OVERDUE = "pengingat.terlambat", _("Melewati batas waktu")
        OVERDUE_BELOW = "pengingat.atasan", _("Tugas bawahan melewati batas waktu")
        FOLLOW_UP = "pengingat.lihat-lagi", _("Dilihat lagi hari ini")
        WEEKLY = "ringkasan.mingguan", _("Ringkasan mingguan")
        RESCHEDULED = "tugas.digeser", _("Batas waktu bergeser")
        STUCK = "macet", _("Tidak ada pemegang")
        REPORT_READY = "laporan.siap", _("Laporan siap")
        REPORT_RETURNED = "laporan.dikembalikan", _("Laporan dikembalikan")
        OPENING_FAILED = "pembukaan.gagal", _("Triwulan belum dapat dibuka")
        SOP_CHANGED = "sop.berlaku", _("Versi SOP baru berlaku")

    user = models.ForeignKey(
        User, models.CASCADE, verbose_name=_("pengguna"), related_name="notices"
    )
    kind = models.CharField(_("jenis"), max_length=30, choices=Kind)
    key = models.CharField(_("kunci"), max_length=120)
    run = models.ForeignKey(
        Run, models.CASCADE, verbose_name=_("pelaksanaan SOP"), null=True, related_name="notices"
    )
    task = models.ForeignKey(
        Task, models.CASCADE, verbose_name=_("tugas"), null=True, related_name="notices"
    )
    data = models.JSONField(_("rincian"), default=dict)
    created_at = models.DateTimeField(_("dibuat"))
    read_at = models.DateTimeField(_("dibaca"), null=True)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ("-created_at",)
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="notice_once")]
        indexes = [models.Index(fields=("user", "read_at"), name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user}"


class Message(models.Model):
    """One message per person, day and channel, claimed before sending.

    A crash in between leaves UNSURE, which nothing sends again by itself. PREPARED: a text that a
    person sends by hand. UNNEEDED: everything in it was read before it could go.
    """

    class State(models.TextChoices):
        WAITING = "menunggu", _("Menunggu")
        SENDING = "mengirim", _("Mengirim")
        SENT = "terkirim", _("Terkirim")
        UNSURE = "tidak pasti", _("Tidak pasti")
        FAILED = "gagal", _("Gagal")
        PREPARED = "disiapkan", _("Disiapkan")
        UNNEEDED = "tidak perlu", _("Tidak perlu lagi")

    user = models.ForeignKey(
        User, models.CASCADE, verbose_name=_("pengguna"), related_name="messages"
    )
    agency = models.ForeignKey(
        Agency,
        models.CASCADE,
        verbose_name=_("perangkat daerah"),
        null=True,
        related_name="messages",
    )
    channel = models.CharField(_("saluran"), max_length=10, choices=Channel, default=Channel.MAIL)
    day = models.DateField(_("tanggal"))
    key = models.CharField(_("kunci"), max_length=120, unique=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.WAITING)
    is_test = models.BooleanField(_("kiriman uji"), default=False)
    text = models.TextField(_("isi"), blank=True)
    error = models.TextField(_("kesalahan"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    try_after = models.DateTimeField(_("dicoba lagi sesudah"), null=True)
    created_at = models.DateTimeField(_("dibuat"))
    claimed_at = models.DateTimeField(_("diambil"), null=True)
    sent_at = models.DateTimeField(_("terkirim"), null=True)
    notices = models.ManyToManyField(
        Notice, verbose_name=_("pemberitahuan"), related_name="messages"
    )

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        ordering = ("-day", "user", "channel", "-pk")
        indexes = [
            # what the sweep sends for
            models.Index(
                fields=("state",),
                condition=models.Q(state__in=("menunggu", "mengirim", "gagal")),
                name="message_unsent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day} {self.channel}"


class MutedChannel(models.Model):
    """A channel that a person has turned off for himself; notices in the product stay."""

    user = models.ForeignKey(User, models.CASCADE, related_name="muted_channels")
    channel = models.CharField(_("saluran"), max_length=10, choices=Channel)
    since = models.DateTimeField(_("sejak"))

    class Meta:
        ordering = ("user", "channel")
        constraints = [models.UniqueConstraint(fields=("user", "channel"), name="muted_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.channel}"
