"""The words of an HTML element as Word's runs: spaces as a browser shows them, breaks, looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

SPACES = re.compile(r"[ \t\r\n\f]+")
BREAK = "\n"
BOLD = frozenset({"strong", "b"})
ITALIC = frozenset({"em", "i"})
#: A list inside an item has paragraphs of its own.
LISTS = frozenset({"ul", "ol"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look; `\\n` within them is a line break."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


def runs_of(element: HtmlElement) -> list[Words]:
    """The words of an element by their look, in order, without those of lists inside it."""
    found: list[Words] = []
    for words in _raw(element, Words("")):
        text = words.text
        last = found[-1].text[-1:] if found else BREAK
        if text == BREAK:
            _end_line(found)
        elif last in (" ", BREAK):
            text = text.lstrip(" ")
        if text:
            found.append(replace(words, text=text))
    _end_line(found)
    return found


def words_of(element: HtmlElement) -> str:
    """The same as one text."""
    return "".join(words.text for words in runs_of(element))


def _raw(element: HtmlElement, look: Words) -> Iterator[Words]:
    yield replace(look, text=SPACES.sub(" ", element.text or ""))
    for child in element:
        if child.tag == "br":
            yield replace(look, text=BREAK)
        elif child.tag not in LISTS:
            inside = Words(
                "", look.is_bold or child.tag in BOLD, look.is_italic or child.tag in ITALIC
            )
            yield from _raw(child, inside)
        yield replace(look, text=SPACES.sub(" ", child.tail or ""))


def _end_line(found: list[Words]) -> None:
    """Nothing but words stands at the end of a line."""
    while found and not found[-1].text.rstrip(" "):
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
