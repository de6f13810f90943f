"""A run as a swimlane flowchart: a lane per row, a step per column, drawn as one SVG.

Pure. The symbols are those of PermenPAN-RB 35/2012; each carries its state as a word, a line and a
tint, so that no state is told by colour alone. Colours come from the page's stylesheet (alur.css).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from organization.wording import say as _
from sop.flowchart import Symbol

LABEL_WIDTH, COLUMN_WIDTH, HEAD_HEIGHT, LANE_HEIGHT = 212, 126, 84, 78
HALF_WIDTH, HALF_HEIGHT = 24, 13
LINES_AT_MOST = 5
#: A way back runs above the symbols of its lane, and climbs between a symbol and the next column.
BACK_TOP, BACK_BESIDE = 6, 46


@dataclass(frozen=True, slots=True)
class Node:
    """A step in a lane: its place, its symbol and number, its state as class and as word.

    `back`: the word on its way back, where it has one.
    """

    row: int
    column: int
    symbol: Symbol
    label: str
    state: str
    word: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes of neighbouring columns; `is_walked`: the work has gone there."""

    source: tuple[int, int]
    target: tuple[int, int]
    is_walked: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A way back from a step that judges to the step it names; `times`: how often it was gone."""

    source: tuple[int, int]
    target: tuple[int, int]
    times: int


@dataclass(frozen=True, slots=True)
class Swimlanes:
    """What is drawn: `columns` are the steps' texts, `rows` the lanes' names with their depth."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    backs: tuple[Back, ...] = ()


def draw(chart: Swimlanes, title: str) -> str:
    """The chart as one SVG with a name; what it says stands beside it as text."""
    width = LABEL_WIDTH + COLUMN_WIDTH * len(chart.columns)
    height = HEAD_HEIGHT + LANE_HEIGHT * len(chart.rows)
    parts = [*_heads(chart.columns), *_lanes(chart.rows, width)]
    # the road walked lies over the road ahead
    parts += [_arrow(edge) for edge in sorted(chart.edges, key=lambda each: each.is_walked)]
    parts += [_back(each) for each in sorted(chart.backs, key=lambda each: each.times)]
    parts += [_symbol(node) for node in chart.nodes]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="swimlanes" role="img" '
        f'aria-label={quoteattr(title)} viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}">{"".join(parts)}</svg>'
    )


def _heads(columns: Sequence[str]) -> list[str]:
    title = _("Jalur")
    parts = [f'<text class="lane-text" x="10" y="{HEAD_HEIGHT / 2 + 4:g}">{title}</text>']
    for column, text in enumerate(columns):
        x = _x(column)
        lines = _wrapped(text, 17, LINES_AT_MOST)
        first = HEAD_HEIGHT / 2 + 4 - (len(lines) - 1) * 6.5
        parts += [
            _text("head-text", x, first + index * 13, line) for index, line in enumerate(lines)
        ]
    return parts


def _lanes(rows: Sequence[tuple[str, int]], width: int) -> list[str]:
    parts = []
    for row, (label, depth) in enumerate(rows):
        top = HEAD_HEIGHT + row * LANE_HEIGHT
        tint = "lane-even" if row % 2 else "lane-odd"
        parts.append(
            f'<rect class="{tint}" x="0" y="{top}" width="{width}" height="{LANE_HEIGHT}"/>'
        )
        left = 10 + 12 * max(depth - 1, 0)
        lines = _wrapped(label, 24 - 2 * max(depth - 1, 0), 3)
        first = _y(row) + 4 - (len(lines) - 1) * 7.5
        parts += [
            f'<text class="lane-text" x="{left}" y="{first + index * 15:g}">{escape(line)}</text>'
            for index, line in enumerate(lines)
        ]
    parts.append(
        f'<path class="lane-border" d="M{LABEL_WIDTH} {HEAD_HEIGHT}v{LANE_HEIGHT * len(rows)}"/>'
    )
    return parts


def _arrow(edge: Edge) -> str:
    """Across to the border between the columns, along it to the other lane, on to the symbol."""
    (row, column), (to_row, to_column) = edge.source, edge.target
    start, end = _x(column) + HALF_WIDTH, _x(to_column) - HALF_WIDTH
    border = LABEL_WIDTH + COLUMN_WIDTH * to_column
    y, to_y = _y(row), _y(to_row)
    name = "arrow arrow-walked" if edge.is_walked else "arrow"
    return (
        f'<path class="{name}" d="M{start} {y}H{border}V{to_y}H{end - 6}"/>'
        f'<path class="{name}-head" d="M{end} {to_y}l-8 -4.5v9z"/>'
    )


def _back(back: Back) -> str:
    """Up from the symbol, back above its lane, along the target's column, down onto its symbol."""
    (row, column), (to_row, to_column) = back.source, back.target
    x, to_x = _x(column), _x(to_column)
    lane, to_lane = (HEAD_HEIGHT + LANE_HEIGHT * each + BACK_TOP for each in (row, to_row))
    climb = "" if row == to_row else f"H{to_x + BACK_BESIDE}V{to_lane}"
    end = _y(to_row) - HALF_HEIGHT
    name = "back back-walked" if back.times else "back"
    start = _y(row) - HALF_HEIGHT - 4
    return (
        f'<path class="{name}" d="M{x} {start}V{lane}{climb}H{to_x}V{end - 8}"/>'
        f'<path class="{name}-head" d="M{to_x} {end}l-5 -9h10z"/>'
    )


def _symbol(node: Node) -> str:
    x, y, w, h = _x(node.column), _y(node.row), HALF_WIDTH, HALF_HEIGHT
    match node.symbol:
        case Symbol.DECISION:
            shape = f'<path d="M{x} {y - h - 4}L{x + w} {y}L{x} {y + h + 4}L{x - w} {y}z"/>'
        case Symbol.TERMINATOR:
            shape = f'<rect x="{x - w}" y="{y - h}" width="{2 * w}" height="{2 * h}" rx="{h}"/>'
        case _:
            shape = f'<rect x="{x - w}" y="{y - h}" width="{2 * w}" height="{2 * h}"/>'
    back = f'<text class="back-word" x="{x + 8}" y="{y - h - 3}">{escape(node.back)}</text>'
    return (
        f'<g class="node node-{node.state}">{shape}{_text("node-number", x, y + 4.5, node.label)}'
        f"{_text('node-word', x, y + h + 16, node.word)}{back if node.back else ''}</g>"
    )


def _text(name: str, x: float, y: float, text: str) -> str:
    return f'<text class="{name}" text-anchor="middle" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _x(column: int) -> int:
    return LABEL_WIDTH + COLUMN_WIDTH * column + COLUMN_WIDTH // 2


def _y(row: int) -> int:
    return HEAD_HEIGHT + LANE_HEIGHT * row + LANE_HEIGHT // 2 - 3


def _wrapped(text: str, width: int, most: int) -> list[str]:
    lines = wrap(text, width) or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: width - 1]}…"]
