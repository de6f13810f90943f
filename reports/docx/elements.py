"""Parts of WordprocessingML that python-docx has no words for: fields, bookmarks, marks."""

import re
from itertools import count
from xml.sax.saxutils import quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

#: The shape that Word itself calls a watermark: text along a path, behind the page.
WATERMARK = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
      path="m@7,l@8,m@5,21600l@6,21600e">
      <v:formulas>
        <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
        <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
        <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
        <v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
        <v:f eqn="sum @6 0 @5"/>
      </v:formulas>
      <v:path textpathok="t" o:connecttype="custom"
        o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
      <v:textpath on="t" fitshape="t"/>
    </v:shapetype>
    <v:shape id="PowerPlusWaterMarkObject%(number)d" o:spid="_x0000_s%(number)d"
      type="#_x0000_t136" alt=%(word)s fillcolor="#e3e3e3" stroked="f"
      style="position:absolute;margin-left:0;margin-top:0;width:%(width)dpt;height:78pt;
rotation:315;z-index:-251658752;mso-position-horizontal:center;
mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin">
      <v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold"
        string=%(word)s/>
    </v:shape>
  </w:pict>
</w:r>
"""
FIRST_SHAPE = 2049
POINTS_PER_LETTER = 78
WIDEST = 480
NAME_LIMIT = 40


def make(name: str, /, *children: BaseOxmlElement, **values: str) -> BaseOxmlElement:
    """An element and its attributes: `make("w:jc", val="right")`."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def write_field(
    paragraph: Paragraph, instruction: str, shown: str, *, is_dirty: bool = False
) -> None:
    """A field that Word works out, and what stands there until it has."""
    begin_field(paragraph, instruction, is_dirty=is_dirty)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str, *, is_dirty: bool = False) -> None:
    """What follows is the result of the field; `is_dirty` asks Word to renew it on opening."""
    dirty = {"dirty": "true"} if is_dirty else {}
    paragraph.add_run()._r.append(make("w:fldChar", fldCharType="begin", **dirty))
    said = make("w:instrText")
    said.text = f" {instruction} "
    said.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(said)
    paragraph.add_run()._r.append(make("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """The end of a field begun before, maybe in another paragraph."""
    paragraph.add_run()._r.append(make("w:fldChar", fldCharType="end"))


def bookmark_name(anchor: str) -> str:
    """An HTML id as Word takes it: letters, digits and underscores, hidden by the first one."""
    return ("_" + re.sub(r"\W", "_", anchor))[:NAME_LIMIT]


class Bookmarks:
    """Gives each anchor of a document its number."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def mark(self, paragraph: Paragraph, anchor: str) -> None:
        """Make the paragraph the target of `anchor`."""
        number = str(next(self._numbers))
        start = make("w:bookmarkStart", id=number, name=bookmark_name(anchor))
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(make("w:bookmarkEnd", id=number))


def watermark_run(word: str, number: int) -> BaseOxmlElement:
    """A run that draws the word across the page; `number` differs within a document."""
    width = min(POINTS_PER_LETTER * len(word), WIDEST)
    said = {"word": quoteattr(word), "number": FIRST_SHAPE + number, "width": width}
    return parse_xml(WATERMARK % said)
