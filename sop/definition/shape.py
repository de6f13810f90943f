"""The dataclasses of an SOP file, and what is wrong with one that cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sop.graph import Graph, Level, Node

END = "selesai"
LISTS = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: the line (from 1), the place in the file, and a sentence."""

    line: int
    path: str
    sentence: str


class DefinitionErrors(Exception):
    """The file cannot be used; every problem is named with its line."""

    def __init__(self, problems: Iterable[Problem], name: str = "") -> None:
        self.problems = sorted(set(problems))
        self.name = name
        super().__init__(str(self))

    def __str__(self) -> str:
        prefix = f"{self.name}:" if self.name else "baris "
        return "\n".join(f"{prefix}{found.line}: {found.sentence}" for found in self.problems)


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity box as printed (PermenPAN-RB 35/2012), without NIP."""

    nama: str
    nomor: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_efektif: str = ""
    tanggal_pengesahan: str = ""
    disahkan_oleh_jabatan: str = ""
    disahkan_oleh_nama: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A column under Pelaksana, named as printed."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class LaneLevel:
    """One lane per unit or per position; `inside` names the level it lies in."""

    key: str
    label: str
    of: str
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The day of the months on which runs open, for which period, and who says so.

    `shift`: what happens when the day is no working day: `tetap` (nothing, the clock opens it all
    the same) or `hari_kerja_berikutnya`.
    """

    day: int
    months: tuple[int, ...]
    period: str
    basis: str
    shift: str = "tetap"


@dataclass(frozen=True, slots=True)
class Waktu:
    """A standard time: printed text and value in menit, jam or hari (kerja)."""

    text: str
    value: int
    unit: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Extra waiting allowed outside the standard; added to the due time, not to the standard."""

    text: str
    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of kelengkapan or output; `artifact` names the thing the system itself holds."""

    text: str
    artifact: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """Scan damage that was mended: where, what was printed, what stands in the file."""

    where: str
    printed: str
    mended: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the SOP table with its mutu baku and how it runs."""

    key: str
    kegiatan: str
    actor: str
    kind: str
    order: int
    nomor: str = ""
    nomor_read: str = ""
    printed: bool = True
    lane: str | None = None
    next: str | None = None
    return_to: str | None = None
    return_basis: str = ""
    issued_by_clock: bool = False
    disposisi: bool = False
    clock: str = "siap"
    window: Window | None = None
    kelengkapan: tuple[Item, ...] = ()
    waktu: tuple[Waktu, ...] = ()
    output: tuple[Item, ...] = ()
    cells: dict[str, str] = field(default_factory=dict, hash=False)
    keterangan: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole SOP file, checked: it can be loaded, and its graph runs to an end."""

    key: str
    satuan_kerja: str
    identity: Identity
    lists: dict[str, tuple[str, ...]]
    column_labels: dict[str, str]
    actors: tuple[Actor, ...]
    lanes: tuple[LaneLevel, ...]
    trigger: Trigger
    steps: tuple[Step, ...]
    mended: tuple[Mend, ...]
    read: tuple[str, ...]
    source: str
    sha256: str
    agency: str = ""

    @property
    def graph(self) -> Graph:
        """The steps as the engine walks them."""
        return graph_of(self.steps, self.lanes, self.actors)


def graph_of(steps: Iterable[Step], lanes: Iterable[LaneLevel], actors: Iterable[Actor]) -> Graph:
    """Steps, lane levels and actors of a file as a graph, not yet checked."""
    nodes = (
        Node(
            key=step.key,
            kind=step.kind,
            actor=step.actor,
            level=step.lane,
            next=step.next,
            return_to=step.return_to,
            issued_by_clock=step.issued_by_clock,
            clock=step.clock,
            order=step.order,
        )
        for step in steps
    )
    levels = (Level(lane.key, lane.inside) for lane in lanes)
    return Graph.of(nodes, levels, (actor.key for actor in actors))
