"""Notices to people, and the one mail a day that carries them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import User
from workflow.models.run import Run, Task


class Notice(models.Model):
    """Something a person should know; `key` makes it once only."""

    class Kind(models.TextChoices):
        TASK_OPENED = "tugas.dibuka", _("Tugas baru")
        RETURNED = "tugas.dikembalikan", _("Dikembalikan")
        BEFORE_DUE = "pengingat.sebelum", _("Mendekati batas waktu")
        DUE_TODAY = "pengingat.hari-ini", _("Batas waktu hari ini")
        OVERDUE = "pengingat.terlambat", _("Melewati batas waktu")
        RESCHEDULED = "tugas.digeser", _("Batas waktu bergeser")
        STUCK = "macet", _("Tidak ada pemegang")
        REPORT_READY = "laporan.siap", _("Laporan siap")
        OPENING_FAILED = "pembukaan.gagal", _("Triwulan belum dapat dibuka")

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=Kind)
    key = models.CharField(max_length=120)
    run = models.ForeignKey(Run, models.CASCADE, null=True, related_name="notices")
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="notices")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    digest = models.ForeignKey("MailDigest", models.SET_NULL, null=True, related_name="notices")

    class Meta:
        ordering = ("-created_at",)
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="notice_once")]
        indexes = [models.Index(fields=("user", "read_at"), name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user}"


class MailDigest(models.Model):
    """One mail per person and day, claimed before sending; a crash in between leaves UNSURE."""

    class State(models.TextChoices):
        WAITING = "menunggu", _("Menunggu")
        SENDING = "mengirim", _("Mengirim")
        SENT = "terkirim", _("Terkirim")
        UNSURE = "tidak pasti", _("Tidak pasti")
        FAILED = "gagal", _("Gagal")

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    day = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    error = models.TextField(blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-day", "user")
        constraints = [models.UniqueConstraint(fields=("user", "day"), name="one_mail_a_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
