"""The one place where the time of day is read; every door takes `now` from here."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment (aware), shifted by the setting outside production."""
    return timezone.now() + timedelta(seconds=settings.KINERJA_CLOCK_SHIFT)
