"""`{% istilah "disposisi" "paraf" %}`: the terms of a page, each with its meaning at a touch."""

from django import template

from kinerja.terms import TERMS, Term

register = template.Library()


@register.inclusion_tag("help/_terms.html")
def istilah(*keys: str) -> dict[str, list[Term]]:
    """A line of buttons that show what a term means, without JavaScript; once on a page."""
    return {"terms": [TERMS[key] for key in keys]}
