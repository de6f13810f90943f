"""What a table is: columns, cells that are text or numbers, notes under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from indicators.capaian import sentence_of
from indicators.notation import ROMAN, format_number
from organization.richtext import MARKED, Rich
from reports.tables.dates import indonesian_date

Data = dict[str, Any]
PERCENT_DECIMALS = 2
NONE = "–"
PLAIN = "R / T × 100"
#: A term's capacity → what stands before the name of its post.
CAPACITIES = {"plt": "Plt. ", "plh": "Plh. "}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its decimals; `mark` follows it in print (provisional figures: *)."""

    value: Decimal
    decimals: int = 2
    mark: str = ""

    def __str__(self) -> str:
        return f"{format_number(self.value, self.decimals)}{self.mark}"


Cell = str | Number
#: What follows an angka sementara in print, and what it means (practice ruling 26).
MARK = " *)"
PROVISIONAL = "*) angka sementara; angka tetap menyusul."
#: So many rows stay together, as long as their words take no more lines than half a page has.
SHORT, HALF_PAGE = 6, 30
#: Letters across the text of an upright page.
LETTERS = 95


@dataclass(frozen=True, slots=True)
class Column:
    """A column head; `share` is its part of the width in percent."""

    label: str
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is set: a heading over the whole width, or cells and which are figures.

    `height`: about how many lines its words take.
    """

    heading: str
    cells: tuple[tuple[Cell, bool], ...]
    height: int = 1

    @property
    def is_long(self) -> bool:
        """So high that it may go on over the page."""
        return self.height > HALF_PAGE


@dataclass(frozen=True, slots=True)
class Table:
    """A table as both renderers take it. A row whose first cell is empty is a heading.

    `is_led`: on paper the first cell stands above its row, over the whole width, and leaves the
    room to the words of the others.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    is_wide: bool = False
    is_led: bool = False
    #: Among the tables of its document; 0 where they are not counted.
    number: int = 0

    @property
    def is_short(self) -> bool:
        """So short that it stays on one page."""
        return len(self.rows) <= SHORT and sum(each.height for each in self.lines) <= HALF_PAGE

    @property
    def heads(self) -> tuple[Column, ...]:
        """The columns as they stand on paper."""
        if not self.is_led:
            return self.columns
        left = 100 - self.columns[0].share
        return tuple(replace(each, share=each.share * 100 // left) for each in self.columns[1:])

    @property
    def lines(self) -> list[Line]:
        """The rows as they are set: figures stand at the right, and only in number columns."""
        if self.is_led:
            return [
                line
                for lead, *cells in self.rows
                for line in (self._line(str(lead), ()), self._line("", cells))
            ]
        return [self._line(str(row[1]) if row[0] == "" else "", row) for row in self.rows]

    def _line(self, heading: str, cells: Sequence[Cell]) -> Line:
        set_cells, height = [], _lines_of(heading, 100)
        for cell, column in zip(cells, self.heads, strict=False):
            set_cells.append((cell, column.is_number and _is_figure(cell)))
            height = max(height, 0 if heading else _lines_of(str(cell), column.share))
        return Line(heading, tuple(set_cells), height)


def _lines_of(text: str, share: int) -> int:
    """About how many lines a text takes in so much of the width (percent)."""
    return sum(-(-len(line) * 100 // (LETTERS * share)) or 1 for line in text.splitlines())


def words(text: str, told: Data) -> str:
    """What somebody wrote beside a figure, or the dash for nothing; `told` has its `markup`."""
    if not text:
        return NONE
    return Rich.of(text) if told.get("markup") == MARKED else text


def _is_figure(cell: Cell) -> bool:
    """A number, one written as text (10–12), or the dash for none; words are none."""
    return isinstance(cell, Number) or cell == NONE or cell.lstrip("-")[:1].isdigit()


def decimal(value: object) -> Decimal | None:
    """A snapshot's number, which is text there."""
    return None if value is None else Decimal(str(value))


def number(value: object, decimals: int, *, reason: object = None, mark: str = "") -> Cell:
    """A number, or the word for why there is none; an empty cell is never left unexplained."""
    found = decimal(value)
    if found is None:
        return str(reason) if reason else NONE
    return Number(found, decimals, mark)


def as_written(value: Decimal) -> Number:
    """A number with as many decimals as it has."""
    exponent = value.normalize().as_tuple().exponent
    return Number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def realisasi(judged: Data, decimals: int) -> Cell:
    """The realisasi, marked when it is provisional."""
    mark = MARK if judged.get("is_sementara") else ""
    if judged.get("realisasi_said"):
        return f"{judged['realisasi_said']}{mark}"
    return number(judged["realisasi"], decimals, reason=judged["realisasi_reason"], mark=mark)


def target(judged: Data, decimals: int) -> Cell:
    """The target due as it is written, or that none is."""
    if judged.get("target_said"):
        return str(judged["target_said"])
    return number(
        judged["target"], decimals, reason="belum jatuh tempo" if _later(judged) else None
    )


def _later(judged: Data) -> bool:
    return judged.get("capaian_reason") == "belum jatuh tempo"


def capaian(judged: Data) -> Cell:
    """Capaian in percent, or the reason why it cannot be computed."""
    return number(judged["capaian"], PERCENT_DECIMALS, reason=judged["capaian_reason"])


def formula_notes(judgements: list[Data], rows: Sequence[str]) -> tuple[str, ...]:
    """Which formulas made the capaian of a table, and what the marks mean.

    `rows`: what each judgement stands under; where several formulas meet, all but the plain one
    say where they were used.
    """
    used: dict[str, list[str]] = {}
    for each, row in zip(judgements, rows, strict=True):
        if each["formula"]:
            used.setdefault(each["formula"], []).append(row)
    said = [
        formula
        if len(used) == 1 or formula == PLAIN
        else f"{formula} untuk {', '.join(used[formula])}"
        for formula in sorted(used)
    ]
    notes = [f"Rumus capaian: {'; '.join(said)}."] if said else []
    return (*notes, *provisional_notes(judgements))


def provisional_notes(judgements: Sequence[Data]) -> tuple[str, ...]:
    """What the mark beside a figure means, where one stands."""
    return (PROVISIONAL,) if any(each.get("is_sementara") for each in judgements) else ()


def edge_notes(judgements: list[Data]) -> tuple[str, ...]:
    """A sentence for every capaian of a table that is missing or looks odd."""
    found = {
        sentence_of(decimal(each["capaian"]), each["capaian_reason"], each["formula"] or "")
        for each in judgements
    }
    return tuple(sorted(found - {""}))


def target_notes(figures: list[Data]) -> tuple[str, ...]:
    """Each target that was changed within the year: what it was, what it became, and by what."""
    return tuple(
        f"Target {_of_period(after)}“{each['name']}” semula {before['said'] or '–'} menjadi "
        f"{after['said'] or '–'} sejak {indonesian_date(after['effective_on'])} "
        f"({after['document'] or 'tanpa dokumen'})."
        for each in figures
        for before, after in pairwise(each.get("target_changes", []))
        if before.get("triwulan") == after.get("triwulan")
    )


def _of_period(target: Data) -> str:
    """`TW III ` where the target is that of a triwulan; nothing for the year's."""
    return f"TW {ROMAN[target['triwulan']]} " if target.get("triwulan") else ""


def measure_notes(figures: list[Data]) -> tuple[str, ...]:
    """How words became numbers: one note per way of measuring."""
    return tuple(sorted({each["measure_note"] for each in figures if each.get("measure_note")}))


def source_notes(figures: list[Data]) -> tuple[str, ...]:
    """Where example figures come from, said under every table: one note per document."""
    sources = [each["source_document"] for each in figures if each["is_example"]]
    return tuple(
        f"Contoh, bukan data resmi; sumber: {document}." for document in by_document(sources)
    )


def by_document(sources: Iterable[str]) -> list[str]:
    """Sources as `document, hlm. 3`, each document once with all its pages."""
    pages: dict[str, list[str]] = {}
    for source in filter(None, sources):
        document, _comma, page = source.rpartition(", hlm. ")
        known = pages.setdefault(document or page, [])
        if document and page not in known:
            known.append(page)
    return [f"{document}{_pages(found)}" for document, found in sorted(pages.items())]


def _pages(found: list[str]) -> str:
    return f", hlm. {', '.join(found)}" if found else ""
