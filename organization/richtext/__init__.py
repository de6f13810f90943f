"""Text with paragraphs, bold, italic and lists, written with marks that prose does not use.

`**tebal**`, `*miring*`, lines with `- ` or `1. `. Pure. A text without marks keeps its words.
"""

from organization.richtext.blocks import parse
from organization.richtext.shape import MARKED, PLAIN, Block, Item, List, Paragraph, Run, Say
from organization.richtext.written import Rich, html_of, inner_html_of, text_of, words_of

__all__ = [
    "MARKED",
    "PLAIN",
    "Block",
    "Item",
    "List",
    "Paragraph",
    "Rich",
    "Run",
    "Say",
    "html_of",
    "inner_html_of",
    "parse",
    "text_of",
    "words_of",
]
