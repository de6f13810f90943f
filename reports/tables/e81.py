"""Form E.81, Evaluasi Terhadap Hasil Renja Perangkat Daerah, columns 1 to 16.

Source: Permendagri 86/2017, form E.81: 13 = 9+10+11+12, 14 = 7+13, 15 = 14/6 × 100; the capaian of
a kegiatan is the average of what stands under it, money is a sum. A figure that does not add up
over the triwulan (a percentage, an index, a predikat) keeps its own rule in 13, and 14 = 13.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.capaian import HUNDRED
from reports.tables.fitting import fitted
from reports.tables.shape import Cell, Column, Data, Table, decimal, number

MONEY_DECIMALS = 0
COLUMNS = 17
#: Millimetres between the margins of an A3 page across.
ACROSS = 380
#: The numbered columns of the form between the unit and the office in charge.
MEASURED = ("6", "7", "8", "9", "10", "11", "12", "13", "14")
#: Those that hold money of more than one triwulan: a hundred thousand million fits on one line.
MONEYED = ("6", "7", "8", "13", "14")
HEADS = (
    "Target Renstra akhir periode",
    "Realisasi Renstra s.d. tahun lalu",
    "Target dan anggaran Renja tahun ini",
    *(f"Realisasi TW {roman}" for roman in ("I", "II", "III", "IV")),
    "Realisasi Renja tahun ini (9 + 10 + 11 + 12)",
    "Realisasi Renstra s.d. tahun ini (7 + 13)",
)
NOTES = (
    "6 untuk indikator yang dijumlahkan: jumlah target Renstra semua tahunnya bila tercatat, "
    "seperti 14 menjumlahkan tahun-tahunnya.",
    "Baris program dan kegiatan memuat rupiah (Rp), baris indikator memuat kinerja (K).",
    "13 = 9+10+11+12 untuk indikator yang dijumlahkan; indikator lain memakai aturan hitungnya "
    "sendiri, dan 14 = 13.",
    "15 = 14/6 × 100 menurut polaritas indikator; capaian kegiatan dan program adalah rata-rata "
    "yang di bawahnya, uang dijumlahkan.",
)


@dataclass(frozen=True, slots=True)
class Money:
    """Rupiah of a program or kegiatan: Renstra, earlier years, pagu, and the four triwulan."""

    renstra: Decimal | None = None
    earlier: Decimal | None = None
    pagu: Decimal | None = None
    quarters: tuple[Decimal | None, ...] = (None, None, None, None)
    year: Decimal | None = None

    @property
    def to_date(self) -> Decimal | None:
        return added((self.earlier, self.year))

    @property
    def share(self) -> Decimal | None:
        made = self.to_date
        return made / self.renstra * HUNDRED if made is not None and self.renstra else None

    @property
    def columns(self) -> tuple[Decimal | None, ...]:
        return (
            self.renstra,
            self.earlier,
            self.pagu,
            *self.quarters,
            self.year,
            self.to_date,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator's row: columns 6 to 14 as they are written, and its capaian (15)."""

    name: str
    unit: str
    columns: tuple[Cell, ...]
    capaian: Decimal | None
    reason: str
    responsible: str


@dataclass(slots=True)
class Branch:
    """A program or kegiatan with its money, its own indicators, and the kegiatan under it."""

    name: str
    money: Money
    indicators: list[Measured] = field(default_factory=list)
    branches: list["Branch"] = field(default_factory=list)
    cap: Decimal | None = None

    @property
    def capaian(self) -> Decimal | None:
        """The average of what stands directly beneath: kegiatan where one of them has a number.

        An indicator counts at most `cap` percent; its own row shows the raw value.
        """
        below = [branch.capaian for branch in self.branches if branch.capaian is not None]
        return average(below or [capped(each.capaian, self.cap) for each in self.indicators])


