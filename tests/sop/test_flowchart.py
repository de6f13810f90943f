"""The flowchart: five symbols, arrows in the actors' columns, connectors between sheets."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from sop.flowchart import Flow, FlowStep, Symbol, draw, only_printed, pages, strips
from sop.flowchart.flow import returns_of
from tests.sop.flows import KEYS, flow

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_is_one_well_formed_named_svg(key: str) -> None:
    root = parsed(draw(flow(key), "Bagan alir & contoh"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Bagan alir & contoh"
    assert "Langkah 1; kapsul pada" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_needs_no_style_and_no_script(key: str) -> None:
    svg = draw(flow(key), "Bagan alir")
    assert not re.search(r"style=|<style|<script|\son\w+=|href", svg)


@pytest.mark.parametrize("key", KEYS)
def test_every_step_stands_in_its_actors_column(key: str) -> None:
    found = flow(key)
    for step, strip in zip(found.steps, strips(found), strict=True):
        centre = f"{(step.column + 0.5) / len(found.columns) * 100:g}%"
        symbols = [
            each
            for each in parsed(strip.svg).iter(f"{SVG}svg")
            if each.find(f"{SVG}text") is not None and each.find(f"{SVG}text").text == step.label
        ]
        assert [each.get("x") for each in symbols] == [centre] or not step.label
        assert found.columns[step.column] in strip.title


def test_symbols_are_those_of_the_regulation() -> None:
    found = flow("dishub-jeneponto")
    assert [found.symbol_of(step) for step in found.steps] == [
        Symbol.TERMINATOR,
        Symbol.PROCESS,
        Symbol.PROCESS,
        Symbol.PROCESS,
        Symbol.DECISION,
        Symbol.PROCESS,
        Symbol.TERMINATOR,
    ]


def test_words_say_what_the_arrows_show() -> None:
    titles = [strip.title for strip in strips(flow("dishub-jeneponto"))]
    assert titles == [
        "Langkah 1; kapsul pada Kabid; lanjut ke langkah 2",
        "Langkah 2; kotak pada Kasubid/ Kasubag; lanjut ke langkah 3",
        "Langkah 3; kotak pada Analisis Data; lanjut ke langkah 4",
        "Langkah 4; kotak pada Kasubid/ Kasubag; lanjut ke langkah 5",
        "Langkah 5; belah ketupat pada Kabid; lanjut ke langkah tersirat; "
        "bila tidak, kembali ke langkah 4",
        "Langkah tersirat; kotak pada Kasubid/ Kasubag; lanjut ke langkah 6",
        "Langkah 6; kapsul pada Kasubag Perencanaan; selesai; bila tidak, kembali ke langkah 4",
    ]


def test_the_paper_passes_over_what_it_does_not_print() -> None:
    printed = only_printed(flow("dishub-jeneponto"))
    assert [step.label for step in printed.steps] == ["1", "2", "3", "4", "5", "6"]
    assert printed.steps[4].next == "dokumentasikan"
    pmd = only_printed(flow("dpmd-jeneponto"))
    assert {step.key: step.return_to for step in pmd.steps if step.return_to} == {
        "himpun-kasubbag": "himpun-irban",
        "analisa": "himpun-kasubbag",
    }


def test_ways_back_that_share_a_border_keep_apart() -> None:
    ways = returns_of(flow("satpolpp-jeneponto").steps)
    assert len({(way.border, way.slot) for way in ways}) == len(ways) == 3


def test_only_printed_ways_back_are_drawn_through() -> None:
    ways = returns_of(flow("inspektorat-jeneponto").steps)
    assert [way.is_printed for way in ways] == [True, False]
    last = strips(flow("inspektorat-jeneponto"))[-1].svg
    assert "stroke-dasharray" in last


def test_the_present_step_is_thick_and_said_in_words() -> None:
    found = flow("dishub-jeneponto")
    plain, lit = strips(found), strips(found, ["periksa"])
    assert [a.svg == b.svg for a, b in zip(plain, lit, strict=True)].count(False) == 1
    assert lit[4].title.endswith("alur sekarang berada di sini")
    assert 'stroke-width="3"' in lit[4].svg
    assert "alur sekarang berada di sini" in draw(found, "Bagan", ["periksa"])


def test_rows_that_fit_make_one_sheet_without_connectors() -> None:
    found = flow("dishub-jeneponto")
    (page,) = pages(found, {step.key: 60 for step in found.steps}, 600)
    assert [strip.step for strip in page.strips] == list(found.steps)


def test_cut_lines_end_and_begin_in_the_same_letters() -> None:
    found = flow("dishub-jeneponto")
    sheets = pages(found, {step.key: 60 for step in found.steps}, 60 * 5 + 60)
    assert [[strip.step is None for strip in page.strips] for page in sheets] == [
        [False] * 5 + [True],
        [True] + [False] * 2,
    ]
    # the chain, and the way back from 6 to 4; that from 5 to 4 stays on the first sheet
    assert sheets[0].strips[-1].title == "Lanjut ke halaman lain: A, B"
    assert sheets[1].strips[0].title == "Lanjutan dari halaman lain: A, B"


def test_each_row_on_a_sheet_of_its_own_still_connects() -> None:
    found = flow("satpolpp-jeneponto")
    sheets = pages(found, {step.key: 60 for step in found.steps}, 1)
    assert len(sheets) == len(found.steps)
    for before, after in pairwise(sheets):
        left = before.strips[-1].title.removeprefix("Lanjut ke halaman lain: ")
        right = after.strips[0].title.removeprefix("Lanjutan dari halaman lain: ")
        assert left == right
    letters = {page.strips[-1].title.split(": ")[1] for page in sheets[:-1]}
    assert len(letters) == len(sheets) - 1


def test_texts_cannot_break_out_of_the_drawing() -> None:
    nasty = '</title><script>alert("1")</script>&'
    step = FlowStep("a", '"><b', nasty, 0, "assign", "b")
    found = Flow((nasty,), (step, FlowStep("b", "2", nasty, 0, "document")))
    root = parsed(draw(found, nasty))
    assert root.findtext(f"{SVG}title") == nasty
    assert list(root.iter(f"{SVG}script")) == []
