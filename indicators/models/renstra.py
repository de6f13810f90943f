"""The five years of a Renstra and what it plans for each of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.measures import say_target
from indicators.models.plan import FIGURE, Indicator
from organization.models import Agency


class Renstra(models.Model):
    """The period of a Renstra, first and last year included. Source: Permendagri 86/2017."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("perangkat daerah"), related_name="renstra_set"
    )
    first_year = models.PositiveSmallIntegerField(_("tahun pertama"))
    last_year = models.PositiveSmallIntegerField(_("tahun terakhir"))
    document = models.CharField(_("dokumen"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Renstra")
        verbose_name_plural = _("Renstra")
        ordering = ("agency", "first_year")
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "first_year", "last_year"), name="renstra_once"
            ),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="renstra_years_in_order",
                violation_error_message=_("Tahun terakhir mendahului tahun pertama."),
            ),
        ]

    def __str__(self) -> str:
        return f"Renstra {self.first_year}–{self.last_year}"


class RenstraTarget(models.Model):
    """What a Renstra plans of an indicator for one of its years."""

    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, verbose_name=_("indikator"), related_name="renstra_targets"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    value = models.DecimalField(_("target"), **FIGURE)
    upper = models.DecimalField(_("batas atas rentang"), **FIGURE, null=True, blank=True)
    source_document = models.CharField(_("dokumen sumber"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("target Renstra")
        verbose_name_plural = _("target Renstra")
        ordering = ("indicator", "year")
        constraints = [
            models.UniqueConstraint(
                fields=("renstra", "indicator", "year"), name="renstra_target_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}: {self.said}"

    @property
    def said(self) -> str:
        return say_target(self.value, self.upper, self.indicator.notation(self.year))

    @property
    def value_said(self) -> str:
        return self.indicator.notation(self.year).say(self.value)

    @property
    def upper_said(self) -> str:
        return self.indicator.notation(self.year).say(self.upper)
