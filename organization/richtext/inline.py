"""Bold and italic within one line, by the rules of CommonMark, narrowed to what prose never has."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from organization.richtext.shape import Run, Say

MARK = "*"
#: `***` is bold and italic; more stars are a line of stars.
MOST = 3
FIGURE = re.compile(r"\{([^{}]*)\}")
#: What may follow an opening mark besides a letter or digit: `*)` is a footnote's sign.
OPENING = frozenset("(\"'“‘«[{")


def runs_of(line: str, say: Say | None = None) -> tuple[Run, ...]:
    """The words of a line by their look; what stands in braces is printed as `say` has it."""
    tokens: list[Token] = []
    _PARSER.inline.parse(line, _PARSER, {}, tokens)
    return tuple(_merged(_looks(tokens, say)))


def _looks(tokens: list[Token], say: Say | None) -> Iterator[Run]:
    bold = italic = 0
    for token in tokens:
        if token.tag == "strong":
            bold += token.nesting
        elif token.tag == "em":
            italic += token.nesting
        else:
            is_figure = token.type == "figure" and say is not None
            text = say(token.content) if is_figure and say else token.markup or token.content
            yield Run(text, bold > 0, italic > 0)


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one look as one."""
    last = Run("")
    for run in runs:
        if (run.is_bold, run.is_italic) == (last.is_bold, last.is_italic):
            last = Run(last.text + run.text, run.is_bold, run.is_italic)
            continue
        if last.text:
            yield last
        last = run
    if last.text:
        yield last


def _figure(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called so by the parser
    """`{capaian:KODE}`: stars inside it are part of a code."""
    match = FIGURE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("figure", "", 0)
        token.content, token.markup = match[1], match[0]
    state.pos = match.end()
    return True


def _literal(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called so by the parser
    r"""`\*` is a star."""
    if not state.src.startswith(f"\\{MARK}", state.pos):
        return False
    if not silent:
        state.pending += MARK
    state.pos += 2
    return True


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called so by the parser
    """Stars that may begin or end bold or italic: `2*3*4`, `5 * 2`, `Rp*.000*`, `*)` are none."""
    if silent or state.src[state.pos] != MARK:
        return False
    scanned = state.scanDelims(state.pos, canSplitWord=True)
    before = state.src[state.pos - 1] if state.pos else " "
    after = (state.src[state.pos + scanned.length :] or " ")[0]
    is_mark = scanned.length <= MOST
    opens = is_mark and not before.isalnum() and (after.isalnum() or after in OPENING)
    closes = is_mark and not before.isspace() and not after.isalnum()
    for _each in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = MARK
        delimiter = Delimiter(
            marker=ord(MARK),
            length=scanned.length,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
        state.delimiters.append(delimiter)
    state.pos += scanned.length
    return True


def _parser() -> MarkdownIt:
    """Nothing but text, bold and italic."""
    parser = MarkdownIt("zero").enable("emphasis")
    ruler = parser.inline.ruler
    ruler.at("emphasis", _stars)
    ruler.before("emphasis", "figure", _figure)
    ruler.before("emphasis", "literal", _literal)
    ruler.enable(["figure", "literal"])
    return parser


_PARSER = _parser()
