"""Charts as SVG made by a library, the same on screen and on paper. Pure, deterministic.

Bars differ by hatch as well as by shade, so that they can be told apart in black and white.
"""

import io
import textwrap
from collections.abc import Sequence
from decimal import Decimal

MAX_BARS = 14
LABEL_WIDTH = 46
HUNDRED = 100


def capaian_chart(rows: Sequence[tuple[str, Decimal]]) -> bytes:
    """Horizontal bars of capaian in percent, one per indicator, with a line at 100."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to import
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow to import

    shown = list(rows)[:MAX_BARS]
    labels = ["\n".join(textwrap.wrap(name, LABEL_WIDTH)[:2]) for name, _value in shown]
    values = [min(max(value, Decimal(0)), Decimal(200)) for _name, value in shown]
    # letters as paths: a picture on paper cannot reach the page's own fonts
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "kinerja"}):
        figure = Figure(figsize=(7.2, 0.7 + 0.42 * max(len(shown), 1)), layout="constrained")
        axes = figure.subplots()
        bars = axes.barh(labels, [int(value * 10) / 10 for value in values], height=0.6)
        for bar, value in zip(bars, values, strict=True):
            reached = value >= HUNDRED
            bar.set(facecolor="#2f6690" if reached else "#ffffff", edgecolor="#1d3f5a")
            bar.set_hatch("" if reached else "////")
        texts = [_percent(value) for _name, value in shown]
        axes.bar_label(bars, labels=texts, padding=3, fontsize=8)
        axes.axvline(HUNDRED, color="#111111", linewidth=1, linestyle="--")
        axes.invert_yaxis()
        axes.set_xlim(0, max(130, *(int(value) + 25 for value in values)) if values else 130)
        axes.set_xlabel("Capaian (%)", fontsize=8)
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return target.getvalue()


def chart_text(rows: Sequence[tuple[str, Decimal]]) -> str:
    """The chart in words, for those who do not see it."""
    reached = sum(value >= HUNDRED for _name, value in rows)
    more = f" Ditampilkan {MAX_BARS} indikator pertama." if len(rows) > MAX_BARS else ""
    return (
        f"Capaian {len(rows)} indikator: {reached} mencapai 100 % atau lebih (batang penuh), "
        f"{len(rows) - reached} di bawahnya (batang berarsir).{more}"
    )


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")
