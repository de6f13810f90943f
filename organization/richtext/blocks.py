"""Lines to paragraphs and lists. A printed number is always the number that was typed.

So a list counts from 1 (or a) without a gap and has two items at least; any other line that
begins with a number stays a line. A dash before a figure alone is a minus.
"""

import re
from dataclasses import dataclass, field

from organization.richtext.inline import runs_of
from organization.richtext.shape import Block, Item, Kind, List, Paragraph, Run, Say

#: Signs that Word puts before an item, also as letters of its own fonts; `o` and `§` with a tab.
BULLET = re.compile(r"(?:[-–·]\s+|[•▪◦●■➢\uf0b7\uf0a7\uf0d8]\s*|[o§]\t\s*)(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
LETTER = re.compile(r"([a-z])[.)]\s+(?=\S)")
#: What only an inner list of Word begins with.
INNER = ("o\t", "§\t", "◦", "\uf0a7")
DASHES = ("-", "–")
MINUS = re.compile(r"[\d.,]+\s*(?:%|persen|poin)?[.;,]?", re.IGNORECASE)
DEEPER = 2
TAB = 4
FIRST = 1
FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as typed: how far in it begins, its words, and which item it may begin."""

    depth: int
    words: str
    kind: Kind | None = None
    number: int = 0
    #: The words after the mark.
    rest: str = ""

    @property
    def is_bare_figure(self) -> bool:
        """`- 5 %`: a minus, where no item stands beside it."""
        return self.words.startswith(DASHES) and self.rest[:1].isdigit()


@dataclass(slots=True)
class _Draft:
    """An item while its lines are gathered."""

    lines: list[str]
    lists: list[List] = field(default_factory=list)


def parse(text: str, say: Say | None = None) -> tuple[Block, ...]:
    """The paragraphs and lists of a text; figures in braces are printed as `say` has them."""
    lines = [_line(each) for each in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return tuple(_Reader(lines, say).blocks())


def _line(raw: str) -> _Line:
    whole = raw.rstrip()
    words = whole.lstrip()
    depth = len(whole[: len(whole) - len(words)].expandtabs(TAB))
    if match := BULLET.match(words):
        rest = words[match.end() :]
        if words.startswith(DASHES) and MINUS.fullmatch(rest):
            return _Line(depth, words)
        inner = DEEPER if words.startswith(INNER) else 0
        return _Line(depth + inner, words, Kind.BULLET, 0, rest)
    if match := NUMBER.match(words):
        return _Line(depth, words, Kind.NUMBER, int(match[1]), words[match.end() :])
    if match := LETTER.match(words):
        number = ord(match[1]) - ord("a") + FIRST
        return _Line(depth, words, Kind.LETTER, number, words[match.end() :])
    return _Line(depth, words)


class _Reader:
    """Reads blocks off lines, from the first to the last."""

    def __init__(self, lines: list[_Line], say: Say | None) -> None:
        self.lines, self.say = lines, say

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        gathered: list[str] = []
        place = 0
        while place < len(self.lines):
            words, read = self.lines[place].words, self._list(place, is_inner=False)
            if read is None and words:
                gathered.append(words)
            elif gathered:
                found.append(Paragraph(self._runs(gathered)))
                gathered = []
            if read is not None:
                found.append(read[0])
            place = read[1] if read else place + 1
        if gathered:
            found.append(Paragraph(self._runs(gathered)))
        return found

    def _list(self, start: int, *, is_inner: bool) -> tuple[List, int] | None:
        """The list that begins at this line and where it ends; None where none begins."""
        first = self.lines[start]
        if first.kind is None or first.number not in (0, FIRST):
            return None
        items = [_Draft([first.rest])]
        place = start + 1
        while place < len(self.lines):
            here = self._worded(place)
            if here is None:
                break
            line = self.lines[here]
            if self._follows(line, first, len(items)):
                items.append(_Draft([line.rest]))
                place = here + 1
            elif here == place and not is_inner and (inner := self._inner(here, first)):
                items[-1].lists.append(inner[0])
                place = inner[1]
            elif here == place and line.depth > first.depth and not items[-1].lists:
                items[-1].lines.append(line.words)
                place += 1
            else:
                break
        if len(items) < FEWEST and (first.kind != Kind.BULLET or first.is_bare_figure):
            return None
        made = tuple(Item(self._runs(each.lines), tuple(each.lists)) for each in items)
        return List(first.kind, made), place

    def _inner(self, place: int, outer: _Line) -> tuple[List, int] | None:
        """A list inside an item: further in, or of another kind under a number."""
        line = self.lines[place]
        is_deeper = line.depth >= outer.depth + DEEPER
        is_under = outer.kind != Kind.BULLET and line.kind != outer.kind
        return self._list(place, is_inner=True) if is_deeper or is_under else None

    @staticmethod
    def _follows(line: _Line, first: _Line, count: int) -> bool:
        """Whether a line is the next item of a list of so many."""
        if line.kind != first.kind or abs(line.depth - first.depth) >= DEEPER:
            return False
        return line.kind == Kind.BULLET or line.number == count + FIRST

    def _worded(self, start: int) -> int | None:
        """The first line from here that has words."""
        places = range(start, len(self.lines))
        return next((place for place in places if self.lines[place].words), None)

    def _runs(self, lines: list[str]) -> tuple[tuple[Run, ...], ...]:
        return tuple(runs_of(each, self.say) for each in lines)
