"""The verification code as it stands on paper."""

from django import template

from reports import codes

register = template.Library()


@register.filter
def kode(code: str) -> str:
    """In two groups of five."""
    return codes.printed(code)
