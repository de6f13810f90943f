"""Annexes of a kabupaten's LKjIP: where its figures come from, who approved them, what backs them.

They are what the reviewer of APIP follows (PermenPAN-RB 53/2014 Lampiran III: I.4, II.2 to II.7).
"""

from decimal import Decimal

from reports.tables.dates import indonesian_date
from reports.tables.government import completeness
from reports.tables.shape import Cell, Column, Data, Number, Table


def sources_table(data: Data) -> Table:
    """The approved reports from which everything is taken: who approved, code and hash."""
    return Table(
        title="Laporan perangkat daerah yang menjadi sumber dan persetujuannya",
        columns=(
            Column("Perangkat daerah", 24),
            Column("Disetujui oleh", 20),
            Column("Pada", 14),
            Column("Kode verifikasi", 16),
            Column("Versi", 7),
            Column("SHA-256 isi", 19),
        ),
        rows=tuple(
            (
                agency["name"],
                report.get("approved_as") or "–",
                indonesian_date(report["approved_on"]) if report["approved_on"] else "–",
                report["code"],
                str(report["number"]),
                report["sha256"],
            )
            for agency in data["agencies"]
            for report in agency["reports"]
        ),
    )


def backing_table(data: Data) -> Table:
    """How many figures of each agency have bukti dukung, and from how many agencies the sum is."""
    rows: list[tuple[Cell, ...]] = [
        _backing_row(each["name"], [each]) for each in data["agencies"] if each["figures"]
    ]
    if rows:
        rows.append(_backing_row(f"Jumlah ({completeness(data)})", data["agencies"]))
    return Table(
        title="Indikator dan bukti dukungnya menurut perangkat daerah",
        columns=(
            Column("Perangkat daerah", 46),
            Column("Indikator disetujui", 18, is_number=True),
            Column("Memiliki bukti dukung", 18, is_number=True),
            Column("Bukti dukung", 18, is_number=True),
        ),
        rows=tuple(rows),
    )


def _backing_row(label: str, agencies: list[Data]) -> tuple[Cell, ...]:
    found = [figure.get("evidence", []) for each in agencies for figure in each["figures"]]
    counts = (len(found), sum(bool(each) for each in found), sum(len(each) for each in found))
    return (label, *(Number(Decimal(count), 0) for count in counts))


def evidence_list(data: Data) -> Table:
    """Perangkat daerah and indikator | the titles of what backs the figure."""
    rows: list[tuple[Cell, ...]] = []
    for agency in data["agencies"]:
        if agency["figures"]:
            rows.append(("", agency["name"], ""))
        for number, figure in enumerate(agency["figures"], start=1):
            titles = "; ".join(figure.get("evidence", [])) or "belum ada bukti dukung"
            rows.append((str(number), figure["name"], titles))
    return Table(
        title="Daftar bukti dukung menurut perangkat daerah",
        columns=(
            Column("No", 6),
            Column("Perangkat daerah / Indikator", 47),
            Column("Bukti dukung", 47),
        ),
        rows=tuple(rows),
    )
