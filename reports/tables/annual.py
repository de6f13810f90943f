"""Tables of the year: the seven analyses of LKjIP Bab III A, the budget, the PK.

Source: PermenPAN-RB 53/2014 Lampiran II.
"""

from dataclasses import replace
from decimal import Decimal

from indicators.capaian import Formula, Outcome, Target, compute_capaian
from indicators.notation import format_number, round_half_up
from reports.tables.gaps import gap_notes
from reports.tables.money import counted, total
from reports.tables.plan import Funds, Promise, funds_table, pledged, promises_table
from reports.tables.quarterly import all_figures
from reports.tables.shape import (
    PERCENT_DECIMALS,
    Cell,
    Column,
    Data,
    Table,
    capaian,
    decimal,
    edge_notes,
    formula_notes,
    measure_notes,
    number,
    provisional_notes,
    realisasi,
    source_notes,
    target,
    target_notes,
)

HUNDRED = Decimal(100)
#: The outline of the annual report's own texts: key → heading.
SECTIONS = {
    "kata_pengantar": "Kata pengantar",
    "ikhtisar": "Ikhtisar eksekutif",
    "organisasi": "Penjelasan umum organisasi",
    "isu": "Aspek strategis dan permasalahan utama",
    "penyebab": "Penyebab keberhasilan/kegagalan dan solusi",
    "efisiensi": "Efisiensi penggunaan sumber daya",
    "program": "Program/kegiatan penunjang",
    "penutup": "Simpulan dan langkah di masa mendatang",
}

#: Sections written once for each sasaran (Bab III A, analyses 5 to 7).
PER_SASARAN = ("penyebab", "efisiensi", "program")

#: The columns of `judged_row`.
JUDGED = (
    Column("Indikator Kinerja", 46),
    Column("Satuan", 12),
    Column("Target", 14, is_number=True),
    Column("Realisasi", 14, is_number=True),
    Column("Capaian (%)", 14, is_number=True),
)


def judged_row(figure: Data, judged: Data) -> tuple[Cell, ...]:
    """An indicator with what it was judged by, of the year or of a triwulan."""
    decimals = figure["decimals"]
    return (
        figure["name"],
        figure["unit"],
        target(judged, decimals),
        realisasi(judged, decimals),
        capaian(judged),
    )


def annual_table(figures: list[Data]) -> Table:
    """Analysis 1: target against realisasi of this year."""
    return Table(
        title="Target dan realisasi kinerja tahun ini",
        columns=JUDGED,
        rows=tuple(judged_row(each, each["annual"]) for each in figures),
        notes=(
            *formula_notes(
                [each["annual"] for each in figures], [f"“{each['name']}”" for each in figures]
            ),
            *edge_notes([each["annual"] for each in figures]),
            *gap_notes(figures, [each["annual"] for each in figures]),
            *measure_notes(figures),
            *target_notes(figures),
            *source_notes(figures),
        ),
    )


