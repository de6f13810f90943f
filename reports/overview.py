"""What the templates of a kabupaten's reports need, from the snapshot alone."""

from typing import Any

from django.utils.safestring import SafeString

from organization.printable import printable
from reports.charts import PAPER, Bar, capaian_chart, chart_parts, chart_text
from reports.numbering import Line, Numbering, Picture, contents_lines
from reports.outline import ROMAN, as_uri
from reports.placeholders import figures_over_agencies
from reports.prose import printed
from reports.states import ReportKind
from reports.tables import indonesian_date
from reports.tables.annex import backing_table, evidence_list, sources_table
from reports.tables.government import (
    agencies_table,
    average_of,
    classes_table,
    completeness,
    government_average_line,
    government_budget_table,
    indicators_table,
    obstacles_table,
)
from reports.tables.shape import CAPACITIES, Data, Table
from reports.tables.texts import GOVERNMENT_SECTIONS

#: The tables of the annual report in the order of its pages.
NUMBERED = (
    *("agencies", "classes", "indicators", "obstacles", "budget"),
    *("sources", "backing", "evidence"),
)
ANNEXES = (
    ("lampiran-1", "1. Ikhtisar perangkat daerah"),
    ("lampiran-2", "2. Sumber dan persetujuannya"),
    ("lampiran-3", "3. Bukti dukung"),
)
CHART = "Rata-rata capaian menurut perangkat daerah"


def overview_context(data: Data, watermark: str, *, pictures: str = PAPER) -> dict[str, Any]:
    """What the templates of both kinds need; only the annual one counts its tables."""
    numbers = Numbering()
    made = overview_tables(data)
    charts = numbers.charts(_charts(data, pictures), f"{CHART} ({completeness(data)})")
    if data["period"]["triwulan"] is None:
        made = {name: numbers.table(made[name]) for name in NUMBERED}
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
        "charts": charts,
        "tables": made,
        "texts": _texts(data),
        "summaries": _summaries(data),
        "listed_tables": numbers.tables,
        "listed_pictures": numbers.pictures,
    }


def overview_contents(*, is_reviewed: bool) -> list[Line]:
    """Anchor, label and depth of every line of the annual report's daftar isi."""
    return contents_lines(
        is_reviewed=is_reviewed, analysis=[("bab-3a", "A. Capaian Kinerja", 1)], annexes=ANNEXES
    )


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
        "backing": backing_table(data),
        "evidence": evidence_list(data),
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
        ("Bukti dukung", "evidence"),
    ]
    if data["period"]["triwulan"] is None:
        names.append(("Anggaran", "budget"))
    return [(name, found[key]) for name, key in names]


def _texts(data: Data) -> dict[str, SafeString]:
    """The kabupaten's own texts with their figures, by key; empty where none is written."""
    written = {each["section"]: each for each in data.get("narratives", [])}
    say = figures_over_agencies(data)
    return {key: printed(written.get(key, {}), say) for key in GOVERNMENT_SECTIONS}


def _summaries(data: Data) -> list[tuple[str, list[SafeString]]]:
    """What each agency says of its year, as its own report had it; snapshots of before keep it
    as text with its figures."""
    return [
        (
            agency["name"],
            [
                printed({"text": each}, _as_typed)
                if isinstance(each, str)
                else printed(each, each["figures"].__getitem__)
                for each in agency.get("texts", [])
            ],
        )
        for agency in data["agencies"]
        if agency.get("texts")
    ]


def _as_typed(inside: str) -> str:
    return f"{{{inside}}}"


def _charts(data: Data, kind: str) -> list[Picture]:
    """A bar per agency that is in: its average capaian."""
    bars = [
        Bar(printable(each["short_name"]), average_of(data, [each]).value, "belum ada capaian")
        for each in data["agencies"]
        if each["figures"]
    ]
    return [
        {
            "picture": as_uri(capaian_chart(part, kind), kind),
            "text": chart_text(part, of="perangkat daerah"),
        }
        for part in chart_parts(bars)
    ]
