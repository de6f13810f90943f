"""Tables of the plan: the lampiran of the Perjanjian Kinerja and the Rencana Aksi.

Source: PermenPAN-RB 53/2014 Lampiran I (columns of the lampiran); practice of the Rencana Aksi.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from reports.tables.fitting import fitted
from reports.tables.shape import Cell, Column, Table, by_document, number

#: Millimetres between the margins of an A4 page across.
ACROSS = 257
NO_TARGET = "tidak ada target"
#: Levels that a Perjanjian Kinerja of the head of an agency is made of.
STRATEGIC = ("tujuan", "sasaran")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Promise:
    """One indicator of the plan: targets of the year and of its triwulan, empty where none is."""

    sasaran: str
    name: str
    unit: str
    target: Cell
    quarters: tuple[Cell, ...]
    basis: str
    program: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Funds:
    """What a program or kegiatan may spend in the year, and has spent."""

    name: str
    pagu: Decimal
    spent: Decimal | None
    source: str


def pledged(rows: Sequence[Row], level_of: Callable[[Row], str]) -> list[Row]:
    """What the Perjanjian Kinerja of an agency lists: its own level; all where it has none."""
    return [row for row in rows if level_of(row) in STRATEGIC] or list(rows)


def promises_table(promises: Sequence[Promise]) -> Table:
    """No | Sasaran Strategis | Indikator Kinerja | Target."""
    return Table(
        title="Sasaran, indikator, dan target",
        columns=(
            Column("No", 6),
            Column("Sasaran Strategis", 36),
            Column("Indikator Kinerja", 38),
            Column("Target", 20),
        ),
        rows=tuple(
            (
                str(place),
                each.sasaran or "–",
                each.name,
                f"{each.target} {each.unit}" if each.target else NO_TARGET,
            )
            for place, each in enumerate(promises, start=1)
        ),
    )


def funds_table(funds: Sequence[Funds]) -> Table:
    """Program | Anggaran, with the total; kegiatan only where a program has no line of its own."""
    rows: list[tuple[Cell, ...]] = [
        (str(place), each.name, number(each.pagu, 0)) for place, each in enumerate(funds, start=1)
    ]
    if rows:
        rows.append((" ", "Jumlah", number(sum((each.pagu for each in funds), Decimal(0)), 0)))
    return Table(
        title="Program dan anggaran",
        columns=(
            Column("No", 6),
            Column("Program", 64),
            Column("Anggaran (Rp)", 30, is_number=True),
        ),
        rows=tuple(rows),
        notes=tuple(f"Sumber: {each}." for each in by_document(row.source for row in funds)),
    )


def renaksi_table(promises: Sequence[Promise], funds: Sequence[Funds], year: int) -> Table:
    """Indicators with the targets of their four triwulan, program, money and who is in charge."""
    money = {each.name: each for each in funds}
    rows: list[tuple[Cell, ...]] = []
    for place, each in enumerate(promises, start=1):
        found = money.get(each.program)
        rows.append(
            (
                str(place),
                each.sasaran or "–",
                each.name,
                each.unit,
                each.target or NO_TARGET,
                *(quarter or "–" for quarter in each.quarters),
                each.basis,
                each.program or "–",
                number(found.pagu if found else None, 0),
                number(found.spent if found else None, 0),
                each.responsible or "–",
            )
        )
    table = Table(
        title=f"Rencana aksi tahun {year}",
        columns=(
            Column("No", 3),
            Column("Sasaran", 11),
            Column("Indikator Kinerja", 15),
            Column("Satuan", 6),
            Column("Target tahun", 5, is_number=True),
            *(
                Column(f"Target TW {roman}", 5, is_number=True)
                for roman in ("I", "II", "III", "IV")
            ),
            Column("Target triwulan dihitung", 6),
            Column("Program", 10),
            Column("Pagu program (Rp)", 8, is_number=True),
            Column("Realisasi (Rp)", 8, is_number=True),
            Column("Penanggung jawab", 8),
        ),
        rows=tuple(rows),
        notes=(
            "Pagu dan realisasi adalah milik programnya, juga bila beberapa indikator berbagi.",
        ),
        is_wide=True,
    )
    return fitted(table, width=ACROSS)
