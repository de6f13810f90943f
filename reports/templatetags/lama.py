"""Lengths of working time in templates, in the words of the SOP clock."""

from datetime import timedelta

from django import template

from reports.timing import length_words

register = template.Library()


@register.filter
def lama(length: timedelta | None) -> str:
    """`6 jam 20 menit`, `2,5 hari`; a dash where nothing was measured."""
    return "–" if length is None else length_words(length)