@dataclass(frozen=True, slots=True)
class Aim:
    """A sasaran with its own indicators and its programs."""

    name: str
    indicators: Sequence[Measured]
    programs: Sequence[Branch]


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; nothing where nothing is."""
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) if known else None


def average(values: Iterable[Decimal | None]) -> Decimal | None:
    """The mean of what is known; nothing where nothing is."""
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def capped(value: Decimal | None, cap: Decimal | None) -> Decimal | None:
    """A capaian as it counts in an average."""
    return value if value is None or cap is None else min(value, cap)


def total_of(programs: Iterable[Branch]) -> Money:
    """The money of all programs, column by column."""
    rows = [program.money for program in programs]
    quarters = zip(*(row.quarters for row in rows), strict=True) if rows else [(None,)] * 4
    return Money(
        renstra=added(row.renstra for row in rows),
        earlier=added(row.earlier for row in rows),
        pagu=added(row.pagu for row in rows),
        quarters=tuple(added(column) for column in quarters),
        year=added(row.year for row in rows),
    )


def e81_table(aims: Sequence[Aim], year: int, foot: Sequence[str] = ()) -> Table:
    """The whole form: sasaran as headings, programs with money, indicators with figures.

    `foot`: what stands under it (average, predikat kinerja, faktor pendorong and penghambat).
    """
    rows: list[tuple[Cell, ...]] = []
    programs = [program for aim in aims for program in aim.programs]
    place = 0
    for aim in aims:
        rows.append(("", aim.name, *[""] * (COLUMNS - 2)))
        rows.extend(_figure(each) for each in aim.indicators)
        for program in aim.programs:
            place += 1
            rows.extend(_branch(program, str(place)))
    if programs:
        total = Branch("Jumlah dan rata-rata program", total_of(programs), branches=programs)
        rows.append(_heading(total, ""))
    table = Table(
        title=f"Evaluasi terhadap hasil Renja tahun {year} (E.81)",
        columns=(
            Column("1 No", 3),
            Column("2 Sasaran", 4),
            Column("3 Urusan / Program / Kegiatan", 11),
            Column("4 Indikator", 13),
            Column("5 Satuan", 5),
            *(
                Column(f"{place} {head}", 6 if place in MONEYED else 5, is_number=True)
                for place, head in zip(MEASURED, HEADS, strict=True)
            ),
            Column("15 Capaian K (%)", 4, is_number=True),
            Column("15 Capaian Rp (%)", 4, is_number=True),
            Column("16 Penanggung jawab", 6),
        ),
        rows=tuple(rows),
        notes=(*foot, *NOTES),
        is_wide=True,
    )
    return fitted(table, width=ACROSS)


def kept_e81_table(data: Data) -> Table:
    """The form of a snapshot, whose `e81` holds `aims` (as Aim) and `foot`; numbers are text."""
    kept = data["e81"]
    return e81_table(
        [
            Aim(
                aim["name"],
                [_kept_figure(each) for each in aim["indicators"]],
                [_kept_branch(each) for each in aim["programs"]],
            )
            for aim in kept["aims"]
        ],
        data["period"]["year"],
        kept["foot"],
    )


def _kept_branch(kept: Data) -> Branch:
    quarters = tuple(decimal(each) for each in kept["money"]["quarters"])
    rest = {name: decimal(kept["money"][name]) for name in ("renstra", "earlier", "pagu", "year")}
    return Branch(
        kept["name"],
        Money(quarters=quarters, **rest),
        [_kept_figure(each) for each in kept["indicators"]],
        [_kept_branch(each) for each in kept["branches"]],
        decimal(kept["cap"]),
    )


def _kept_figure(kept: Data) -> Measured:
    columns = tuple(
        each
        if isinstance(each, str)
        else number(each["value"], each["decimals"], mark=each.get("mark", ""))
        for each in kept["columns"]
    )
    return Measured(
        kept["name"],
        kept["unit"],
        columns,
        decimal(kept["capaian"]),
        kept["reason"],
        kept["responsible"],
    )


def _branch(branch: Branch, place: str) -> Iterable[tuple[Cell, ...]]:
    yield _heading(branch, place)
    yield from (_figure(each) for each in branch.indicators)
    for number_below, below in enumerate(branch.branches, start=1):
        yield from _branch(below, f"{place}.{number_below}")


def _heading(branch: Branch, place: str) -> tuple[Cell, ...]:
    money = branch.money
    return (
        place or " ",
        "",
        branch.name,
        "",
        "Rp",
        *(number(each, MONEY_DECIMALS) for each in money.columns),
        number(branch.capaian, 2),
        number(money.share, 2),
        "",
    )


def _figure(row: Measured) -> tuple[Cell, ...]:
    return (
        " ",
        "",
        "",
        row.name,
        row.unit,
        *row.columns,
        number(row.capaian, 2, reason=row.reason),
        "–",
        row.responsible,
    )
