"""The whole flowchart as one SVG: what is done beside, the actors' columns with the symbols."""

from collections.abc import Collection
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from organization.wording import say as _
from sop.flowchart.flow import Flow, FlowStep
from sop.flowchart.pieces import FONT, words
from sop.flowchart.strips import strips

TEXT_WIDTH, COLUMN_WIDTH, HEAD_HEIGHT = 300, 116, 46
FONT_SIZE, LINE_HEIGHT, LEAST_HEIGHT = 12, 15, 58
_LETTER = 0.58  # an average letter's width for each unit of font size


def draw(flow: Flow, title: str, highlight: Collection[str] = ()) -> str:
    """One accessible SVG of the flow; highlighted steps are thick, pointed at and said in words."""
    width = TEXT_WIDTH + COLUMN_WIDTH * len(flow.columns)
    parts, top = [_head(flow)], HEAD_HEIGHT
    rows = strips(flow, highlight)
    for step, strip in zip(flow.steps, rows, strict=True):
        lines = _lines(_text(step), TEXT_WIDTH - 20, FONT_SIZE)
        height = max(LEAST_HEIGHT, len(lines) * LINE_HEIGHT + 14)
        parts.append(_row(top, height, width, lines, is_here=step.key in highlight))
        columns = COLUMN_WIDTH * len(flow.columns)
        parts.append(
            f'<svg x="{TEXT_WIDTH}" y="{top}" width="{columns}" height="{height}">{strip.svg}</svg>'
        )
        top += height
    about = ". ".join(strip.title for strip in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" role="img" '
        f'aria-label={quoteattr(title)} viewBox="0 0 {width} {top + 1}" width="{width}" '
        f'height="{top + 1}" font-family="{FONT}"><title>{escape(title)}</title>'
        f"<desc>{escape(about)}.</desc>"
        f'<rect x="0" y="0" width="{width}" height="{top + 1}" fill="#fff"/>{"".join(parts)}</svg>'
    )


def _text(step: FlowStep) -> str:
    number = f"{step.label.rstrip('.')}. " if step.label else _("(tersirat)") + " "
    return number + step.text


def _head(flow: Flow) -> str:
    parts = [_box(0, 0, TEXT_WIDTH, HEAD_HEIGHT), words(TEXT_WIDTH / 2, 27, "Kegiatan", 12)]
    for column, label in enumerate(flow.columns):
        left = TEXT_WIDTH + column * COLUMN_WIDTH
        parts.append(_box(left, 0, COLUMN_WIDTH, HEAD_HEIGHT))
        lines = _lines(label, COLUMN_WIDTH - 8, 10)[:4]
        first = HEAD_HEIGHT / 2 + 4 - (len(lines) - 1) * 5.5
        parts += [
            words(left + COLUMN_WIDTH / 2, first + index * 11, each, 10)
            for index, each in enumerate(lines)
        ]
    return "".join(parts)


def _row(top: int, height: int, width: int, lines: list[str], *, is_here: bool) -> str:
    first = top + height / 2 + 4 - (len(lines) - 1) * LINE_HEIGHT / 2
    texts = "".join(
        words(10, first + index * LINE_HEIGHT, each, FONT_SIZE, "start")
        for index, each in enumerate(lines)
    )
    here = f'<rect x="0" y="{top}" width="5" height="{height}" fill="#000"/>' if is_here else ""
    return (
        _box(0, top, TEXT_WIDTH, height)
        + _box(TEXT_WIDTH, top, width - TEXT_WIDTH, height)
        + here
        + texts
    )


def _box(x: int, y: int, width: int, height: int) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="#000" '
        'stroke-width="0.8"/>'
    )


def _lines(text: str, width: int, size: int) -> list[str]:
    return wrap(text, int(width / (size * _LETTER))) or [""]
