"""SVG pieces of one table row. Places are in per cent of the row and pixels from there.

So a row stretches to any size without bending a symbol: on the page the browser stretches it to
the height of the text beside it, on paper WeasyPrint does. Black on white, attributes only.
"""

from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from sop.flowchart.flow import Symbol

HALF_WIDTH = 21
HALF_HEIGHT = 11
TOP = 7
FONT = "Source Sans 3, sans-serif"
DASH = ' stroke-dasharray="4 3"'


def at(x: str, y: str, inner: str) -> str:
    """Pieces whose origin lies at this place of the row; per cent inside are still of the row."""
    whole = 'width="100%" height="100%" overflow="visible"'
    return f'<svg x="{x}" y="{y}" {whole}>{inner}</svg>'


def line(x1: str, y1: str, x2: str, y2: str, *, dashed: bool = False) -> str:
    """A straight line."""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#000" stroke-width="1"'
        f"{DASH if dashed else ''}/>"
    )


def head(dx: int, dy: int, towards: str) -> str:
    """An arrow head whose point lies at (dx, dy)."""
    wings = {
        "down": "l-3.5 -7h7z",
        "up": "l-3.5 7h7z",
        "right": "l-7 -3.5v7z",
        "left": "l7 -3.5v7z",
    }[towards]
    return f'<path d="M{dx} {dy}{wings}" fill="#000"/>'


def words(x: float, y: float, text: str, size: int = 10, anchor: str = "middle") -> str:
    """A short text."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="#000">'
        f"{escape(text)}</text>"
    )


def symbol(kind: Symbol, label: str, *, is_here: bool = False, is_printed: bool = True) -> str:
    """A symbol around the origin with its number; the present step is drawn thick."""
    w, h = HALF_WIDTH, HALF_HEIGHT
    pen = f'fill="#fff" stroke="#000" stroke-width="{3 if is_here else 1.2}"'
    pen += "" if is_printed else DASH
    match kind:
        case Symbol.TERMINATOR:
            shape = f'<rect x="{-w}" y="{-h}" width="{2 * w}" height="{2 * h}" rx="{h}" {pen}/>'
        case Symbol.PROCESS:
            shape = f'<rect x="{-w}" y="{-h}" width="{2 * w}" height="{2 * h}" {pen}/>'
        case Symbol.DECISION:
            tall = h + 4
            shape = f'<path d="M0 {-tall}L{w} 0L0 {tall}L{-w} 0z" {pen}/>'
        case Symbol.CONNECTOR:
            shape = f'<path d="M-7 -8h14v10l-7 6l-7 -6z" {pen}/>'
    lift = 0.5 if kind is Symbol.CONNECTOR else 3.5
    return shape + words(0, lift, label, 9 if kind is Symbol.CONNECTOR else 10)


def half_height(kind: Symbol) -> int:
    """How far a symbol reaches up and down from its centre."""
    return HALF_HEIGHT + 4 if kind is Symbol.DECISION else HALF_HEIGHT


def half_width(kind: Symbol, dy: int) -> int:
    """How far a symbol reaches sideways at this distance from its middle line."""
    if kind is Symbol.DECISION:
        return round(HALF_WIDTH * (1 - abs(dy) / (HALF_HEIGHT + 4)))
    if kind is Symbol.TERMINATOR:
        return round(HALF_WIDTH - HALF_HEIGHT + sqrt(HALF_HEIGHT**2 - dy**2))
    return HALF_WIDTH


def drawing(inner: str, title: str, attributes: str = "") -> str:
    """A whole SVG with a name for readers who cannot see it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" role="img" '
        f'font-family="{FONT}" '
        f"aria-label={quoteattr(title)}{attributes}><title>{escape(title)}</title>{inner}</svg>"
    )
