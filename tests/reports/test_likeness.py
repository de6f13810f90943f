"""A copy written anew counts as the frozen one only where its pages show the same."""

import base64
import io

import weasyprint
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject, RectangleObject, TextStringObject

from reports.signatures import examine
from tests.reports.test_signatures import rewritten, signed


def picture(kind: str) -> str:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((20, 30)).save(out, kind)
    return f"data:image/{kind};base64,{base64.b64encode(out.getvalue()).decode()}"


CHART = (
    '<html lang="id"><title>Uji</title>'
    f'<img alt="Logo" src="{picture("jpeg")}"><img alt="Grafik" src="{picture("png")}">'
    '<p style="opacity: 0.5">Capaian <i>naik</i> 104,5 %</p>'
    '<a href="#bawah">ke bawah</a><h1 id="bawah">Bawah</h1>'
)


def charted() -> bytes:
    return weasyprint.HTML(string=CHART).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"uji")


def altered(content: bytes, change) -> bytes:
    """Written anew by a program that slips in a change on the first page."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer, writer.pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def another_picture(writer, page):
    found = page["/Resources"]["/XObject"]
    for name in found:
        stream = DecodedStreamObject()
        stream.set_data(b"0 0 500 500 re f")
        stream.update({key: item for key, item in found[name].items() if key != "/Filter"})
        found[NameObject(name)] = writer._add_object(stream)


def fonts_swapped(_writer, page):
    fonts = page["/Resources"]["/Font"]
    first, second = list(fonts)[:2]
    one, other = fonts.raw_get(first), fonts.raw_get(second)
    fonts[NameObject(first)], fonts[NameObject(second)] = other, one


def cropped(_writer, page):
    page.cropbox = RectangleObject((0, 400, 500, 800))


def note_over_it(writer, page):
    writer.add_annotation(0, FreeText(text="120,0 %", rect=(50, 550, 200, 650)))


def test_another_program_may_write_it_anew_and_sign_it():
    found = examine(signed(rewritten(charted())), charted())
    assert (found.is_continued, found.is_alike) == (False, True)
    assert [each.is_sound for each in found.signatures] == [True]


def test_what_a_page_shows_is_more_than_its_drawing():
    changes = (another_picture, fonts_swapped, cropped, note_over_it)
    told = {
        change.__name__: examine(signed(altered(charted(), change)), charted()).is_the_document
        for change in changes
    }
    assert told == dict.fromkeys(told, False)


def test_a_signature_on_something_else_is_not_saved_by_adding_the_report_later():
    """What was signed must show the report, not only what the file shows in the end."""
    other = signed(altered(charted(), cropped))
    restored = IncrementalPdfFileWriter(io.BytesIO(other))
    page = restored.find_page_for_modification(0)[0].get_object()
    del page["/CropBox"]
    restored.update_container(page)
    out = io.BytesIO()
    restored.write(out)
    found = examine(out.getvalue(), charted())
    assert found.is_alike
    assert [(each.is_intact, each.covers_all) for each in found.signatures] == [(True, False)]


def test_what_no_page_shows_may_differ():
    def retitled(writer, page):
        page[NameObject("/LastModified")] = TextStringObject("D:20260410")
        writer.add_metadata({"/Producer": "Penanda tangan"})

    assert examine(signed(altered(charted(), retitled)), charted()).is_alike
