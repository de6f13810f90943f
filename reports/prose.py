"""A narrative as paper prints it, in the format in which it was written."""

from collections.abc import Iterable

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString

from organization.richtext import MARKED, PLAIN, Block, List, Paragraph, Run, Say, html_of, parse
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
        return _html(parse(text, say))
    return SafeString(linebreaks(filled(text, say), autoescape=True))


def led(head: str, said: Iterable[tuple[str, str]], markup: int | None) -> SafeString:
    """Labelled words after a head that holds no marks: on one line as long as each has but one."""
    if markup != MARKED:
        told = " ".join(f"{label}: {text}" for label, text in said)
        return format_html("<p>{}{}</p>", head, told)
    text = "".join(_labelled(label, words) for label, words in said)
    first, *rest = parse(text)
    if isinstance(first, Paragraph):  # it begins with a label
        line, *lines = first.lines
        first = Paragraph(((Run(head), *line), *lines))
    return _html([first, *rest])


def _labelled(label: str, words: str) -> str:
    """On one line; a list begins below its label, and what follows several lines below them."""
    before = "\n" if isinstance(next(iter(parse(words)), None), List) else " "
    after = "\n" if "\n" in words else " "
    return f"{label}:{before}{words}{after}"


def _html(blocks: Iterable[Block]) -> SafeString:
    return SafeString(f'<div class="uraian">{html_of(blocks)}</div>')  # escaped run by run
