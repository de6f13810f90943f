"""The Pelaksana part of each table row, drawn: symbols, arrows, ways back, page connectors."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from organization.wording import say as _
from sop.flowchart.flow import Flow, FlowStep, Return, Symbol, returns_of
from sop.flowchart.pieces import (
    TOP,
    at,
    drawing,
    half_height,
    half_width,
    head,
    line,
    symbol,
    words,
)

#: Distances from the middle line for several arrows on one side of a symbol.
_OFFSETS = (0, -6, 6, -9, 9)


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawn row. `step` None is a row of page connectors."""

    step: FlowStep | None
    title: str
    svg: str


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one sheet, connector rows included."""

    strips: tuple[Strip, ...]


def strips(flow: Flow, highlight: Collection[str] = ()) -> tuple[Strip, ...]:
    """Every row on one endless sheet; highlighted steps are drawn thick."""
    return _Sheets(flow, highlight, [range(len(flow.steps))]).pages()[0].strips


def pages(
    flow: Flow, heights: Mapping[str, int], room: int, connector: int = 26
) -> tuple[Page, ...]:
    """Rows set on sheets that hold `room` px of rows, cut lines ending in page connectors."""
    sheets: list[range] = []
    start, used = 0, 0
    for row, step in enumerate(flow.steps):
        if row > start and used + heights[step.key] > room - 2 * connector:
            sheets.append(range(start, row))
            start, used = row, 0
        used += heights[step.key]
    sheets.append(range(start, len(flow.steps)))
    return _Sheets(flow, (), sheets).pages()


class _Sheets:
    """Draws the rows of a flow that is cut into sheets."""

    def __init__(self, flow: Flow, highlight: Collection[str], sheets: Sequence[range]) -> None:
        self.flow = flow
        self.highlight = highlight
        self.sheets = sheets
        self.returns = returns_of(flow.steps)
        self.letters: dict[tuple[str, int], str] = {}
        self.offsets = self._spread()

    def pages(self) -> tuple[Page, ...]:
        return tuple(self._page(sheet) for sheet in self.sheets)

    def _page(self, sheet: range) -> Page:
        rows = [self._row(row) for row in sheet]
        above = [self._connectors(sheet.start, above=True)] if sheet.start else []
        is_last = sheet.stop == len(self.flow.steps)
        below = [] if is_last else [self._connectors(sheet.stop, above=False)]
        return Page((*above, *rows, *below))

    def _spread(self) -> dict[tuple[str, int], int]:
        """For each end of a way back, its distance from the middle line of its symbol's side."""
        used: dict[tuple[int, int], int] = {}
        offsets = {}
        for number, way in enumerate(self.returns):
            for end, row, side in (
                ("source", way.source, way.leaves),
                ("target", way.target, way.enters),
            ):
                place = used.get((row, side), 0)
                used[row, side] = place + 1
                offsets[end, number] = _OFFSETS[place % len(_OFFSETS)]
        return offsets

    def _x(self, column: int) -> str:
        return f"{(column + 0.5) / len(self.flow.columns) * 100:g}%"

    def _row(self, row: int) -> Strip:
        flow, step = self.flow, self.flow.steps[row]
        kind, is_here = flow.symbol_of(step), step.key in self.highlight
        parts = [*self._columns(), *self._next(row, step, kind)]
        for number, way in enumerate(self.returns):
            parts += self._return(row, number, way)
        parts.append(
            at(
                self._x(step.column),
                "50%",
                symbol(kind, step.label, is_here=is_here, is_printed=step.is_printed),
            )
        )
        title = self._title(step, kind, is_here=is_here)
        return Strip(step, title, drawing("".join(parts), title))

    def _columns(self) -> list[str]:
        count = len(self.flow.columns)
        borders = (f"{column / count * 100:g}%" for column in range(1, count))
        return [
            f'<line x1="{x}" y1="0" x2="{x}" y2="100%" stroke="#888" stroke-width="0.6"/>'
            for x in borders
        ]

    def _next(self, row: int, step: FlowStep, kind: Symbol) -> list[str]:
        """The arrow that comes in from the row above and the line that goes on below."""
        x, parts = self._x(step.column), []
        if row:
            before = self._x(self.flow.steps[row - 1].column)
            parts.append(line(before, "0", before, str(TOP)))
            parts.append(line(before, str(TOP), x, str(TOP)))
            parts.append(line(x, str(TOP), x, "50%"))
            parts.append(at(x, "50%", head(0, -half_height(kind) - 1, "down")))
        if step.next is not None:
            parts.append(line(x, "50%", x, "100%"))
            if kind is Symbol.DECISION:
                parts.append(at(x, "50%", words(5, half_height(kind) + 7, "Ya", 8, "start")))
        return parts

    def _return(self, row: int, number: int, way: Return) -> list[str]:
        """The part of a way back that lies in this row."""
        if not way.target <= row <= way.source:
            return []
        border = way.border / len(self.flow.columns) * 100
        gutter, dashed = str(-6 - 5 * way.slot), not way.is_printed
        if row not in (way.source, way.target):
            return [at(f"{border:g}%", "0", line(gutter, "0", gutter, "100%", dashed=dashed))]
        end, side = ("source", way.leaves) if row == way.source else ("target", way.enters)
        dy = self.offsets[end, number]
        step = self.flow.steps[row]
        kind = self.flow.symbol_of(step)
        reach = f"{(step.column + 0.5) / len(self.flow.columns) * 100 - border:g}%"
        climb = "-50%" if end == "source" else "50%"
        parts = [
            at(
                f"{border:g}%",
                "50%",
                line(gutter, str(dy), gutter, climb, dashed=dashed)
                + line(reach, str(dy), gutter, str(dy), dashed=dashed),
            )
        ]
        edge = side * half_width(kind, dy)
        if end == "target":
            towards = "left" if side > 0 else "right"
            parts.append(at(self._x(step.column), "50%", head(edge + side, dy, towards)))
        elif kind is Symbol.DECISION:
            anchor = "start" if side > 0 else "end"
            label = words(edge + side, 10, "Tidak", 8, anchor)
            parts.append(at(self._x(step.column), "50%", label))
        return parts

    def _connectors(self, cut: int, *, above: bool) -> Strip:
        """A row of pentagons: above the first row of a sheet, or below its last one."""
        before = self.flow.steps[cut - 1]
        parts = self._columns()
        letters = [self._letter("next", cut)]
        x = self._x(before.column)
        rest = ("50%", "100%") if above else ("0", "50%")
        parts.append(line(x, rest[0], x, rest[1]))
        parts.append(at(x, "50%", symbol(Symbol.CONNECTOR, letters[0])))
        for number, way in enumerate(self.returns):
            if way.target < cut <= way.source:
                letters.append(self._letter(f"return {number}", cut))
                border = f"{way.border / len(self.flow.columns) * 100:g}%"
                gutter = str(-6 - 5 * way.slot)
                dashed = not way.is_printed
                climb = ("0", "50%") if above else ("-50%", "0")
                parts.append(
                    at(border, "50%", line(gutter, climb[0], gutter, climb[1], dashed=dashed))
                )
                parts.append(
                    at(border, "50%", at(gutter, "0", symbol(Symbol.CONNECTOR, letters[-1])))
                )
        words = (
            _("Lanjutan dari halaman lain: %(marks)s")
            if above
            else _("Lanjut ke halaman lain: %(marks)s")
        )
        title = words % {"marks": ", ".join(letters)}
        return Strip(None, title, drawing("".join(parts), title))

    def _letter(self, edge: str, cut: int) -> str:
        place = (edge, cut)
        if place not in self.letters:
            number = len(self.letters)
            self.letters[place] = ascii_uppercase[number % 26] + (
                str(number // 26) if number > 25 else ""
            )
        return self.letters[place]

    def _title(self, step: FlowStep, kind: Symbol, *, is_here: bool) -> str:
        by_key = {each.key: each for each in self.flow.steps}
        name = _name(step)
        words = {"symbol": _(kind.value), "actor": self.flow.columns[step.column]}
        parts = [name[:1].upper() + name[1:], _("%(symbol)s pada %(actor)s") % words]
        if step.next:
            parts.append(_("lanjut ke %(step)s") % {"step": _name(by_key[step.next])})
        else:
            parts.append(_("selesai"))
        if step.return_to:
            words = {"step": _name(by_key[step.return_to])}
            parts.append(_("bila tidak, kembali ke %(step)s") % words)
        if is_here:
            parts.append(_("alur sekarang berada di sini"))
        return "; ".join(parts)


def _name(step: FlowStep) -> str:
    if not step.label:
        return _("langkah tersirat")
    return _("langkah %(number)s") % {"number": step.label}
