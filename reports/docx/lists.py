"""Lists as Word counts them: who adds an item in Word has its number at once."""

from itertools import count

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.html import HtmlElement

from reports.docx.elements import make
from reports.docx.styles import dress_items

#: Kind → its signs, in a list and in one inside it.
SIGNS = {
    "bullet": ("•", "–"),
    "decimal": ("%1.", "%2."),
    "lowerLetter": ("%1.", "%2."),
}
DEPTHS = 2
#: How far in each depth begins, in twentieths of a point; its sign hangs before it.
STEP = 340


class Lists:
    """The lists of a document; each that counts begins anew."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering: BaseOxmlElement = document.part.numbering_part.element
        self._known: dict[str, str] = {}
        self._numbers = count(_next(self._numbering, "w:num", "w:numId"))

    def begin(self, element: HtmlElement) -> str:
        """The number under which the items of a `ul` or `ol` stand."""
        kind = _kind(element)
        if not self._known:
            dress_items(self._document)
        number = str(next(self._numbers))
        made = make("w:num", make("w:abstractNumId", val=self._shape(kind)), numId=number)
        if kind != "bullet":
            for depth in range(DEPTHS):
                made.append(
                    make("w:lvlOverride", make("w:startOverride", val="1"), ilvl=str(depth))
                )
        self._numbering.append(made)
        return number

    def _shape(self, kind: str) -> str:
        """How lists of this kind look, defined once."""
        if kind not in self._known:
            number = str(_next(self._numbering, "w:abstractNum", "w:abstractNumId"))
            levels = [_level(kind, depth) for depth in range(DEPTHS)]
            kinds = make("w:multiLevelType", val="hybridMultilevel")
            made = make("w:abstractNum", kinds, *levels, abstractNumId=number)
            self._numbering.findall(qn("w:num"))[0].addprevious(made)
            self._known[kind] = number
        return self._known[kind]


def item_of(number: str, depth: int) -> BaseOxmlElement:
    """What makes a paragraph an item of a list."""
    level = min(depth, DEPTHS - 1)
    return make("w:numPr", make("w:ilvl", val=str(level)), make("w:numId", val=number))


def _kind(element: HtmlElement) -> str:
    if element.tag == "ul":
        return "bullet"
    return "lowerLetter" if element.get("type") == "a" else "decimal"


def _next(numbering: BaseOxmlElement, name: str, attribute: str) -> int:
    taken = [int(each.get(qn(attribute))) for each in numbering.findall(qn(name))]
    return max(taken, default=0) + 1


def _level(kind: str, depth: int) -> BaseOxmlElement:
    indent = make("w:ind", left=str(STEP * (depth + 1)), hanging=str(STEP))
    return make(
        "w:lvl",
        make("w:start", val="1"),
        make("w:numFmt", val=kind),
        make("w:lvlText", val=SIGNS[kind][depth]),
        make("w:lvlJc", val="left"),
        make("w:pPr", indent),
        ilvl=str(depth),
    )
