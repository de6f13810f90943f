"""What a pack is made of. Source of components and weights: PermenPAN-RB 88/2021 (LKE)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: What is said of a piece that should be there.
ABSENT = "belum ada"
#: Reads a piece from its beginning, in parts that fit in memory.
Content = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the evaluation sheet; `weight` in percent of the whole."""

    name: str
    weight: int
    folder: str

    @property
    def heading(self) -> str:
        return f"{self.name} (bobot {self.weight})"


PLANNING = Component("Perencanaan Kinerja", 30, "1-Perencanaan-Kinerja")
MEASURING = Component("Pengukuran Kinerja", 30, "2-Pengukuran-Kinerja")
REPORTING = Component("Pelaporan Kinerja", 15, "3-Pelaporan-Kinerja")
EVALUATING = Component(
    "Evaluasi Akuntabilitas Kinerja Internal", 25, "4-Evaluasi-Akuntabilitas-Kinerja-Internal"
)
COMPONENTS = (PLANNING, MEASURING, REPORTING, EVALUATING)


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of the pack; without `content` only its line in the index, where `note` says why.

    `recorded`: the SHA-256 that was kept when the file came in, which the pack is held against.
    """

    component: Component
    title: str
    path: str = ""
    content: Content | None = None
    note: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a file with its size in bytes and SHA-256, or why there is none."""

    component: str
    title: str
    path: str = ""
    size: int = 0
    sha256: str = ""
    note: str = ""

    @property
    def is_absent(self) -> bool:
        return self.note.startswith(ABSENT)


def missing(component: Component, title: str, why: str = "") -> Piece:
    """A piece that the evaluation asks for and that is not there."""
    return Piece(component, title, note=f"{ABSENT}: {why}" if why else ABSENT)
