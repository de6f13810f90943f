"""The append-only event log with one hash chain per agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.people import CAPACITIES, Officeholder, User
from organization.models.structure import Agency, Position


class EventChain(models.Model):
    """The end of an agency's chain; its row is the lock that puts events in one order."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="event_chain")
    sequence = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.agency.key}:{self.sequence}"


class Event(models.Model):
    """What happened: who, for which position, in which capacity, when, what and why.

    Rows are never changed or removed; triggers on both databases refuse it.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("perangkat daerah"), related_name="events"
    )
    sequence = models.PositiveBigIntegerField(_("urutan"))
    subject_type = models.CharField(_("jenis perihal"), max_length=40)
    subject_id = models.PositiveBigIntegerField(_("nomor perihal"))
    action = models.CharField(_("kejadian"), max_length=60)
    at = models.DateTimeField(_("waktu"))
    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("pengguna"), null=True, related_name="events"
    )
    officeholder = models.ForeignKey(
        Officeholder, models.PROTECT, verbose_name=_("masa jabatan"), null=True, related_name="+"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), null=True, related_name="+"
    )
    capacity = models.CharField(_("kedudukan"), max_length=10, choices=CAPACITIES, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    data = models.JSONField(_("rincian"), default=dict)
    previous_hash = models.CharField(_("hash sebelumnya"), max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("kejadian")
        verbose_name_plural = _("kejadian")
        ordering = ("agency", "sequence")
        constraints = [
            models.UniqueConstraint(fields=("agency", "sequence"), name="event_sequence"),
        ]
        indexes = [
            # the log of one run, task or report
            models.Index(fields=("subject_type", "subject_id"), name="event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
