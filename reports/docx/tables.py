"""HTML tables as Word's: heads repeated on every page, rows that stay whole, widths in percent."""

import re
from collections.abc import Sequence
from copy import deepcopy

from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.html import HtmlElement

from reports.docx.elements import make
from reports.docx.lists import Lists, item_of
from reports.docx.styles import CELL, FIGURE, HEAD, LOOKS, SMALL
from reports.docx.text import runs_of, words_of

PERCENT = re.compile(r"width:\s*([\d.]+)%")
HEAD_SHADE, GROUP_SHADE = "E9EEF2", "F6F7F8"
#: Space beside and above the words of a cell, in twentieths of a point.
MARGINS = (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
SMALL_MARGINS = (("top", 30), ("left", 40), ("bottom", 30), ("right", 40))
#: A bold letter is at most so wide, in parts of its size: who has no Arial has wider letters.
LETTER = 0.72
DIGIT = 0.64
#: Twentieths in a point.
TWENTIETHS = 20


def table_of(element: HtmlElement, width: int, lists: Lists) -> BaseOxmlElement:
    """The table, as wide as the text (in twentieths of a point); its lists count in `lists`."""
    rows = element.xpath(".//tr")
    widths = _widths(element, rows, width)
    made = make("w:tbl", _properties(element, width))
    made.append(make("w:tblGrid", *(make("w:gridCol", w=str(each)) for each in widths)))
    heads = len(element.xpath("./thead/tr"))
    for place, row in enumerate(rows):
        # neither the first row nor the last is alone on a page, nor is a heading without its row
        is_edge = place <= heads or place == len(rows) - 2
        is_kept = (is_edge or row.get("class") == "group") and place < len(rows) - 1
        made.append(_row(row, widths, lists, is_head=place < heads, is_kept=is_kept))
    return made


def _widths(element: HtmlElement, rows: Sequence[HtmlElement], width: int) -> list[int]:
    found = [PERCENT.search(col.get("style", "")) for col in element.xpath("./colgroup/col")]
    shares = [float(match[1]) for match in found if match]
    if not shares:
        columns = max(len(row.xpath("./th | ./td")) for row in rows)
        shares = [1.0] + [3.0 if _is_plain(element) else 1.0] * (columns - 1)
    widths = [int(width * share / sum(shares)) for share in shares]
    return _with_whole_words(widths, _needed(element))


def _needed(element: HtmlElement) -> list[int]:
    """How wide each column is at least, so that no word of its head and no figure breaks."""
    needed = [
        max((len(word) for word in words_of(head).split()), default=0) * LETTER
        for head in element.xpath("./thead/tr[1]/th")
    ]
    for row in element.xpath("./tbody/tr[count(td) = $columns]", columns=len(needed)):
        for place, cell in enumerate(row):
            if cell.get("class") == "number":
                needed[place] = max(needed[place], sum(map(_sign_width, words_of(cell))))
    size = LOOKS[HEAD + _suffix(element)].size * TWENTIETHS
    beside = sum(twips for side, twips in _margins(element) if side in ("left", "right"))
    return [int(each * size) + beside for each in needed]


def _sign_width(sign: str) -> float:
    return DIGIT if sign.isdigit() else DIGIT / 2


def _with_whole_words(widths: Sequence[int], needed: Sequence[int]) -> list[int]:
    """The widths, those that are too narrow widened out of what the others can spare."""
    if len(widths) != len(needed):
        return list(widths)
    pairs = list(zip(widths, needed, strict=True))
    lack = sum(max(0, least - width) for width, least in pairs)
    spare = sum(max(0, width - least) for width, least in pairs)
    if lack > spare or not lack:
        return list(widths)
    return [max(width, least) - max(0, width - least) * lack // spare for width, least in pairs]


def _suffix(inside: HtmlElement) -> str:
    """What the styles of this table's cells are called beyond the usual."""
    return SMALL if inside.xpath("ancestor-or-self::table[contains(@class, 'wide')]") else ""


def _margins(inside: HtmlElement) -> tuple[tuple[str, int], ...]:
    return SMALL_MARGINS if _suffix(inside) else MARGINS


def _is_plain(element: HtmlElement) -> bool:
    """A word and what it stands for, line by line: no table to the eye."""
    return "facts" in element.get("class", "").split()


def _properties(element: HtmlElement, width: int) -> BaseOxmlElement:
    said = " ".join(words_of(each) for each in element.xpath("./caption"))
    margins = [make(f"w:{side}", w=str(twips), type="dxa") for side, twips in _margins(element)]
    lines = [] if _is_plain(element) else [make("w:tblStyle", val="TableGrid")]
    return make(
        "w:tblPr",
        *lines,
        make("w:tblW", w=str(width), type="dxa"),
        make("w:tblLayout", type="fixed"),
        make("w:tblCellMar", *margins),
        make("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"),
        make("w:tblDescription", val=said),
    )


def _row(
    row: HtmlElement, widths: Sequence[int], lists: Lists, *, is_head: bool, is_kept: bool
) -> BaseOxmlElement:
    marks = [] if row.get("class") == "long" else [make("w:cantSplit")]
    marks += [make("w:tblHeader")] if is_head else []
    made = make("w:tr", make("w:trPr", *marks))
    start = 0
    for cell in row.xpath("./th | ./td"):
        span = int(cell.get("colspan", "1"))
        width = sum(widths[start : start + span])
        shade = HEAD_SHADE if is_head else GROUP_SHADE if row.get("class") == "group" else ""
        made.append(
            _cell(cell, width, span, shade, _inside(cell, lists, is_head=is_head, is_kept=is_kept))
        )
        start += span
    return made


def _cell(
    cell: HtmlElement, width: int, span: int, shade: str, inside: Sequence[BaseOxmlElement]
) -> BaseOxmlElement:
    properties = make("w:tcPr", make("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(make("w:gridSpan", val=str(span)))
    if shade:
        properties.append(make("w:shd", val="clear", color="auto", fill=shade))
    if cell.tag == "th":
        properties.append(make("w:vAlign", val="center"))
    return make("w:tc", properties, *inside)


def _inside(
    cell: HtmlElement, lists: Lists, *, is_head: bool, is_kept: bool
) -> list[BaseOxmlElement]:
    """The paragraphs of a cell: its words, or those that a person wrote below each other."""
    style = HEAD if is_head else FIGURE if cell.get("class") == "number" else CELL
    marks = [make("w:pStyle", val=(style + _suffix(cell)).replace(" ", ""))]
    marks += [make("w:keepNext")] if is_kept else []
    is_group = cell.getparent().get("class") == "group"
    written = cell.xpath("./p | ./ul | ./ol")
    if not written:
        return [_paragraph(cell, marks, is_bold=is_group)]
    made = []
    for block in written:
        made += [_paragraph(block, marks)] if block.tag == "p" else _items(block, marks, lists, 0)
    return made


def _items(
    items: HtmlElement, marks: Sequence[BaseOxmlElement], lists: Lists, depth: int
) -> list[BaseOxmlElement]:
    number = lists.begin(items)
    made = []
    for item in items:
        made.append(_paragraph(item, [*marks, item_of(number, depth)]))
        for inner in item.xpath("./ul | ./ol"):
            made += _items(inner, marks, lists, depth + 1)
    return made


def _paragraph(
    element: HtmlElement, marks: Sequence[BaseOxmlElement], *, is_bold: bool = False
) -> BaseOxmlElement:
    made = make("w:p", make("w:pPr", *(deepcopy(each) for each in marks)))
    for words in runs_of(element):
        run = make("w:r")
        looks = [make("w:b")] if words.is_bold or is_bold else []
        looks += [make("w:i")] if words.is_italic else []
        if looks:
            run.append(make("w:rPr", *looks))
        run.text = words.text
        made.append(run)
    return made
