"""Agency by stage as a picture: each cell has its word and its hatch beside its tint. Pure."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts import picture

#: Stored word of a stage → face and hatch, told apart without colour as well; dots would weigh
#: ten times as much as lines.
FACES = {
    "selesai": ("#cfe6d6", ""),
    "terbuka": ("#d3e3f1", "--"),
    "terlambat": ("#f6cdd0", "////"),
    "tidak tersedia": ("#ececec", "xx"),
}
AHEAD = ("#ffffff", "")
NAME_WIDTH, WORD_WIDTH = 30, 16
#: Height of an agency, in quarters of a bar: its word and its steps under each other.
ROW = 5


@dataclass(frozen=True, slots=True)
class HeatLine:
    """An agency with its stages: stored word and what is shown, a line break before its steps."""

    label: str
    cells: tuple[tuple[str, str], ...]


def heat_chart(stages: Sequence[str], lines: Sequence[HeatLine], kind: str = "svg") -> bytes:
    """The map; the agencies in their order, whatever their number."""
    with picture(ROW * max(len(lines), 2) // 4 + 1, letters="none", kind=kind) as (axes, target):
        for row, line in enumerate(lines):
            for column, (state, word) in enumerate(line.cells):
                face, hatch = FACES.get(state, AHEAD)
                axes.barh(
                    row,
                    1,
                    1,
                    column,
                    facecolor=face,
                    hatch=hatch,
                    edgecolor="#9aa7b3",
                    linewidth=0.6,
                )
                box = {"facecolor": face, "edgecolor": "none", "pad": 1.5}
                said = "\n".join(textwrap.fill(each, WORD_WIDTH) for each in word.split("\n"))
                place = {"ha": "center", "va": "center"}
                axes.text(column + 0.5, row, said, fontsize=6.5, bbox=box, **place)
        names = [textwrap.shorten(line.label, NAME_WIDTH, placeholder=" …") for line in lines]
        axes.set_yticks(range(len(lines)), names)
        axes.set_xticks([place + 0.5 for place in range(len(stages))], stages)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.set_xlim(0, max(len(stages), 1))
        axes.set_ylim(max(len(lines), 1) - 0.5, -0.5)
    return target.getvalue()
