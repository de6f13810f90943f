"""Pages of reports of any size: nothing runs out of them, no heading stands alone at their end."""

import io
import re
import subprocess
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from lxml import html
from pypdf import PdfReader

from reports.pdf import _printed, render_pdf
from reports.tables import Column, Table
from reports.tables.quarterly import worked
from tests.pictures import keep_pages
from tests.reports.samples import snapshot

LONG = (
    "Persentase layanan publik yang memenuhi standar pelayanan minimal bidang urusan wajib " * 4
)[:296]
#: Points in a millimetre, and the margins that the stylesheet gives.
MM = 72 / 25.4
LEFT, RIGHT, FOOT = 22 * MM, 18 * MM, 20 * MM


@dataclass(frozen=True, slots=True)
class Page:
    """Words as (left, top, right, bottom, text), in points."""

    width: float
    height: float
    words: list[tuple[float, float, float, float, str]]

    @property
    def last_line(self) -> str:
        """The lowest line above the foot, without spaces."""
        body = [word for word in self.words if word[3] < self.height - FOOT + 2]
        lowest = max((word[3] for word in body), default=0)
        return "".join(word[4] for word in body if word[3] > lowest - 3)


def pages_of(content: bytes) -> list[Page]:
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True
    ).stdout
    return [
        Page(
            float(page.get("width")),
            float(page.get("height")),
            [
                (*(float(word.get(side)) for side in ("xmin", "ymin", "xmax", "ymax")), word.text)
                for word in page.iter("word")
            ],
        )
        for page in html.document_fromstring(told).iter("page")
    ]


def flat(outline) -> list[str]:
    found = []
    for each in outline:
        found += flat(each) if isinstance(each, list) else [re.sub(r"\s+", "", each.title)]
    return found


def large(kind: str) -> dict:
    """Very many indicators in a triwulan, or overlong names in a year; some names are both."""
    figures = 200 if kind == "laporan_triwulan" else 10
    data = snapshot(kind, figures=figures)
    for group in data["sasaran"]:
        for place, figure in enumerate(group["figures"]):
            if place % 25 == 0 or kind == "lkjip":
                figure["name"] = f"{LONG} {figure['code']}"
            else:
                figure["quarters"][-1] |= {"kendala": "", "solusi": ""}
    data["sasaran"][0]["sasaran"] = LONG
    return data


def empty(kind: str) -> dict:
    data = snapshot(kind, figures=0, is_written=False)
    return data | {"budget": [], "steps": [], "decisions": []}


@pytest.mark.parametrize("kind", ["laporan_triwulan", "lkjip"])
@pytest.mark.parametrize("made", [large, empty])
def test_pages_hold_what_they_print(kind, made):
    content = render_pdf(made(kind), watermark="", code="ABCDE12345")
    keep_pages(f"{kind}-{made.__name__}", content)
    headings = flat(PdfReader(io.BytesIO(content)).outline)
    pages = pages_of(content)
    outside, alone, numbers = [], [], []
    for number, page in enumerate(pages, start=1):
        is_cover = kind == "lkjip" and number == 1
        outside += [
            (number, word[4])
            for word in page.words
            if word[0] < LEFT - 1 or word[2] > page.width - RIGHT + 1 or word[3] > page.height
        ]
        alone += [
            (number, heading)
            for heading in headings
            if not is_cover and page.last_line and heading.endswith(page.last_line)
        ]
        said = " ".join(word[4] for word in page.words)
        numbers.append(is_cover or f"Halaman {number} dari {len(pages)}" in said)
    assert (outside, alone) == ([], [])
    assert numbers == [True] * len(pages)
    assert made is empty or len(pages) > 5


def test_a_short_table_stands_on_one_page_and_a_long_one_begins_with_two_rows():
    """Before it the page is filled so far that one row would still have room, or three."""
    for filled, rows, at_least in ((232, 4, 4), (220, 4, 4), (232, 30, 2)):
        table = Table("Dana", (Column("Program", 100),), tuple((f"baris{n}",) for n in range(rows)))
        body = render_to_string("print/_table.html", {"table": table})
        gap = f'<div style="height: {filled}mm">Awal</div>'
        content = _printed(f"<html lang=id><title>Uji</title>{gap}{body}</html>", "")
        found = [sum(w[4].startswith("baris") for w in page.words) for page in pages_of(content)]
        first = next(number for number in found if number)
        assert (sum(found), first >= at_least) == (rows, True)


def test_working_time_names_no_minutes_that_there_are_not():
    assert [worked(minutes) for minutes in (0, 45, 120, 95)] == [
        "0 menit",
        "45 menit",
        "2 jam",
        "1 jam 35 menit",
    ]
