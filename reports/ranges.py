"""The part of a file that a download asks for (RFC 9110 §14), so that a broken one goes on."""

import re

#: Eighteen digits are more than any file has bytes, and any longer number is nonsense.
ONE_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class Unsatisfiable(ValueError):
    """The part that is asked for lies outside the file."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None where the whole file is to be sent.

    Several ranges at once, other units and nonsense may be answered with the whole (RFC 9110
    §14.2). Raises Unsatisfiable for a range that begins after the end.
    """
    found = ONE_RANGE.fullmatch(header)
    if found is None or found.groups() == ("", ""):
        return None
    start, end = found.groups()
    if not start:
        if int(end) == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - int(end)), size - 1
    if end and int(end) < int(start):
        return None
    if int(start) >= size:
        raise Unsatisfiable
    return int(start), min(int(end), size - 1) if end else size - 1
