"""Snapshot in, Word file out: page, head and foot around what the paper says."""

import functools
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml import html

from reports import codes
from reports.archive import STAMP, packed
from reports.outline import PNG
from reports.paper import SIZES, html_of, paper_of, verification_address
from reports.tables.shape import Data

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Header

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Left, top, right, bottom in millimetres, as on paper.
MARGINS = (22, 20, 18, 20)
MADE = datetime(*STAMP)  # noqa: DTZ001 - Word writes no zone
#: Word's present way of setting pages, instead of the "compatibility mode" of 2010.
WORD_MODE = "15"


def render_docx(
    data: Data,
    *,
    watermark: str,
    code: str = "",
    review: Data | None = None,
    approval: Data | None = None,
) -> bytes:
    """The report of a snapshot for Word, with the same words as its PDF.

    It can be edited, so its foot says that the recorded document is the PDF of this `code`.
    """
    said = paper_of(data, watermark=watermark, review=review, approval=approval, pictures=PNG)
    return _written(said, data["agency"]["paper"], code=code, watermark=watermark)


def write_docx(template: str, context: dict[str, Any]) -> bytes:
    """Any other print template for Word; the context's `data` tells the agency's paper."""
    paper = context["data"]["agency"]["paper"]
    return _written(html_of(template, context), paper, watermark=context["watermark"])


def _written(said: str, paper: str, *, watermark: str, code: str = "") -> bytes:
    """HTML as a Word file on this paper."""
    import docx  # noqa: PLC0415 - slow to import

    from reports.docx.body import Body  # noqa: PLC0415 - imports docx

    page = html.document_fromstring(said)
    dressed, width = _dressed(paper)
    document = docx.Document(io.BytesIO(dressed))
    _describe(document, page)
    has_cover = bool(page.xpath("//section[@class='cover']"))
    _set_margins(document.sections[0], page, code, has_cover=has_cover, watermark=watermark)
    Body(document, width).write(page.find("body"))
    return _saved(document)


@functools.lru_cache(maxsize=len(SIZES))
def _dressed(paper: str) -> tuple[bytes, int]:
    """An empty document on this paper with all its styles, and the width of its text in EMU."""
    import docx  # noqa: PLC0415 - slow to import

    from reports.docx.styles import dress  # noqa: PLC0415 - imports docx

    document, target = docx.Document(), io.BytesIO()
    width = _set_page(document, paper)
    dress(document, width)
    document.save(target)
    return target.getvalue(), width


def _set_page(document: "Document", paper: str) -> int:
    """The agency's paper and the margins of the print; returns the width of the text."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - slow to import
    from docx.shared import Mm  # noqa: PLC0415 - slow to import

    width, height = SIZES.get(paper, SIZES["A4"])
    left, top, right, bottom = MARGINS
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    if width > height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.footer_distance = section.header_distance = Mm(9)
    return int(Mm(width - left - right))


def _describe(document: "Document", page: html.HtmlElement) -> None:
    """Title, author and language; nothing that the template of python-docx says of itself."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import

    said = document.core_properties
    said.title = page.findtext(".//title") or ""
    said.author = page.xpath("string(//meta[@name='author']/@content)")
    said.comments, said.keywords, said.language = "", "", "id-ID"
    said.created = said.modified = MADE
    said.last_modified_by, said.revision = "Kinerja", 1
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), WORD_MODE)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "id-ID")
    for name, sign in (("decimalSymbol", ","), ("listSeparator", ";")):
        settings.find(qn(f"w:{name}")).set(qn("w:val"), sign)
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]


def _set_margins(
    section: "Section", page: html.HtmlElement, code: str, *, has_cover: bool, watermark: str
) -> None:
    """Name, page x dari y and code in the foot, DRAF across the page; the cover has no number."""
    from reports.docx.elements import watermark_run, write_field  # noqa: PLC0415 - imports docx

    name = page.xpath("string(//p[@class='document-name'])")
    kept = (
        f"Salinan Word; yang tercatat ialah PDF berkode verifikasi {codes.printed(code)}"
        f" · {verification_address(code)}"
        if code
        else ""
    )
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{name}\tHalaman ")
    write_field(foot, "PAGE", "1")
    foot.add_run(" dari ")
    write_field(foot, "NUMPAGES", "1")
    if kept:
        section.footer.add_paragraph(kept, style="Footer")
    heads: list[_Header] = [section.header]
    if has_cover:
        section.different_first_page_header_footer = True
        section.first_page_footer.paragraphs[0].add_run(kept)
        heads.append(section.first_page_header)
    for number, head in enumerate(heads if watermark else []):
        head.paragraphs[0]._p.append(watermark_run(watermark, number))


def _saved(document: "Document") -> bytes:
    raw = io.BytesIO()
    document.save(raw)
    return packed(raw.getvalue())
