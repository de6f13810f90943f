"""What may leave as XML, and what is dropped on the way."""

import pytest
from openpyxl import Workbook

from organization.signs import has_forbidden, storable


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_forbidden_sign_is_found_and_dropped(sign):
    assert has_forbidden(f"a{sign}b")
    assert storable(f"a{sign}b") == "ab"


def test_words_line_break_stays_a_line_break():
    assert storable("satu\x0bdua") == "satu\ndua"


@pytest.mark.parametrize("text", ["", "a\tb\nc", "é ≥ 🙂", "=1+1"])
def test_other_text_stays_as_it_is(text):
    assert (storable(text), has_forbidden(text)) == (text, False)


def test_what_is_left_fits_into_a_workbook(tmp_path):
    book = Workbook()
    book.active["A1"] = storable("".join(map(chr, range(0x10000))))
    book.save(tmp_path / "a.xlsx")
