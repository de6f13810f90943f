"""What a text with marks is once it is read: paragraphs and lists of runs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

#: The formats of a stored text; what is printed of a format never changes.
PLAIN, MARKED = 0, 1

#: What stands in braces → what is printed there.
Say = Callable[[str], str]


class Kind(StrEnum):
    """How the items of a list are marked."""

    BULLET = "ul"
    NUMBER = "ol"
    LETTER = "ol-a"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines that were typed below each other."""

    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """The lines of an item, and the lists inside it."""

    lines: tuple[tuple[Run, ...], ...]
    lists: tuple["List", ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Items that count from 1 or a, or have bullets."""

    kind: Kind
    items: tuple[Item, ...]


Block = Paragraph | List
