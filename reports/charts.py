"""Charts as SVG made by a library, the same on screen and on paper. Pure, deterministic.

Bars differ by hatch as well as by shade, so that they can be told apart in black and white.
"""

import functools
import io
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from organization.wording import gettext_noop
from organization.wording import say as _

MAX_BARS = 10
LABEL_WIDTH = 50
HUNDRED = 100
POST_WIDTH = 90
#: Where a bar ends that would push all others together.
LONGEST = Decimal(200)


#: SVG for our own paper, beside `svg` for anywhere and `png`.
PAPER = "paper"
FONT = Path(__file__).parent.parent / "static/fonts/source-sans-3/SourceSans3_400Regular.ttf"


@contextmanager
def picture(
    bars: int, letters: str = "path", kind: str = "svg"
) -> Iterator[tuple[Any, io.BytesIO]]:
    """Axes for so many bars, and where their SVG (or PNG) will be when the block ends.

    Letters as paths, because a picture does not know which fonts there are; for the screen alone
    `none` is a tenth of the size. Our own paper has its font: there letters stay letters, which
    can be read out and searched, and are drawn in a tenth of the time.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow to import
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow to import

    target = io.BytesIO()
    style: Any = {"svg.fonttype": letters, "svg.hashsalt": "kinerja"}
    if kind != "svg":
        style = style | {"svg.fonttype": "none", "font.family": _paper_fonts()}
    with mpl.rc_context(style):
        figure = Figure(figsize=(7.2, 0.6 + 0.36 * bars), layout="constrained")
        axes = figure.subplots()
        yield axes, target
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        own = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
        form = "svg" if kind == PAPER else kind
        figure.savefig(target, format=form, metadata=own, dpi=150)


@functools.cache
def _paper_fonts() -> list[str]:
    """The font of the paper, and matplotlib's own for signs that it lacks."""
    from matplotlib import font_manager  # noqa: PLC0415 - slow to import

    font_manager.fontManager.addfont(FONT)
    return [font_manager.FontProperties(fname=FONT).get_name(), "DejaVu Sans"]


@dataclass(frozen=True, slots=True)
class Bar:
    """An indicator in the chart: its capaian in percent, or the reason why there is none."""

    label: str
    value: Decimal | None
    reason: str = ""


