"""Tables of a triwulan: figures with capaian, narrative, evidence, returns, SOP conformance."""

from collections.abc import Sequence
from decimal import Decimal

from reports.tables.dates import indonesian_date
from reports.tables.gaps import gap_notes
from reports.tables.shape import (
    CAPACITIES,
    Cell,
    Column,
    Data,
    Table,
    capaian,
    decimal,
    edge_notes,
    formula_notes,
    measure_notes,
    realisasi,
    source_notes,
    target,
    words,
)

MINUTES_PER_HOUR = 60


def all_figures(data: Data) -> list[Data]:
    """Every figure of a snapshot in its printed order."""
    return [figure for group in data["sasaran"] for figure in group["figures"]]


def numbers_of(figures: Sequence[Data]) -> list[str]:
    """What stands under No in a table that counts through its headings."""
    return [f"No {number}" for number in range(1, len(figures) + 1)]


def present(figure: Data) -> Data:
    """The triwulan that the snapshot is about."""
    quarter: Data = figure["quarters"][-1]
    return quarter


def figures_table(data: Data) -> Table:
    """Target, realisasi, capaian and who fills, grouped by sasaran."""
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for group in data["sasaran"]:
        heading = group["sasaran"] or group["tujuan"] or "Indikator program dan kegiatan"
        rows.append(("", heading, "", "", "", "", ""))
        for figure in group["figures"]:
            number += 1
            quarter = present(figure)
            rows.append(
                (
                    str(number),
                    figure["name"],
                    figure["unit"],
                    target(quarter, figure["decimals"]),
                    realisasi(quarter, figure["decimals"]),
                    capaian(quarter),
                    figure["lane"],
                )
            )
    figures = all_figures(data)
    return Table(
        title="Target, realisasi, dan capaian kinerja",
        columns=(
            Column("No", 5),
            Column("Sasaran / Indikator Kinerja", 35),
            Column("Satuan", 10),
            Column("Target", 11, is_number=True),
            Column("Realisasi", 12, is_number=True),
            Column("Capaian (%)", 11, is_number=True),
            Column("Pengisi", 16),
        ),
        rows=tuple(rows),
        notes=(
            *formula_notes([present(each) for each in figures], numbers_of(figures)),
            *edge_notes([present(each) for each in figures]),
            *gap_notes(figures, [present(each) for each in figures]),
            *measure_notes(figures),
            *source_notes(figures),
        ),
    )


def narrative_table(data: Data) -> Table:
    """What was written beside the figures of the triwulan, of those that have any words."""
    names = ("note", "pendukung", "kendala", "solusi")
    rows = []
    for figure in all_figures(data):
        quarter = present(figure)
        texts = [quarter.get(name) or "" for name in names]
        if quarter.get("unavailable_reason"):
            texts[0] = f"Tidak tersedia: {quarter['unavailable_reason']} {texts[0]}".strip()
        texts.append(plan_told(quarter))
        if any(texts):
            rows.append((figure["name"], *(words(text, data) for text in texts)))
    return Table(
        title="Catatan, faktor pendukung, kendala, solusi, dan rencana tindak lanjut",
        columns=(
            Column("Indikator", 20),
            Column("Catatan", 16),
            Column("Faktor pendukung", 15),
            Column("Kendala", 15),
            Column("Solusi", 15),
            Column("Rencana tindak lanjut", 19),
        ),
        rows=tuple(rows),
        is_led=True,
    )


def followup_table(data: Data) -> Table:
    """What became of the plans of the triwulan before, of figures that tell it."""
    rows = []
    for figure in all_figures(data):
        quarter = present(figure)
        before: Data = figure["quarters"][-2] if len(figure["quarters"]) > 1 else {}
        if quarter.get("rtl_followup"):
            plan, became = plan_told(before), quarter["rtl_followup"]
            rows.append((figure["name"], words(plan, data), words(became, data)))
    return Table(
        title="Tindak lanjut atas rencana triwulan lalu",
        columns=(Column("Indikator", 30), Column("Rencana", 35), Column("Tindak lanjut", 35)),
        rows=tuple(rows),
        is_led=True,
    )


