"""The HTML of a report walked element by element into a Word document."""

import base64
import io
import re
from collections.abc import Callable
from copy import deepcopy

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.html import HtmlElement

from reports.docx import styles
from reports.docx.elements import (
    Bookmarks,
    begin_field,
    bookmark_name,
    end_field,
    make,
    write_field,
)
from reports.docx.lists import Lists, item_of
from reports.docx.tables import table_of
from reports.docx.text import runs_of, words_of
from reports.paper import SIZES

#: What stands in the margins there stands in head and foot here.
MARGINAL = frozenset({"document-name", "watermark"})
#: Class of a paragraph → its style.
BY_CLASS = {
    "lead": styles.LEAD,
    "missing": styles.MISSING,
    "room": styles.SIGNATURE_ROOM,
    "name": styles.SIGNATURE_NAME,
    "kop-government": styles.KOP_GOVERNMENT,
    "kop-agency": styles.KOP_AGENCY,
    "kop-address": styles.KOP_ADDRESS,
}
#: Class of a block → the style of its paragraphs that have none of their own.
WITHIN = {"signature": styles.SIGNATURE, "cover": styles.SUBJECT}
#: Section that lists → the field with which Word lists the same.
LISTS = {
    "daftar-isi": r'TOC \o "1-3" \h \z \u',
    "daftar-tabel": r'TOC \h \z \c "Tabel"',
    "daftar-gambar": r'TOC \h \z \c "Gambar"',
}
NUMBERED = re.compile(r"(Tabel|Gambar) (\d+)(\..*)", re.DOTALL)
#: In a list until Word has set the pages.
UNKNOWN_PAGE = "–"
#: EMU in a twentieth of a point.
TWIPS = 635
LOGO = Mm(20)
LOGO_COLUMN = 1400