def chart_parts(bars: Sequence[Bar]) -> list[Sequence[Bar]]:
    """The bars in equal parts, in their order, each small enough for one chart."""
    charts = -(-len(bars) // MAX_BARS)
    bounds = [len(bars) * place // charts for place in range(charts + 1)] if charts else []
    return [bars[first:last] for first, last in pairwise(bounds)]


def capaian_chart(bars: Sequence[Bar], kind: str = "svg") -> bytes:
    """Horizontal bars of capaian in percent with a line at 100; the figures stand at the right,
    where nothing crosses them. A bar ends at 200, its figure tells the rest.

    Kept by its data and words: a draft and what is approved of it show the same picture.
    """
    return _capaian_picture(tuple(bars), kind, _("Capaian (%)"))


@functools.lru_cache(maxsize=64)
def _capaian_picture(bars: tuple[Bar, ...], kind: str, below: str) -> bytes:
    drawn = [_length(bar) for bar in bars]
    with picture(len(bars), kind=kind) as (axes, target):
        places = range(len(bars))
        for bar, part in zip(bars, axes.barh(places, drawn, height=0.6), strict=True):
            part.set(facecolor="#2f6690" if is_reached(bar) else "#ffffff", edgecolor="#1d3f5a")
            part.set_hatch("" if is_reached(bar) else "////")
        axes.set_yticks(places, [_two_lines(bar.label) for bar in bars])
        axes.axvline(HUNDRED, color="#111111", linewidth=1, linestyle="--")
        axes.invert_yaxis()
        axes.set_xlim(0, max(HUNDRED + 10, *drawn))
        axes.set_xlabel(below, fontsize=8)
        right = axes.get_yaxis_transform()
        for place, bar in zip(places, bars, strict=True):
            said = _percent(bar.value) if bar.value is not None else textwrap.fill(bar.reason, 18)
            style = {"fontsize": 8 if bar.value is not None else 6.5, "va": "center"}
            axes.text(1.02, place, said, transform=right, **style)
    return target.getvalue()


def chart_text(bars: Sequence[Bar], of: str = "indikator") -> str:
    """The chart in words, for those who do not see it; `of`: what its bars are."""
    known = [bar for bar in bars if bar.value is not None]
    reached = sum(is_reached(bar) for bar in known)
    missing = len(bars) - len(known)
    more = f"; {missing} tanpa angka capaian" if missing else ""
    cut = any(bar.value is not None and bar.value > LONGEST for bar in bars)
    return (
        f"Capaian {len(bars)} {of}: {reached} mencapai 100 % atau lebih (batang penuh), "
        f"{len(known) - reached} di bawahnya (batang berarsir){more}."
        f"{' Batang berakhir pada 200 %.' if cut else ''}"
    )


def is_reached(bar: Bar) -> bool:
    """Whether the target was reached."""
    return bar.value is not None and bar.value >= HUNDRED


def _length(bar: Bar) -> float:
    """How long a bar is drawn; figures stay Decimal."""
    return int(min(max(bar.value or Decimal(0), Decimal(0)), LONGEST) * 10) / 10


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in the trend of an indicator; None where there was no figure or no target."""

    label: str
    made: Decimal | None
    aim: Decimal | None


def trend_chart(points: Sequence[Point], unit: str, kind: str = "svg") -> bytes:
    """Realisasi as a full line with dots, target as a broken line with squares."""
    with picture(8, letters="none", kind=kind) as (axes, target):
        for name, label, style in (("made", "realisasi", "o-"), ("aim", "target", "s--")):
            known = [
                (place, getattr(point, name))
                for place, point in enumerate(points)
                if getattr(point, name) is not None
            ]
            places = [place for place, _value in known]
            colour = "#2f6690" if name == "made" else "#7a4f00"
            values = _drawn([value for _place, value in known])
            axes.plot(places, values, style, color=colour, label=label)
        axes.set_xticks(range(len(points)), [point.label for point in points])
        axes.yaxis.set_major_formatter(lambda value, _place: f"{value:g}".replace(".", ","))
        axes.set_ylabel(unit, fontsize=8)
        axes.legend(fontsize=8)
    return target.getvalue()


def paired_chart(
    rows: Sequence[tuple[str, Decimal | None, Decimal | None]],
    names: tuple[str, str],
    axis: str,
    kind: str = "svg",
) -> bytes:
    """Two horizontal bars for each row: the first full, the second hatched."""
    shown = list(rows)[:MAX_BARS]
    with picture(max(2 * len(shown), 3), letters="none", kind=kind) as (axes, target):
        for part, (name, face, hatch) in enumerate(
            ((names[0], "#2f6690", ""), (names[1], "#ffffff", "////"))
        ):
            lengths = _drawn([(row[1], row[2])[part] or Decimal(0) for row in shown])
            places = [place + 0.4 * part - 0.2 for place in range(len(shown))]
            for bar in axes.barh(places, lengths, 0.38, label=name):
                bar.set(facecolor=face, edgecolor="#1d3f5a", hatch=hatch)
        axes.set_yticks(range(len(shown)), [_two_lines(row[0]) for row in shown])
        axes.invert_yaxis()
        axes.set_xlabel(axis, fontsize=8)
        axes.legend(fontsize=8, loc="lower center", ncols=2, bbox_to_anchor=(0.5, 1))
    return target.getvalue()


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")


def _two_lines(label: str) -> str:
    """At most two lines; what is left out shows as an ellipsis."""
    return "\n".join(textwrap.wrap(label, LABEL_WIDTH, max_lines=2, placeholder=" …"))


@dataclass(frozen=True, slots=True)
class TimeBar:
    """A step in the chart of the SOP clock: parts of its mean time and its standard, in days."""

    label: str
    waiting: Decimal
    working: Decimal
    returned: Decimal
    standard: Decimal | None

    @property
    def is_over(self) -> bool:
        """Whether the work, waiting apart, is longer than the standard."""
        return self.standard is not None and self.working + self.returned > self.standard


#: Part of the time → label, face and hatch; told apart without colour as well.
PARTS = (
    ("waiting", gettext_noop("menunggu"), "#ffffff", "\\\\"),
    ("working", gettext_noop("dikerjakan"), "#2f6690", ""),
    ("returned", gettext_noop("diulang"), "#f2b950", "////"),
)


def timing_chart(bars: tuple[TimeBar, ...]) -> bytes:
    """Stacked bars of each step's mean time; kept by their data and words.

    The mark of the standard stands where it would end if the work began after the waiting.
    """
    parts = tuple(_(label) for _name, label, _face, _hatch in PARTS)
    return _timing_picture(
        bars, parts, _("waktu baku"), _("Rata-rata hari kerja (1 hari = 7 jam 30 menit)")
    )


@functools.lru_cache(maxsize=128)
def _timing_picture(
    bars: tuple[TimeBar, ...], labels: tuple[str, ...], standard: str, below: str
) -> bytes:
    with picture(max(len(bars), 2), letters="none") as (axes, target):
        left = [Decimal(0)] * len(bars)
        for (name, _word, face, hatch), label in zip(PARTS, labels, strict=True):
            lengths = [getattr(bar, name) for bar in bars]
            parts = axes.barh(range(len(bars)), _drawn(lengths), 0.6, _drawn(left), label=label)
            for part in parts:
                part.set(facecolor=face, edgecolor="#1d3f5a", hatch=hatch)
            left = [sofar + each for sofar, each in zip(left, lengths, strict=True)]
        marks = [
            (place, bar.waiting + bar.standard) for place, bar in enumerate(bars) if bar.standard
        ]
        days = _drawn([day for _place, day in marks])
        low, high = ([place + half for place, _day in marks] for half in (-0.42, 0.42))
        axes.vlines(days, low, high, color="#111111", linewidth=2, label=standard)
        axes.set_yticks(range(len(bars)), [_two_lines(bar.label) for bar in bars])
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(lambda value, _place: f"{value:g}".replace(".", ","))
        axes.set_xlabel(below, fontsize=8)
        axes.legend(fontsize=8, loc="upper center", ncols=4, bbox_to_anchor=(0.4, -0.12))
    return target.getvalue()


def timing_text(bars: Sequence[TimeBar]) -> str:
    """The chart in words, for those who do not see it."""
    over = sum(bar.is_over for bar in bars)
    return _(
        "Rata-rata waktu %(count)d langkah, terbagi menjadi menunggu, dikerjakan dan diulang; "
        "%(over)d langkah lebih lama dari waktu bakunya."
    ) % {"count": len(bars), "over": over}


def _drawn(values: Sequence[Decimal]) -> list[float]:
    """Where a length ends in the picture; figures stay Decimal."""
    return [int(value * 1000) / 1000 for value in values]


#: More rows than fit on a page are told in one line beneath their superior.
MAX_ROWS = 32
Post = tuple[int, str]


@functools.lru_cache(maxsize=64)
def organization_chart(rows: tuple[Post, ...], kind: str = "svg") -> bytes:
    """The posts of an agency (depth, name) as a tree of boxes, each below its superior."""
    shown = _fitting(rows)
    with picture(len(shown), kind=kind) as (axes, target):
        axes.set_axis_off()
        axes.set_xlim(0, 10)
        axes.set_ylim(len(shown) - 0.4, -0.6)
        above: dict[int, int] = {}
        for place, (depth, name) in enumerate(shown):
            above[depth] = place
            if depth:
                left, top = (depth - 1) * 0.8 + 0.25, above[depth - 1] + 0.32
                line = ([left, left, depth * 0.8], [top, place, place])
                axes.plot(*line, color="#1d3f5a", linewidth=0.8)
            box = {"boxstyle": "square,pad=0.35", "facecolor": "#ffffff", "edgecolor": "#1d3f5a"}
            label = textwrap.shorten(name, POST_WIDTH, placeholder=" …")
            axes.text(depth * 0.8, place, label, fontsize=7.5, va="center", bbox=box)
    return target.getvalue()


def organization_text(rows: tuple[Post, ...]) -> str:
    """The tree in words, for those who do not see it."""
    named = [name for depth, name in rows if depth <= 1]
    more = len(rows) - len(_fitting(rows))
    rest = f" {more} jabatan di bawahnya tidak digambar." if more else ""
    # the names after a count are as many as it says
    lead = "" if len(named) == len(rows) else " Dua jenjang teratas"
    return f"{len(rows)} jabatan{'.' if lead else ''}{lead}: {', '.join(named)}.{rest}"


def _fitting(rows: tuple[Post, ...]) -> tuple[Post, ...]:
    """The tree down to the depth that fits on a page."""
    for deepest in range(max((depth for depth, _name in rows), default=0), -1, -1):
        shown = tuple(row for row in rows if row[0] <= deepest)
        if len(shown) <= MAX_ROWS:
            return shown
    return rows[:MAX_ROWS]
