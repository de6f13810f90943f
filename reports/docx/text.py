"""The words of an HTML element as Word's runs: spaces as a browser shows them, breaks, bold."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

SPACES = re.compile(r"[ \t\r\n\f]+")
BREAK = "\n"
BOLD = frozenset({"strong", "b"})
Run = tuple[str, bool]


def runs_of(element: HtmlElement) -> list[Run]:
    """Text and whether it is bold, in order; `\\n` within a text is a line break."""
    found: list[Run] = []
    for text, is_bold in _raw(element, is_bold=False):
        last = found[-1][0][-1:] if found else BREAK
        if text == BREAK:
            _end_line(found)
        elif last in (" ", BREAK):
            text = text.lstrip(" ")
        if text:
            found.append((text, is_bold))
    _end_line(found)
    return found


def words_of(element: HtmlElement) -> str:
    """The same as one text."""
    return "".join(text for text, _bold in runs_of(element))


def _raw(element: HtmlElement, *, is_bold: bool) -> Iterator[Run]:
    yield SPACES.sub(" ", element.text or ""), is_bold
    for child in element:
        if child.tag == "br":
            yield BREAK, is_bold
        else:
            yield from _raw(child, is_bold=is_bold or child.tag in BOLD)
        yield SPACES.sub(" ", child.tail or ""), is_bold


def _end_line(found: list[Run]) -> None:
    """Nothing but words stands at the end of a line."""
    while found and not found[-1][0].rstrip(" "):
        found.pop()
    if found:
        text, is_bold = found[-1]
        found[-1] = (text.rstrip(" "), is_bold)
