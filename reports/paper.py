"""What a report prints, as one HTML text: its PDF and its Word file are both made of it."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from organization.signs import storable
from reports.chapters import annual_context
from reports.charts import PAPER
from reports.outline import context_of, review_words
from reports.overview import overview_contents, overview_context
from reports.states import GOVERNMENT_KINDS, ReportKind
from reports.tables.shape import Data

TEMPLATES = {
    ReportKind.LANE: "print/laporan_lane.html",
    ReportKind.REKAP: "print/laporan_lane.html",
    ReportKind.TRIWULAN: "print/laporan_triwulan.html",
    ReportKind.LKJIP: "print/lkjip.html",
    ReportKind.GOVERNMENT_LKJIP: "print/lkjip_kabupaten.html",
    ReportKind.GOVERNMENT_TRIWULAN: "print/triwulan_kabupaten.html",
}
#: An agency's paper → width and height in millimetres; half-folio for a lembar disposisi.
SIZES = {
    "A4": (210, 297),
    "F4": (215, 330),
    "setengah": (165, 215),
    "A3 mendatar": (420, 297),
    "A4 mendatar": (297, 210),
    "F4 mendatar": (330, 215),
}


def paper_of(
    data: Data,
    *,
    watermark: str,
    review: Data | None = None,
    approval: Data | None = None,
    pictures: str = PAPER,
) -> str:
    """The report of a snapshot; its charts are `pictures` (`paper` or `png`) inside it."""
    kind = ReportKind(data["kind"])
    data = _signed_by(data, approval or {})
    if kind in GOVERNMENT_KINDS:
        context = overview_context(data, watermark, pictures=pictures)
        context["contents"] = overview_contents(is_reviewed=bool(review))
    else:
        context = context_of(data, watermark, approval, pictures=pictures)
    context["review"] = review_words(review) if review else None
    if kind == ReportKind.LKJIP:
        context |= annual_context(
            data, context["tables"], is_reviewed=bool(review), pictures=pictures
        )
    return html_of(TEMPLATES[kind], context)


def _signed_by(data: Data, approval: Data) -> Data:
    """The snapshot with the block of who approved it, dated on that day.

    Between the snapshot and its approval a Plt. or Plh. may have come to the post that signs; one
    who approves for another post (the kabupaten's, signed by its head) changes nothing.
    """
    block = approval.get("signature", {})
    if block.get("position") != data["signature"]["position"]:
        return data
    return {**data, "signature": block, "dated_on": approval["at"][:10]}


def html_of(template: str, context: dict[str, Any]) -> str:
    """A print template as text without signs that no document may hold."""
    return storable(render_to_string(template, context))


def verification_address(code: str) -> str:
    """Where anybody can check a document of this code."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/verifikasi/{code}/"
