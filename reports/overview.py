"""What the templates of a kabupaten's reports need, from the snapshot alone."""

from typing import Any

from organization.signs import storable
from reports.charts import Bar
from reports.outline import ROMAN, charts_of
from reports.states import ReportKind
from reports.tables import indonesian_date
from reports.tables.government import (
    agencies_table,
    average_of,
    classes_table,
    completeness,
    government_average_line,
    government_budget_table,
    indicators_table,
    obstacles_table,
    sources_table,
)
from reports.tables.shape import CAPACITIES, Data, Table

CONTENTS = (
    ("ikhtisar", "Ikhtisar Eksekutif"),
    ("bab-1", "Bab I Pendahuluan"),
    ("bab-2", "Bab II Perencanaan Kinerja"),
    ("bab-3", "Bab III Akuntabilitas Kinerja"),
    ("bab-3a", "A. Capaian Kinerja"),
    ("bab-3b", "B. Realisasi Anggaran"),
    ("bab-4", "Bab IV Penutup"),
    ("lampiran", "Lampiran"),
)


def overview_context(data: Data, watermark: str) -> dict[str, Any]:
    """Names, dates, tables and the chart of both kinds."""
    return {
        "data": data,
        "name": overview_name(data),
        "watermark": watermark,
        "roman": ROMAN[data["period"]["triwulan"] or 0],
        "dated": indonesian_date(data["dated_on"]),
        "capacity": CAPACITIES.get(data["signature"]["capacity"], ""),
        "average": government_average_line(data),
        "completeness": completeness(data),
        "missing": [each["name"] for each in data["agencies"] if not each["figures"]],
        "charts": charts_of(_bars(data)),
        "tables": overview_tables(data),
        "contents": CONTENTS,
    }


def overview_name(data: Data) -> str:
    """The document's name, as in its metadata and running foot."""
    kind, period = ReportKind(data["kind"]), data["period"]
    year = f"Tahun {period['year']}"
    when = f"Triwulan {ROMAN[period['triwulan']]} {year}" if period["triwulan"] else year
    return " · ".join((str(kind.label), data["agency"]["government"], when))


def overview_tables(data: Data) -> dict[str, Table]:
    """The tables by name, for paper and for Excel."""
    return {
        "agencies": agencies_table(data),
        "classes": classes_table(data),
        "indicators": indicators_table(data),
        "obstacles": obstacles_table(data),
        "budget": government_budget_table(data),
        "sources": sources_table(data),
    }


def overview_sheets(data: Data) -> list[tuple[str, Table]]:
    """The sheets of the workbook; the overview of a triwulan has no budget."""
    found = overview_tables(data)
    names = [
        ("Perangkat daerah", "agencies"),
        ("Predikat", "classes"),
        ("Indikator", "indicators"),
        ("Kendala dan solusi", "obstacles"),
        ("Sumber", "sources"),
    ]
    if data["period"]["triwulan"] is None:
        names.append(("Anggaran", "budget"))
    return [(name, found[key]) for name, key in names]


def _bars(data: Data) -> list[Bar]:
    """A bar per agency that is in: its average capaian."""
    return [
        Bar(storable(each["short_name"]), average_of(data, [each]).value, "belum ada capaian")
        for each in data["agencies"]
        if each["figures"]
    ]
