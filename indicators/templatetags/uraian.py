"""What somebody wrote beside a figure, on a page."""

from django import template
from django.utils.safestring import SafeString

from organization.richtext import Rich, words_of

register = template.Library()


@register.filter
def uraian(text: str) -> SafeString:
    """The text with its bold, italic and lists."""
    return SafeString(Rich.of(text).__html__())  # escaped run by run


@register.filter
def tanpa_tanda(text: str) -> str:
    """Its words alone, on one line."""
    return words_of(text)
