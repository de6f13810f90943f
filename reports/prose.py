"""A narrative as paper prints it, in the format in which it was written."""

from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from organization.richtext import MARKED, PLAIN, Say, html_of, parse
from reports.placeholders import filled
from reports.tables.shape import Data


def frozen(text: str, markup: int) -> Data:
    """A narrative as a snapshot keeps it: the text as typed, and its format if it has one."""
    return {"text": text} if markup == PLAIN else {"text": text, "markup": markup}


def printed(narrative: Data, say: Say) -> SafeString:
    """The HTML of a narrative of a snapshot (`text`, `markup`) with its figures; empty if it is.

    A snapshot of before has no `markup`: its text has no marks, and what looks like one is none.
    """
    text = narrative.get("text", "")
    if not text:
        return SafeString("")
    if narrative.get("markup") == MARKED:
        inside = html_of(parse(text, say))
        return SafeString(f'<div class="uraian">{inside}</div>')  # escaped run by run
    return SafeString(linebreaks(filled(text, say), autoescape=True))
