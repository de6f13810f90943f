"""Moments that are kept as text in a JSON column."""

from datetime import datetime

from django import template
from django.utils.dateparse import parse_datetime

register = template.Library()


@register.filter
def iso(text: str) -> datetime | None:
    """An ISO text as a moment, for `date`."""
    return parse_datetime(text)
