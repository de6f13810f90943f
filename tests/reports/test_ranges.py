"""Which part of a file is sent (RFC 9110 §14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.ranges import Unsatisfiable, parse_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=900-", (900, 999)),
        ("bytes=-100", (900, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=0-0", (0, 0)),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("lembar=1-2", None),
        ("bytes=abc", None),
    ],
)
def test_a_part_is_what_was_asked_for_or_the_whole(header, part):
    assert parse_range(header, 1000) == part


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-1001", "bytes=-0"])
def test_a_part_outside_the_file_is_refused(header):
    with pytest.raises(Unsatisfiable):
        parse_range(header, 1000)


def test_an_empty_file_has_no_part():
    with pytest.raises(Unsatisfiable):
        parse_range("bytes=0-", 0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 150))
def test_a_part_always_lies_within_the_file(first, last, size):
    try:
        part = parse_range(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert first >= size
        return
    assert part is None or 0 <= part[0] <= part[1] < size


@pytest.mark.parametrize("header", ["bytes=0-{}", "bytes=-{}", "bytes={}-"])
def test_a_number_of_any_length_is_no_error(header):
    """Python itself refuses to read more than 4,300 digits."""
    assert parse_range(header.format("9" * 5000), 10) is None