def history_table(figures: list[Data], year: int) -> Table:
    """Analysis 2: realisasi of this year against last year and the years before."""
    years = sorted({row["year"] for each in figures for row in each["history"]})[-4:]
    columns = [Column("Indikator Kinerja", 40)]
    columns += [
        Column(str(each), 60 // (len(years) + 1), is_number=True) for each in (*years, year)
    ]
    rows: list[tuple[Cell, ...]] = []
    for each in figures:
        made = {row["year"]: row for row in each["history"]}
        past = [_past(made.get(past, {}), each["decimals"]) for past in years]
        rows.append((each["name"], *past, realisasi(each["annual"], each["decimals"])))
    return Table(
        title="Realisasi tahun ini dibandingkan tahun-tahun sebelumnya",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=provisional_notes([each["annual"] for each in figures]),
    )


def renstra_table(figures: list[Data]) -> Table:
    """Analysis 3: realisasi up to this year against the target at the end of the Renstra."""
    rows: list[tuple[Cell, ...]] = []
    for each in figures:
        final = decimal(each["renstra"]["target"])
        made = decimal(each["annual"]["realisasi"])
        reached = compute_capaian(
            target=Target(final, decimal(each["renstra"].get("upper")))
            if final is not None
            else None,
            realisasi=Outcome(made, each["annual"]["realisasi_reason"]),
            polarity=each["polarity"],
            formula=each.get("rule", Formula.A),
        )
        rows.append(
            (
                each["name"],
                str(each["renstra"]["year"] or "–"),
                each["renstra"].get("target_said")
                or number(final, each["decimals"], reason="tidak ada target"),
                realisasi(each["annual"], each["decimals"]),
                number(reached.value, 2, reason=reached.reason),
            )
        )
    return Table(
        title="Realisasi s.d. tahun ini dibandingkan target akhir Renstra",
        columns=(
            Column("Indikator Kinerja", 42),
            Column("Akhir Renstra", 14),
            Column("Target akhir", 14, is_number=True),
            Column("Realisasi", 14, is_number=True),
            Column("Kemajuan (%)", 16, is_number=True),
        ),
        rows=tuple(rows),
        notes=(
            "Kemajuan: rumus capaian indikatornya terhadap target akhir Renstra.",
            *provisional_notes([each["annual"] for each in figures]),
        ),
    )


def national_table(figures: list[Data]) -> Table:
    """Analysis 4: against the national standard, or that there is none."""
    return Table(
        title="Realisasi tahun ini dibandingkan standar nasional",
        columns=(
            Column("Indikator Kinerja", 50),
            Column("Realisasi", 18, is_number=True),
            Column("Standar nasional", 32),
        ),
        rows=tuple(
            (
                each["name"],
                realisasi(each["annual"], each["decimals"]),
                each["national_standard"] or "tidak ada standar nasional",
            )
            for each in figures
        ),
        notes=provisional_notes([each["annual"] for each in figures]),
    )


def program_table(figures: list[Data], budget: list[Data]) -> Table:
    """Analysis 7: the programs behind a sasaran, with what they cost."""
    programs = sorted({each["program"] for each in figures if each["program"]})
    totals = {program: _sums(budget, program) for program in programs}
    return Table(
        title="Program penunjang",
        columns=(
            Column("Program", 55),
            Column("Pagu (Rp)", 22, is_number=True),
            Column("Realisasi (Rp)", 23, is_number=True),
        ),
        rows=tuple(
            (
                program,
                number(totals[program][0], 0, reason="tidak ada data"),
                number(totals[program][1], 0, reason="tidak ada data"),
            )
            for program in programs
        ),
    )


def efficiency_table(figures: list[Data], budget: list[Data]) -> Table:
    """Analysis 6: capaian minus absorption per program; positive is efficient."""
    rows: list[tuple[Cell, ...]] = []
    for each in figures:
        pagu, spent = _sums(budget, each["program"]) if each["program"] else (None, None)
        absorbed = _printed(spent / pagu * HUNDRED if spent is not None and pagu else None)
        reached = _printed(decimal(each["annual"]["capaian"]))
        gain = reached - absorbed if reached is not None and absorbed is not None else None
        rows.append(
            (
                each["name"],
                capaian(each["annual"]),
                number(absorbed, 2, reason="tidak ada data anggaran"),
                number(gain, 2, reason="tidak dapat dihitung"),
            )
        )
    return Table(
        title="Efisiensi penggunaan sumber daya",
        columns=(
            Column("Indikator Kinerja", 46),
            Column("Capaian (%)", 18, is_number=True),
            Column("Penyerapan (%)", 18, is_number=True),
            Column("Efisiensi (poin)", 18, is_number=True),
        ),
        rows=tuple(rows),
        notes=(
            "Efisiensi = capaian kinerja − penyerapan anggaran program, keduanya dibulatkan dua "
            "desimal seperti tercetak; positif berarti efisien.",
        ),
    )


def budget_table(data: Data) -> Table:
    """Bab III B: pagu, realisasi and absorption per program, with the total."""
    programs = list(dict.fromkeys(line["program"] for line in data["budget"]))
    rows = [_budget_row(program, *_sums(data["budget"], program)) for program in programs]
    if rows:
        rows.append(_budget_row("Jumlah", *_sums(data["budget"], None)))
    return Table(
        title="Realisasi anggaran",
        columns=(
            Column("Program", 46),
            Column("Pagu (Rp)", 20, is_number=True),
            Column("Realisasi (Rp)", 20, is_number=True),
            Column("%", 14, is_number=True),
        ),
        rows=tuple(rows),
        notes=source_notes(data["budget"]),
    )


def pk_table(data: Data) -> Table:
    """What the Perjanjian Kinerja lists, with the targets that held at the end of the year."""
    own = pledged(all_figures(data), lambda figure: figure["level"])
    table = promises_table([_promise(each) for each in own])
    return replace(table, notes=source_notes(own))


def pk_funds_table(data: Data) -> Table:
    """The programs of the Perjanjian Kinerja with their money."""
    programs = dict.fromkeys(line["program"] for line in data["budget"])
    found = [(program, *_sums(data["budget"], program)) for program in programs]
    funds = [Funds(program, pagu or Decimal(0), spent, "") for program, pagu, spent in found]
    return replace(funds_table(funds), notes=source_notes(data["budget"]))


def _promise(figure: Data) -> Promise:
    due = decimal(figure["annual"]["target"])
    said = figure["annual"].get("target_said")
    return Promise(
        sasaran=figure["sasaran"] or figure["tujuan"] or figure["program"],
        name=figure["name"],
        unit=figure["unit"],
        target=said or (format_number(due) if due is not None else ""),
        quarters=(),
        basis="",
        program=figure["program"],
        responsible=figure["responsible"],
    )


def _printed(value: Decimal | None) -> Decimal | None:
    """A percentage as the table prints it, so that its difference can be checked by hand."""
    return None if value is None else round_half_up(value, PERCENT_DECIMALS)


def _past(row: Data, decimals: int) -> Cell:
    """A figure of an earlier year, or that there is none."""
    said: str = row.get("said", "")
    return said or number(row.get("realisasi"), decimals, reason="tidak ada data")


def _budget_row(name: str, pagu: Decimal | None, spent: Decimal | None) -> tuple[Cell, ...]:
    share = spent / pagu * HUNDRED if spent is not None and pagu else None
    return (
        name,
        number(pagu, 0),
        number(spent, 0, reason="belum ada"),
        number(share, 2, reason="tidak dapat dihitung"),
    )


def _sums(budget: list[Data], program: str | None) -> tuple[Decimal | None, Decimal | None]:
    """Pagu and realisasi of a program (or of all); kegiatan count only where no program line is."""
    lines = counted([line for line in budget if program is None or line["program"] == program])
    return total(lines, "pagu"), total(lines, "realisasi")
