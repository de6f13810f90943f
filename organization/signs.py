"""Signs that no text may hold: what XML does not know, and what turns the direction of reading,
so that a screen shows another text than paper. Pure.

They are refused where they are typed (`organization.forms.everywhere`, and the readers of grids and
tables), and dropped once more by every writer, for what was stored before.
"""

import re

#: What XML 1.0 (section 2.2) does not know: most control characters, surrogates, U+FFFE, U+FFFF;
#: and the explicit directions of the Unicode Bidirectional Algorithm (UAX 9, 2.1 to 2.5).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: Word's and Excel's line break within a paragraph; it becomes a line and is refused nowhere.
SOFT_BREAK = "\x0b"


def storable(text: str) -> str:
    """The text without forbidden signs; a soft break becomes a line."""
    return FORBIDDEN.sub("", text.replace(SOFT_BREAK, "\n"))


def has_forbidden(text: str) -> bool:
    """Whether something would be lost on the way into a document."""
    return FORBIDDEN.search(text.replace(SOFT_BREAK, "\n")) is not None
