"""Heights of rows as a program chooses them: right when opened, and free to grow when typed in."""

import math
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Points of a line of openpyxl's own font, and the highest row that Excel knows.
LINE = 15
HIGHEST = 409
#: How full a line becomes before its next word goes to another.
FULL = 0.9


def lines_of(text: str, width: int) -> int:
    """So many lines a text takes in a column that is `width` signs wide."""
    room = max(1, int(width * FULL))
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def set_height(sheet: "Worksheet", number: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its wrapped texts need; `texts`: each with the width of its column."""
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    if lines > 1:
        height = min(HIGHEST, lines * LINE)
        sheet.row_dimensions[number] = _free_row()(sheet, index=number, ht=height)


@cache
def _free_row() -> Any:
    """openpyxl calls each height it is given fixed, so that the row would not grow any more."""
    from openpyxl.worksheet.dimensions import RowDimension  # noqa: PLC0415 - slow to import

    class FreeRow(RowDimension):
        customHeight = False  # noqa: N815 - openpyxl's name

    return FreeRow