class Body:
    """Writes into a document whose text is so wide (EMU)."""

    def __init__(self, document: Document, width: int) -> None:
        self.document, self.width = document, width
        self.bookmarks, self.lists = Bookmarks(), Lists(document)
        self._style = "Normal"
        self._anchors: list[str] = []
        self._breaks = False
        self._ways: dict[str, Callable[[HtmlElement], None]] = {
            **dict.fromkeys(("h1", "h2", "h3", "h4"), self._heading),
            "p": self._paragraph,
            "table": self._table,
            "figure": self._figure,
            "img": self._logo,
            "ul": self._bullets,
            "section": self._section,
            "div": self._block,
        }

    def write(self, element: HtmlElement) -> None:
        """Everything inside the element, in order."""
        for child in element:
            self._ways.get(child.tag, self.write)(child)

    def _section(self, section: HtmlElement) -> None:
        kind, anchor = section.get("class", ""), section.get("id", "")
        if kind == "large":
            self._turn()
        self._breaks = kind in ("chapter", "toc")
        self._anchors += [anchor] if anchor else []
        if kind == "toc":
            self._contents(section, LISTS.get(anchor, LISTS["daftar-isi"]))
        else:
            self._block(section)
        if kind == "cover":
            self._breaks = True

    def _turn(self) -> None:
        """From here on, to the end of the document, large pages across."""
        made = self.document.add_section(WD_SECTION.NEW_PAGE)
        made.orientation = WD_ORIENT.LANDSCAPE
        made.page_width, made.page_height = (Mm(side) for side in SIZES["A3 mendatar"])
        # the cover of the first section has a head of its own
        made.different_first_page_header_footer = False
        upright = self.width
        self.width = int(made.page_width - made.left_margin - made.right_margin)
        self._widen_foot(made, upright)

    def _widen_foot(self, section: Section, upright: int) -> None:
        """The foot of the pages before, its number at the right of these."""
        lines = [deepcopy(each._p) for each in section.footer.paragraphs]
        section.footer.is_linked_to_previous = False
        inside = section.footer._element
        for empty in section.footer.paragraphs:
            inside.remove(empty._p)
        inside.extend(lines)
        stops = section.footer.paragraphs[0].paragraph_format.tab_stops
        stops.add_tab_stop(Emu(upright), WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Emu(self.width), WD_TAB_ALIGNMENT.RIGHT)

    def _block(self, block: HtmlElement) -> None:
        kind = block.get("class", "")
        if kind == "kop":
            self._kop(block)
        elif kind == "kop-rule":
            self.document.add_paragraph(style=styles.KOP_RULE)
        elif kind == "parties":
            self._parties(block)
        elif kind == "uraian":
            self._narrative(block)
        else:
            if kind == "signature":
                self._keep_last()
            outer, self._style = self._style, WITHIN.get(kind, self._style)
            self.write(block)
            self._style = outer

    def _parties(self, block: HtmlElement) -> None:
        """Those who sign an agreement, side by side on one page."""
        self._keep_last()
        table = self.document.add_table(1, len(block))
        for cell, party in zip(table.rows[0].cells, block, strict=True):
            cell._tc.remove(cell.paragraphs[0]._p)
            for each in party:
                made = cell.add_paragraph(style=BY_CLASS.get(each.get("class"), styles.SIGNATURE))
                made.alignment, made.paragraph_format.left_indent = styles.CENTER, Mm(0)
                self._say(made, each)
        self.document.add_paragraph(style=styles.AFTER_TABLE)

    def _keep_last(self) -> None:
        """A signature never stands alone on a page."""
        for last in self.document.paragraphs[-1:]:
            last.paragraph_format.keep_with_next = True

    def _heading(self, heading: HtmlElement) -> None:
        is_title = self._style == styles.SUBJECT
        made = self._begin("Title" if is_title else f"Heading {heading.tag[1]}", heading)
        self._say(made, heading)

    def _paragraph(self, paragraph: HtmlElement) -> None:
        kind, style = paragraph.get("class", ""), self._style
        if style == styles.SIGNATURE and paragraph.getprevious() is None:
            style = styles.SIGNATURE_PLACE
        if kind not in MARGINAL:
            self._say(self._begin(BY_CLASS.get(kind, style), paragraph), paragraph)

    def _begin(self, style: str, element: HtmlElement | None = None) -> Paragraph:
        """A new paragraph; what waits for one (a page break, anchors) is done with it."""
        made = self.document.add_paragraph(style=style)
        if self._breaks:
            made.paragraph_format.page_break_before = True
        own = element.get("id", "") if element is not None else ""
        for anchor in (*self._anchors, *filter(None, [own])):
            self.bookmarks.mark(made, anchor)
        self._breaks, self._anchors = False, []
        return made

    def _say(self, made: Paragraph, element: HtmlElement) -> None:
        for words in runs_of(element):
            run = made.add_run(words.text)
            if words.is_bold:
                run.bold = True
            if words.is_italic:
                run.italic = True

    def _table(self, table: HtmlElement) -> None:
        anchor = table.get("id", "")
        for caption in table.xpath("./caption"):
            self._caption(words_of(caption), "Caption", anchor)
        body = self.document.element.body
        body.sectPr.addprevious(table_of(table, self.width // TWIPS, self.lists))
        # Word would join two tables that follow each other
        self.document.add_paragraph(style=styles.AFTER_TABLE)

    def _caption(self, words: str, style: str, anchor: str) -> None:
        """A caption; its number is a field, so that Word can count anew and list it."""
        self._anchors += [anchor] if anchor else []
        made = self._begin(style)
        match = NUMBERED.fullmatch(words)
        if match is None:
            made.add_run(words)
            return
        made.add_run(f"{match[1]} ")
        write_field(made, f"SEQ {match[1]} \\* ARABIC", match[2])
        made.add_run(match[3])

    def _figure(self, figure: HtmlElement) -> None:
        (image,) = figure.xpath("./img")
        made = self._begin(styles.PICTURE)
        run = made.add_run()
        self._picture(run, image, width=self.width)
        for caption in figure.xpath("./figcaption"):
            self._caption(words_of(caption), styles.PICTURE_CAPTION, figure.get("id", ""))

    def _logo(self, image: HtmlElement) -> None:
        self._picture(self._begin(self._style).add_run(), image, height=LOGO)

    def _picture(self, run: Run, image: HtmlElement, **size: int) -> None:
        """The picture with its words; one that Word cannot show leaves its words."""
        content = base64.b64decode(image.get("src").partition(",")[2])
        try:
            run.add_picture(io.BytesIO(content), **size)
        except UnrecognizedImageError:
            run.add_text(image.get("alt", ""))
            return
        for described in run._r.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            described.set("descr", image.get("alt", ""))

    def _bullets(self, items: HtmlElement) -> None:
        style = styles.NOTE if items.get("class") == "notes" else "List Bullet"
        for item in items:
            self._say(self._begin(style), item)

    def _narrative(self, text: HtmlElement) -> None:
        """Paragraphs and lists that a person wrote."""
        for each in text:
            if each.tag == "p":
                self._paragraph(each)
            else:
                self._list(each, depth=0)

    def _list(self, items: HtmlElement, depth: int) -> None:
        number = self.lists.begin(items)
        for item in items:
            made = self._begin(styles.ITEM)
            made._p.get_or_add_pPr()._insert_numPr(item_of(number, depth))
            self._say(made, item)
            for inner in item.xpath("./ul | ./ol"):
                self._list(inner, depth + 1)

    def _contents(self, section: HtmlElement, field: str) -> None:
        """A list of what is where: Word's own field, and its lines until Word renews them."""
        (heading,) = section.xpath("./h1")
        self._heading(heading)
        lines = section.xpath("./ol/li")
        last = None
        for place, line in enumerate(lines):
            last = self._begin(_listed_style(line, field))
            if place == 0:
                begin_field(last, field, is_dirty=True)
            self._listed(last, line)
        if last is not None:
            end_field(last)

    def _listed(self, made: Paragraph, line: HtmlElement) -> None:
        """Words, dots, and the page of what they lead to."""
        target = next(iter(line.xpath("./a/@href")), "").removeprefix("#")
        if not target:
            self._say(made, line)
            return
        before = len(made._p.r_lst)
        made.add_run(f"{words_of(line)}\t")
        write_field(made, f"PAGEREF {bookmark_name(target)} \\h", UNKNOWN_PAGE)
        link = make("w:hyperlink", anchor=bookmark_name(target), history="1")
        link.extend(made._p.r_lst[before:])
        made._p.append(link)

    def _kop(self, kop: HtmlElement) -> None:
        """Letterhead: the logo at the left where there is one, the words centred beside it."""
        words = kop.xpath(".//p")
        images = kop.xpath("./img")
        if not images:
            for each in words:
                self._paragraph(each)
            return
        table = self.document.add_table(1, 2)
        table.autofit = False
        logo, text = table.rows[0].cells
        logo.width, text.width = LOGO_COLUMN * TWIPS, self.width - LOGO_COLUMN * TWIPS
        self._picture(logo.paragraphs[0].add_run(), images[0], height=LOGO)
        text._tc.remove(text.paragraphs[0]._p)
        for each in words:
            self._say(text.add_paragraph(style=BY_CLASS[each.get("class")]), each)


def _listed_style(line: HtmlElement, field: str) -> str:
    depth = int(line.get("class", "depth-0").removeprefix("depth-"))
    return styles.LISTED if r"\c" in field else f"{styles.CONTENTS} {depth + 1}"
