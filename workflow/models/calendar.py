"""What an agency's calendar was when its due times were last computed."""

from django.db import models

from organization.models import Agency


class CalendarMark(models.Model):
    """The calendar by which an agency's open due times stand; `digest` is its lock.

    `data`: office hours, seasons, holidays, zone and the legal day of the LKjIP, as plain values.
    """

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="calendar_mark")
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agency.key} {self.noted_at:%Y-%m-%d %H:%M}"
