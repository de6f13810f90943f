"""Users and the positions they hold, with dates and capacity."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.structure import Position


class User(AbstractUser):
    """An account. Roles are not typed in: they follow from the positions held today.

    `is_staff` makes an administrator, who configures and approves nothing.
    """

    first_name = None  # type: ignore[assignment]  # one name field, as offices write names
    last_name = None  # type: ignore[assignment]  # see first_name
    name = models.CharField(_("nama"), max_length=160)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    """How a position is held. Plt: post vacant; Plh: holder absent (UU 30/2014 ps. 14)."""

    DEFINITIF = "definitif", _("definitif")
    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")


#: The capacity of staff who fill in figures for a holder; they decide and hand over nothing.
FILLING = "pengisi"
#: Every capacity in which something may be recorded.
CAPACITIES = [*Capacity.choices, (FILLING, _("pengisi untuk"))]


class StandingTerms(models.Manager["Officeholder"]):
    """Terms that hold or held: one that was cancelled gives nothing and never did."""

    def get_queryset(self) -> models.QuerySet["Officeholder"]:
        return super().get_queryset().filter(cancelled_at=None)


class Officeholder(models.Model):
    """One term of a person in a position. NIP and pangkat appear in signature blocks only.

    A term entered by mistake keeps its row with the moment at which it was cancelled; only
    `entered` finds it.
    """

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("pengguna"), related_name="terms")
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), related_name="terms"
    )
    capacity = models.CharField(
        _("kedudukan"), max_length=10, choices=Capacity, default=Capacity.DEFINITIF
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    pangkat = models.CharField(_("pangkat/golongan"), max_length=60, blank=True)
    nip = models.CharField(_("NIP"), max_length=30, blank=True)
    leave = models.ForeignKey(
        "Leave",
        models.SET_NULL,
        verbose_name=_("cuti"),
        null=True,
        blank=True,
        editable=False,
        related_name="substitutes",
    )
    cancelled_at = models.DateTimeField(_("dibatalkan"), null=True, editable=False)

    objects = StandingTerms()
    entered = models.Manager["Officeholder"]()

    class Meta:
        verbose_name = _("pejabat")
        verbose_name_plural = _("pejabat")
        ordering = ("position", "starts_on")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "position", "capacity", "starts_on"),
                condition=models.Q(cancelled_at__isnull=True),
                name="term_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="term_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.title}"

    @property
    def title(self) -> str:
        prefix = "" if self.capacity == Capacity.DEFINITIF else f"{Capacity(self.capacity).label} "
        return f"{prefix}{self.position.name}"


class Leave(models.Model):
    """Days on which a person is not there, in none of his posts; a substitute is a term (Plh)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="leaves")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    note = models.CharField(_("keterangan"), max_length=120, blank=True)
    cancelled_at = models.DateTimeField(_("dibatalkan"), null=True)

    class Meta:
        verbose_name = _("cuti")
        verbose_name_plural = _("cuti")
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="leave_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=("user", "starts_on"),
                condition=models.Q(cancelled_at__isnull=True),
                name="leave_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.starts_on} – {self.ends_on}"


class Filler(models.Model):
    """Staff whom a holder names to fill in figures for him; he himself hands them over."""

    term = models.ForeignKey(Officeholder, models.CASCADE, related_name="fillers")
    user = models.ForeignKey(User, models.PROTECT, related_name="fillings")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True)

    class Meta:
        verbose_name = _("pengisi")
        verbose_name_plural = _("pengisi")
        ordering = ("term", "starts_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("term", "user", "starts_on"),
                condition=models.Q(revoked_at__isnull=True),
                name="filler_named_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="filler_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.term}"
