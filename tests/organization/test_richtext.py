"""Bold, italic and lists out of plain marks; prose that knows nothing of them stays as it is."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.richtext import html_of, inner_html_of, parse, text_of

#: What a text may be made of when it is hostile: marks, signs, tags, figures and line ends.
PIECES = st.sampled_from(
    [
        *("*", "**", "***", "\\", "_", "\n", "\n\n", " ", "   ", "\t", "- ", "• ", "·", "1. "),
        *("2. ", "3) ", "a. ", "b. ", "2025. ", "<b>", "</p>", "<script>", "&amp;", "&", '"', "'"),
        *("{capaian:A*B}", "{", "}", "kata", "Jalan", "5", "%", "(", ")", "é", "\x0b", "\u2028"),
    ]
)
HOSTILE = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)
#: Marks and what a list prints as its own sign.
SIGNS = re.compile(r"[*\\\-–·•▪◦●■➢\uf0b7\uf0a7\uf0d8.)\s]")
ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li"}


def html(text, say=None):
    return html_of(parse(text, say))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025. Tahun yang baik.",
            "1. Pendahuluan",
            "a.n. Bupati",
            "b. Bagian",
            "1.Jalan\n2.Jalan",
        ),
        *("2*3*4 dan 5 * 3 * 2", "Target*) dan realisasi*)", "*) data sementara, data (*)"),
        *("* catatan kaki", "Rp*.000*", "*****", "jalan_raya_utama dan __init__", "1234****5678"),
        *(
            "- 5 %",
            "- 2,5 persen",
            "- 5 unit dari target",
            "-",
            "– ",
            "-5\n-6",
            "# Judul",
            "> kutipan",
        ),
        *("[tautan](http://a)", "`kode`", "| a | b |", "---", "<b>tebal</b> & <script>", "&amp;"),
        *("1. Jalan\nUraian jalan.\n2. Jembatan", "2. Jembatan\n3. Jalan", "D:\\data\\a"),
        *("Baris satu\nbaris dua", "http://contoh.go.id/a*b", "{capaian:A*B} dan {capaian:C*D}"),
    ],
)
def test_prose_without_marks_stays_as_it_was_typed(text):
    lines = html(text).removeprefix("<p>").removesuffix("</p>").split("<br>")
    assert [unescape(line) for line in lines] == [line.strip() for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**tebal** dan *miring*", "<p><strong>tebal</strong> dan <em>miring</em></p>"),
        ("***keduanya***", "<p><strong><em>keduanya</em></strong></p>"),
        ("**Kendala:** (*a*).", "<p><strong>Kendala:</strong> (<em>a</em>).</p>"),
        (r"\*apa adanya\*", "<p>*apa adanya*</p>"),
        ("**tidak lewat\nbaris**", "<p>**tidak lewat<br>baris**</p>"),
        ("satu\n\ndua", "<p>satu</p>\n\n<p>dua</p>"),
        ("Kendala:\n- hujan\n- *banjir*\nDemikian.", "<p>Kendala:</p>\n\n<ul><li>hujan</li>"
         "<li><em>banjir</em></li></ul>\n\n<p>Demikian.</p>"),
        ("1. A\n\n2. B\n   lanjutan B", "<ol><li>A</li><li>B<br>lanjutan B</li></ol>"),
        ("1) A\na. x\nb. y\n2) B", '<ol><li>A<ol type="a"><li>x</li><li>y</li></ol></li>'
         "<li>B</li></ol>"),
        ("- A\n  1. x\n  2. y\n- B", "<ul><li>A<ol><li>x</li><li>y</li></ol></li><li>B</li></ul>"),
        ("•\tA\no\tx\no\ty\n•\tB", "<ul><li>A<ul><li>x</li><li>y</li></ul></li><li>B</li></ul>"),
        ("- A\n\n1. x\n2. y", "<ul><li>A</li></ul>\n\n<ol><li>x</li><li>y</li></ol>"),
        ("1. A\n2. B\n4. D", "<ol><li>A</li><li>B</li></ol>\n\n<p>4. D</p>"),
        ("- 5 bus\n- 3 kapal", "<ul><li>5 bus</li><li>3 kapal</li></ul>"),
    ],
)  # fmt: skip
def test_marks_become_what_they_say(text, expected):
    assert html(text) == expected


def test_figures_fill_themselves_inside_bold_and_lists_and_bring_no_marks():
    said = {"capaian:A*B": "98,77", "indikator:X": "- *Nama* <x>"}
    text = "- naik **{capaian:A*B} %**\n- {indikator:X}"
    assert html(text, said.__getitem__) == (
        "<ul><li>naik <strong>98,77 %</strong></li><li>- *Nama* &lt;x&gt;</li></ul>"
    )


def test_a_cell_has_no_paragraph_around_its_only_one():
    assert inner_html_of(parse("Hujan\n**deras**")) == "Hujan<br><strong>deras</strong>"
    assert inner_html_of(parse("")) == ""


def test_as_text_the_marks_are_gone_and_the_lists_are_lines():
    text = "**Kendala**:\n1. A\na. x\nb. y\n2. B\n\nSelesai."
    assert text_of(parse(text)) == "Kendala:\n\n1. A\n   a. x\n   b. y\n2. B\n\nSelesai."


@given(HOSTILE)
def test_no_text_gives_a_tag_beyond_the_seven_and_every_tag_is_closed(text):
    opened = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag in ALLOWED
            assert attrs in ([], [("type", "a")])
            if tag != "br":
                opened.append(tag)

        def handle_endtag(self, tag):
            assert opened.pop() == tag

        def handle_comment(self, data):
            raise AssertionError(data)

    Reader().feed(html(text))
    assert opened == []


@given(HOSTILE.filter(lambda text: not re.search("[o§]\t", text)))
def test_every_word_stays_in_its_place(text):
    assert SIGNS.sub("", text_of(parse(text))) == SIGNS.sub("", text)
