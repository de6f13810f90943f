"""Snapshot in, PDF/A-3a and PDF/UA-1 in one file out: the same snapshot gives the same bytes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import segno
from django.conf import settings

from organization.printable import printable
from reports import codes
from reports.paper import SIZES, paper_of, verification_address
from reports.tables.shape import Data
from sop.sheet import PreparedForm

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Attachment

#: Raised when the output of the same snapshot changes.
RENDERER = "kinerja-13"
#: The workbook inside a report's file; a fixed moment, so that the bytes are the same again.
FIGURES_NAME = "Tabel-Laporan.xlsx"
STAMP = datetime(2020, 1, 1, tzinfo=UTC)
#: What was made since the collector last looked.
YOUNG = 0
#: ISO 14289-1, 5, as an extension schema of ISO 19005-3, 6.6.2.3.
PDF_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    b'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" '
    b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 standard</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    b"</rdf:Description>"
)


@contextmanager
def _without_collector() -> Iterator[None]:
    """The collector costs a tenth of the time; what is left over is freed after each document.

    All of it is young, since nothing was collected meanwhile: the older ones need no look. Around
    a whole function, so that its own names no longer hold the document.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(YOUNG)


def render_pdf(
    data: Data,
    *,
    watermark: str,
    code: str = "",
    review: Data | None = None,
    approval: Data | None = None,
    figures: bytes = b"",
) -> bytes:
    """The report of a snapshot; `watermark` is DRAF, DIGANTIKAN or empty.

    `code` stands on every page, as signs and as QR of the address that verifies it. `review`:
    the frozen statement of APIP, where the report has passed one; `approval`: who approved it;
    `figures`: the workbook of the same tables, kept inside the file (AFRelationship Data).
    """
    with _without_collector():
        # what drawing left behind is gone before the pages need their room
        html = paper_of(data, watermark=watermark, review=review, approval=approval)
    paper = _paper(data["agency"]["paper"])
    return _printed(html, paper + verified_foot(code), figures)


def write_pdf(html: str, paper: str, code: str) -> bytes:
    """Any other print template, filled, as PDF on an agency's paper with its code on every page."""
    return _printed(html, _paper(paper) + verified_foot(code))


def write_form(form: PreparedForm, code: str) -> bytes:
    """The official form of an SOP, which has a stylesheet of its own."""
    return _printed(form.html, form.style + verified_foot(code), stylesheet="sop-print.css")


@_without_collector()
def _printed(
    html: str, own_style: str, figures: bytes = b"", *, stylesheet: str = "report-print.css"
) -> bytes:
    """HTML as PDF that archives keep (PDF/A-3a) and screen readers read (PDF/UA-1).

    `own_style`: beyond that of every document; `figures`: a workbook to keep inside. Only our own
    files and data may be fetched.
    """
    import weasyprint  # noqa: PLC0415 - slow to import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - slow to import

    static = settings.BASE_DIR / "static"
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data", "file"))
    fonts = FontConfiguration()
    style = weasyprint.CSS(
        filename=str(static / "css" / stylesheet), url_fetcher=fetcher, font_config=fonts
    )
    page = weasyprint.CSS(string=own_style, url_fetcher=fetcher)
    document = weasyprint.HTML(string=printable(html), base_url=str(static), url_fetcher=fetcher)
    return bytes(
        document.write_pdf(
            stylesheets=[style, page],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            pdf_identifier=b"kinerja",
            attachments=_attachments(figures),
            finisher=_say_accessible,
        )
    )


def _attachments(figures: bytes) -> "list[Attachment]":
    from weasyprint import Attachment  # noqa: PLC0415 - slow to import

    if not figures:
        return []
    return [
        Attachment(
            string=figures,
            name=FIGURES_NAME,
            description="Tabel laporan ini sebagai buku kerja Excel",
            created=STAMP,
            modified=STAMP,
            relationship="Data",
        )
    ]


def _say_accessible(_document: object, pdf: "pydyf.PDF") -> None:
    """Name PDF/UA-1 too, with the schema that PDF/A asks for: WeasyPrint names only one."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    written = b"".join(metadata.stream)
    metadata.stream = [written.replace(b"</rdf:RDF>", PDF_UA + b"</rdf:RDF>", 1)]


def _paper(name: str) -> str:
    """The size of the pages, where the agency has named its paper."""
    if name not in SIZES:
        return ""
    width, height = SIZES[name]
    return f"@page {{ size: {width}mm {height}mm }}"


def verified_foot(code: str) -> str:
    """Code and address at the left of every foot, their QR in the right corner; covers too."""
    if not code:
        return ""
    address = verification_address(code)
    quiet_zone = 2
    # a raster is kept once and shown on every page, a drawing would be drawn on each
    picture = segno.make(address, error="m").png_data_uri(scale=8, border=quiet_zone)
    said = f"Kode verifikasi {codes.printed(code)} · {address}".replace('"', "%22")
    return f"""
@page {{
  @bottom-left {{ content: string(document) "\\A {said}"; white-space: pre-line }}
  @bottom-right-corner {{
    content: ""; background: url("{picture}") center / 14mm no-repeat; image-rendering: crisp-edges
  }}
}}
@page sampul {{
  @bottom-left {{ content: "{said}" }}
}}
"""
