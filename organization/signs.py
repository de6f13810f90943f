"""Signs that a text may not hold where it leaves as XML: workbooks, PDF, calendars. Pure."""

import re

#: What XML 1.0 (section 2.2) does not know: most control characters, surrogates, U+FFFE, U+FFFF.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text without forbidden signs; Word's line break within a paragraph becomes a line."""
    return FORBIDDEN.sub("", text.replace("\x0b", "\n"))


def has_forbidden(text: str) -> bool:
    """Whether something would be lost on the way into a workbook."""
    return FORBIDDEN.search(text) is not None
