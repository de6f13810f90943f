"""The short code on paper: short, unguessable, forgiving to those who copy it by hand."""

from hypothesis import given
from hypothesis import strategies as st

from reports import codes


def test_codes_are_short_and_do_not_repeat():
    made = {codes.new_code() for _each in range(1000)}
    assert len(made) == 1000
    assert {len(code) for code in made} == {10}
    assert set("".join(made)) <= set(codes.ALPHABET)


@given(st.text(codes.ALPHABET, min_size=10, max_size=10))
def test_what_is_printed_is_read_back_also_when_badly_copied(code):
    said = codes.printed(code)
    copied = said.lower().replace("0", "o").replace("1", "l")
    assert (codes.read(said), codes.read(copied), codes.read(f" {code} ")) == (code, code, code)


def test_what_cannot_be_a_code_is_nothing():
    assert [codes.read(typed) for typed in ("", "4XK2P", "4XK2P-9QWTU", "4XK2P-9QWTZZ")] == [""] * 4
