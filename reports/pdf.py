"""Snapshot in, PDF/UA out: the same snapshot gives the same bytes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from reports.outline import context_of
from reports.states import ReportKind
from reports.tables.shape import Data

#: Raised when the output of the same snapshot changes.
RENDERER = "kinerja-2"
TEMPLATES = {
    ReportKind.LANE: "print/laporan_lane.html",
    ReportKind.REKAP: "print/laporan_lane.html",
    ReportKind.TRIWULAN: "print/laporan_triwulan.html",
    ReportKind.LKJIP: "print/lkjip.html",
}


def render_pdf(data: Data, *, watermark: str) -> bytes:
    """The report of a snapshot; `watermark` is DRAF, DIGANTIKAN or empty."""
    return write_pdf(TEMPLATES[ReportKind(data["kind"])], context_of(data, watermark))


def write_pdf(template: str, context: dict[str, Any]) -> bytes:
    """A print template as tagged PDF; only our own files and data may be fetched."""
    import weasyprint  # noqa: PLC0415 - slow to import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - slow to import

    static = settings.BASE_DIR / "static"
    html = render_to_string(template, context)
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data", "file"))
    fonts = FontConfiguration()
    style = weasyprint.CSS(
        filename=str(static / "css" / "report-print.css"), url_fetcher=fetcher, font_config=fonts
    )
    page = weasyprint.CSS(string=_paper(context["data"]))
    with _without_collector():
        document = weasyprint.HTML(string=html, base_url=str(static), url_fetcher=fetcher)
        return bytes(
            document.write_pdf(
                stylesheets=[style, page],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=b"kinerja",
            )
        )


def _paper(data: Data) -> str:
    """F4 (215 × 330 mm) where the agency uses it; half-folio for a lembar disposisi; books lie."""
    sizes = {
        "F4": "215mm 330mm",
        "setengah": "165mm 215mm",
        "A3 mendatar": "420mm 297mm",
        "A4 mendatar": "297mm 210mm",
        "F4 mendatar": "330mm 215mm",
    }
    size = sizes.get(data["agency"]["paper"])
    return f"@page {{ size: {size} }}" if size else ""


@contextmanager
def _without_collector() -> Iterator[None]:
    """The collector costs a tenth of the time; what is left over is freed after each document."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
