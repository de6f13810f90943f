"""Columns wide enough for their longest number: one broken over two lines is read as two."""

import math
from collections.abc import Sequence
from dataclasses import replace

from reports.tables.shape import Cell, Column, Table

#: Millimetres in the small letters of a wide table (7,4 pt): a digit, a point, the cell's edges.
DIGIT, POINT, EDGES = 1.3, 0.65, 2.2
#: No column of words becomes narrower than so many percent.
NARROWEST = 6


def fitted(table: Table, *, width: int) -> Table:
    """The table with number columns as wide as they need; of the words, what has most room gives.

    `width`: the room of the table on paper in millimetres.
    """
    held = _columns(table)
    shares = [
        max(column.share, _needed(cells, width)) if column.is_number else column.share
        for column, cells in zip(table.columns, held, strict=True)
    ]
    longest = [max((len(str(cell)) for cell in cells), default=0) for cells in held]
    words = [place for place, column in enumerate(table.columns) if not column.is_number]
    while sum(shares) > max(100, sum(column.share for column in table.columns)):
        giving = [place for place in words if shares[place] > NARROWEST]
        if not giving:
            break
        shares[min(giving, key=lambda place: longest[place] / shares[place])] -= 1
    columns: tuple[Column, ...] = tuple(
        replace(column, share=share) for column, share in zip(table.columns, shares, strict=True)
    )
    return replace(table, columns=columns)


def _columns(table: Table) -> list[list[Cell]]:
    rows = [row for row in table.rows if len(row) == len(table.columns)]
    return [[row[place] for row in rows] for place in range(len(table.columns))]


def _needed(cells: Sequence[Cell], width: int) -> int:
    """The percent of the width that the longest number of a column takes."""
    longest = max((_millimetres(str(cell)) for cell in cells), default=0)
    return math.ceil(100 * longest / width)


def _millimetres(text: str) -> float:
    if not text.lstrip("-")[:1].isdigit() or " " in text:
        return 0
    points = sum(sign in ".,-" for sign in text)
    return (len(text) - points) * DIGIT + points * POINT + EDGES
