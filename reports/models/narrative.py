"""The texts of the annual report, written during the year."""

from django.db import models

from indicators.models import Sasaran
from organization.models import Agency, User
from organization.richtext import PLAIN


class Narrative(models.Model):
    """A text of the annual report, written during the year; `section` is a fixed key."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="narratives")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40)
    sasaran = models.ForeignKey(Sasaran, models.CASCADE, null=True, related_name="narratives")
    text = models.TextField(blank=True)
    #: The format of `text`: what was written before marks were read has none.
    markup = models.PositiveSmallIntegerField(default=PLAIN)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "year", "section", "sasaran"), name="narrative_once"
            ),
            models.UniqueConstraint(
                fields=("agency", "year", "section"),
                condition=models.Q(sasaran__isnull=True),
                name="narrative_of_agency_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.year}"