def plan_told(quarter: Data) -> str:
    """A plan with who carries it out and by when."""
    plan: str = quarter.get("rencana_tindak_lanjut") or ""
    due = quarter.get("rtl_due_on")
    told = [quarter.get("rtl_pic") or "", f"batas {indonesian_date(due)}" if due else ""]
    return f"{plan} ({', '.join(word for word in told if word)})" if plan and any(told) else plan


def evidence_table(data: Data) -> Table:
    """Indikator | Bukti dukung, of every figure; a missing one is said."""
    return Table(
        title="Daftar bukti dukung",
        columns=(Column("No", 6), Column("Indikator", 47), Column("Bukti dukung", 47)),
        rows=tuple(
            (str(number), figure["name"], "; ".join(figure["evidence"]) or "belum dilampirkan")
            for number, figure in enumerate(all_figures(data), start=1)
        ),
    )


def returns_table(data: Data) -> Table:
    """Tanggal | Dari langkah | Ke langkah | Jalur | Alasan."""
    return Table(
        title="Pengembalian untuk perbaikan",
        columns=(
            Column("Tanggal", 14),
            Column("Dari langkah", 25),
            Column("Kembali ke", 25),
            Column("Jalur", 14),
            Column("Alasan", 22),
        ),
        rows=tuple(
            (
                _day(row["at"]),
                row["from"],
                row["to"],
                ", ".join(row["lanes"]),
                row["reason"],
            )
            for row in data["returns"]
        ),
    )


def decisions_table(data: Data, approval: Data | None = None) -> Table:
    """Tanggal | Jabatan | Jalur under each step that approved; the report's own approval last."""
    rows: list[tuple[Cell, ...]] = []
    for kegiatan in dict.fromkeys(each["kegiatan"] for each in data["decisions"]):
        rows.append(("", kegiatan, ""))
        rows += [
            (*_who(each), each["lane"])
            for each in data["decisions"]
            if each["kegiatan"] == kegiatan
        ]
    if approval:
        rows.append(("", "Persetujuan laporan ini", ""))
        rows.append((*_who(approval), data["lane"] or "Seluruh laporan"))
    return Table(
        title="Persetujuan tercatat",
        columns=(
            Column("Tanggal", 20),
            Column("Jabatan", 48),
            Column("Jalur", 32),
        ),
        rows=tuple(rows),
        notes=("Dicatat di dalam aplikasi sebagai persetujuan, bukan tanda tangan elektronik.",),
    )


def _who(decision: Data) -> tuple[str, str]:
    """The day, and the post with the capacity in which it was held."""
    post = f"{CAPACITIES.get(decision['capacity'], '')}{decision['position']}"
    return indonesian_date(str(decision["at"])), post


def conformance_table(data: Data) -> Table:
    """Jalur | Putaran | Waktu menurut SOP | Waktu kerja nyata | Keadaan, under each step."""
    rows: list[tuple[Cell, ...]] = []
    told = None
    for step in data["steps"]:
        minutes = decimal(step["minutes"])
        if told != (told := (step["nomor"], step["kegiatan"])):
            rows.append(("", f"{step['nomor'] or '–'} {step['kegiatan']}", "", "", ""))
        rows.append(
            (
                step["lane"] or "Pusat",
                str(step["round"]),
                step["standard"] or "tidak dicetak",
                worked(minutes) if minutes is not None else "–",
                _kept(step),
            )
        )
    return Table(
        title="Pelaksanaan SOP: waktu menurut SOP dan waktu kerja nyata",
        columns=(
            Column("Jalur", 32),
            Column("Putaran", 10),
            Column("Menurut SOP", 26),
            Column("Nyata", 16),
            Column("Keadaan", 16),
        ),
        rows=tuple(rows),
        notes=("Waktu nyata dihitung dalam jam kerja sejak tugas siap dikerjakan.",),
    )


def worked(minutes: Decimal) -> str:
    """Working minutes in words: 95 → 1 jam 35 menit, 120 → 2 jam."""
    hours, rest = divmod(int(minutes), MINUTES_PER_HOUR)
    if not hours:
        return f"{rest} menit"
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"


def _kept(step: Data) -> str:
    if step["finished_at"] is None:
        return str(step["state"])
    if step["due_at"] is None or step["finished_at"] <= step["due_at"]:
        return "tepat waktu"
    return "terlambat"


def _day(moment: str) -> str:
    year, month, day = moment[:10].split("-")
    return f"{day}-{month}-{year}"
