"""The official form on A4 landscape, before it is printed: identity, then the table with page
connectors."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from math import ceil

from django.template.loader import render_to_string

from organization.queries import logo_uri
from organization.signs import storable
from sop.flowchart import pages
from sop.models import SopVersion
from sop.queries import FormRow, OfficialForm, form_row, official_form

#: Widths of the table's columns in px of a sheet as the stylesheet sets it (A4 landscape).
_NUMBER, _ACTOR, _GOODS, _WAKTU, _NOTE, _SHEET = 34, 82, 124, 92, 100, 1016
#: What the rows of one sheet may take, below its title and column heads, in px.
_ROOM = 537
_LETTER, _LINE, _PADDING, _LEAST = 6.2, 13.5, 10, 54


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A table row on paper; `row` None is a row of page connectors."""

    name: str
    row: FormRow | None
    title: str
    drawing: str
    height: int


@dataclass(frozen=True, slots=True)
class PreparedForm:
    """The form of a version before it is printed: its text, and the measures of its rows."""

    html: str
    style: str


def prepare_form(version: SopVersion) -> PreparedForm:
    """The form of a whole version; the same version gives the same text."""
    form = official_form(version)
    sheets = list(_sheets(form))
    context = {
        "version": version,
        "form": form,
        "sheets": sheets,
        "logo": logo_uri(version.document.agency),
    }
    html = storable(render_to_string("print/sop.html", context))
    return PreparedForm(html, _measures(form, sheets))


def _measures(form: OfficialForm, sheets: Iterable[Iterable[PrintedRow]]) -> str:
    """Column widths, row heights and drawings of this one form as a stylesheet."""
    rules = [f"col.{name} {{ width: {width}px }}" for name, width in _widths(form).items()]
    for printed in chain.from_iterable(sheets):
        rules.append(f"#{printed.name} {{ height: {printed.height}px }}")
        rules.append(f"#{printed.name} .sop-strip {{ background-image: url({printed.drawing}) }}")
    return "\n".join(rules)


def _widths(form: OfficialForm) -> dict[str, int]:
    actors = len(form.columns)
    fixed = _NUMBER + 2 * _GOODS + _WAKTU + _NOTE
    actor = min(_ACTOR, (_SHEET - fixed - 200) // actors)
    return {
        "sop-number": _NUMBER,
        "sop-activity": _SHEET - fixed - actor * actors,
        "sop-actor": actor,
        "sop-goods": _GOODS,
        "sop-waktu": _WAKTU,
        "sop-note": _NOTE,
    }


def _sheets(form: OfficialForm) -> Iterable[list[PrintedRow]]:
    """Rows set on sheets by their estimated height, so that cut lines get their connectors."""
    widths = _widths(form)
    rows = {row.step.key: row for row in form.rows}
    heights = {key: _height(row, widths) for key, row in rows.items()}
    for sheet, page in enumerate(pages(form.flow, heights, _ROOM)):
        yield [
            PrintedRow(
                name=f"baris-{sheet}-{place}",
                row=form_row(rows[strip.step.key].step, strip) if strip.step else None,
                title=strip.title,
                drawing=_data_uri(storable(strip.svg).encode(), "image/svg+xml"),
                height=heights[strip.step.key] if strip.step else 26,
            )
            for place, strip in enumerate(page.strips)
        ]


def _height(row: FormRow, widths: dict[str, int]) -> int:
    cells = (
        (widths["sop-activity"], (row.step.kegiatan,)),
        (widths["sop-goods"], row.kelengkapan),
        (widths["sop-waktu"], row.waktu),
        (widths["sop-goods"], row.output),
        (widths["sop-note"], (row.step.keterangan,)),
    )
    lines = max(
        sum(max(1, ceil(len(text) * _LETTER / (width - _PADDING) * 1.1)) for text in texts)
        for width, texts in cells
    )
    return max(_LEAST, ceil(lines * _LINE) + _PADDING)


def _data_uri(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
