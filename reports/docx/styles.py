"""The look of the Word file: styles, so that who edits it changes one style and not every line."""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.docx.elements import make

#: On every office computer; LibreOffice has letters of the same widths.
FONT = "Arial"
INK = RGBColor(0x11, 0x11, 0x11)
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
MISSING, LEAD, SUBJECT = "Belum Terisi", "Keterangan Judul", "Isi Sampul"
HEAD, CELL, FIGURE = "Kepala Tabel", "Isi Tabel", "Angka Tabel"
#: The same in tables of many columns.
SMALL = " Lebar"
AFTER_TABLE, NOTE, ITEM = "Setelah Tabel", "Catatan Tabel", "List Paragraph"
PICTURE, PICTURE_CAPTION = "Gambar", "Keterangan Gambar"
SIGNATURE_PLACE, SIGNATURE = "Tempat Tanggal", "Tanda Tangan"
SIGNATURE_ROOM, SIGNATURE_NAME = "Ruang Tanda Tangan", "Nama Tertanda"
KOP_GOVERNMENT, KOP_AGENCY, KOP_ADDRESS, KOP_RULE = (
    "Kop Pemerintah",
    "Kop Instansi",
    "Kop Alamat",
    "Kop Garis",
)
CONTENTS, LISTED = "toc", "table of figures"


@dataclass(frozen=True, slots=True)
class Look:
    """A style: size and spaces in points, indents in millimetres."""

    size: float = 10.5
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None
    before: float = 0
    after: float = 0
    indent: float = 0
    hanging: float = 0
    line: float = 1.0
    keeps_next: bool = False
    capitals: bool = False


LOOKS = {
    "Normal": Look(after=6, line=1.15),
    "Title": Look(24, bold=True, align=CENTER, before=90, after=24),
    "Heading 1": Look(15, bold=True, align=CENTER, after=9, keeps_next=True),
    "Heading 2": Look(12.5, bold=True, before=18, after=6, keeps_next=True),
    "Heading 3": Look(11, bold=True, before=14, after=4, keeps_next=True),
    "Heading 4": Look(10.5, bold=True, before=11, after=3, keeps_next=True),
    "Caption": Look(9.5, bold=True, before=6, after=3, keeps_next=True),
    PICTURE: Look(before=8, after=2, keeps_next=True),
    PICTURE_CAPTION: Look(9, after=8),
    HEAD: Look(8.5, bold=True, align=CENTER, keeps_next=True),
    CELL: Look(8.5),
    FIGURE: Look(8.5, align=RIGHT),
    HEAD + SMALL: Look(7, bold=True, align=CENTER, keeps_next=True),
    CELL + SMALL: Look(7),
    FIGURE + SMALL: Look(7, align=RIGHT),
    AFTER_TABLE: Look(3),
    NOTE: Look(8, after=5, indent=4, hanging=4),
    MISSING: Look(italic=True, after=6),
    LEAD: Look(align=CENTER, after=14),
    SUBJECT: Look(14, align=CENTER, after=8),
    SIGNATURE_PLACE: Look(before=24, indent=92, keeps_next=True),
    SIGNATURE: Look(indent=92, keeps_next=True),
    SIGNATURE_ROOM: Look(44, indent=92, keeps_next=True),
    SIGNATURE_NAME: Look(bold=True, indent=92, keeps_next=True),
    KOP_GOVERNMENT: Look(12, align=CENTER, capitals=True),
    KOP_AGENCY: Look(15, bold=True, align=CENTER, capitals=True),
    KOP_ADDRESS: Look(9, align=CENTER),
    KOP_RULE: Look(4, after=14),
    f"{CONTENTS} 1": Look(after=3),
    f"{CONTENTS} 2": Look(10, after=3, indent=6),
    f"{CONTENTS} 3": Look(10, after=3, indent=12),
    LISTED: Look(after=3),
    "Footer": Look(7.5),
    "Header": Look(8),
}
#: Lines of a style: style → side, kind and weight in eighths of a point.
LINES = {SIGNATURE_NAME: ("bottom", "single", "4"), KOP_RULE: ("top", "thickThinSmallGap", "24")}
#: Texts whose pages stand at the right, after dots.
DOTTED = (f"{CONTENTS} 1", f"{CONTENTS} 2", f"{CONTENTS} 3", LISTED)


def dress(document: Document, width: int) -> None:
    """Give the document its styles; `width` of the text in EMU."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    for name, look in LOOKS.items():
        _dress_style(_style(document, name), look)
    for name in DOTTED:
        tabs = _style(document, name).paragraph_format.tab_stops
        tabs.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Header", "Footer"):
        stops = _style(document, name).element.pPr.find(qn("w:tabs"))
        stops.getparent().remove(stops)
        _style(document, name).paragraph_format.tab_stops.add_tab_stop(
            width, WD_TAB_ALIGNMENT.RIGHT
        )
    for name, (side, kind, weight) in LINES.items():
        line = make(f"w:{side}", val=kind, sz=weight, space="1", color="111111")
        _lined(_style(document, name), line)


def dress_items(document: Document) -> None:
    """The style of the items of a narrative's lists; a document without them is left as it was."""
    style = _style(document, ITEM)
    _dress_style(style, Look(after=3, line=1.15))
    for close in style.element.pPr.findall(qn("w:contextualSpacing")):
        style.element.pPr.remove(close)


def _style(document: Document, name: str) -> ParagraphStyle:
    """The style of this name, made where Word's template has none."""
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in DOTTED)
        made.base_style = document.styles["List Bullet" if name == NOTE else "Normal"]
    return cast("ParagraphStyle", document.styles[name])


def _dress_style(style: ParagraphStyle, look: Look) -> None:
    font, form = style.font, style.paragraph_format
    letters = style.element.get_or_add_rPr().get_or_add_rFonts()
    letters.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        letters.set(qn(f"w:{script}"), FONT)
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.all_caps, font.color.rgb = look.capitals, INK
    form.alignment, form.line_spacing = look.align, look.line
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.left_indent, form.keep_with_next = Mm(look.indent), look.keeps_next
    form.first_line_indent, form.widow_control = Mm(-look.hanging), True
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _lined(style: ParagraphStyle, line: object) -> None:
    """Put a line at one side of the paragraphs, in the place that the schema gives it."""
    properties = style.element.pPr
    borders = make("w:pBdr", line)  # type: ignore[arg-type]  # made by `make`
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
