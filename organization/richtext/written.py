"""Blocks as HTML of seven tags, and as text without marks."""

from collections.abc import Iterable
from html import escape

from organization.richtext.blocks import parse
from organization.richtext.shape import Block, Item, Kind, List, Paragraph, Run

Lines = tuple[tuple[Run, ...], ...]
OPENED = {Kind.BULLET: "<ul>", Kind.NUMBER: "<ol>", Kind.LETTER: '<ol type="a">'}
CLOSED = {Kind.BULLET: "</ul>", Kind.NUMBER: "</ol>", Kind.LETTER: "</ol>"}
INDENT = "   "


class Rich(str):
    """Words without marks that also know their HTML, for a template to print."""

    __slots__ = ("_html",)
    _html: str

    @classmethod
    def of(cls, text: str) -> "Rich":
        """A text with marks."""
        blocks = parse(text)
        made = cls(text_of(blocks))
        made._html = inner_html_of(blocks)
        return made

    def __html__(self) -> str:
        return self._html


def html_of(blocks: Iterable[Block]) -> str:
    """Paragraphs and lists; nothing but p, br, strong, em, ul, ol and li."""
    return "\n\n".join(_block(each) for each in blocks)


def inner_html_of(blocks: tuple[Block, ...]) -> str:
    """The same for a cell or an item: a single paragraph without its tag."""
    match blocks:
        case (Paragraph(lines),):
            return _lines(lines)
    return html_of(blocks)


def _block(block: Block) -> str:
    return _list(block) if isinstance(block, List) else f"<p>{_lines(block.lines)}</p>"


def _list(found: List) -> str:
    items = "".join(
        f"<li>{_lines(item.lines)}{''.join(_list(each) for each in item.lists)}</li>"
        for item in found.items
    )
    return f"{OPENED[found.kind]}{items}{CLOSED[found.kind]}"


def _lines(lines: Lines) -> str:
    return "<br>".join("".join(_run(run) for run in line) for line in lines)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.is_italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.is_bold else text


def text_of(blocks: Iterable[Block]) -> str:
    """The words, with the signs of the lists and without the marks of bold and italic."""
    return "\n\n".join("\n".join(_text(each)) for each in blocks)


def words_of(text: str) -> str:
    """The words of a text with marks, on one line."""
    return " ".join(text_of(parse(text)).split())


def _text(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return _words(block.lines)
    found = []
    for number, item in enumerate(block.items, start=1):
        found += _item(item, _sign(block.kind, number))
    return found


def _sign(kind: Kind, number: int) -> str:
    if kind == Kind.BULLET:
        return "-"
    return f"{number}." if kind == Kind.NUMBER else f"{chr(ord('a') + number - 1)}."


def _item(item: Item, sign: str) -> list[str]:
    first, *rest = _words(item.lines)
    inside = [line for each in item.lists for line in _text(each)]
    return [f"{sign} {first}", *(f"{INDENT}{line}" for line in (*rest, *inside))]


def _words(lines: Lines) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]
