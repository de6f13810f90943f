"""What a report's templates need, from the snapshot alone: names, dates, tables, charts, texts."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from organization.printable import printable
from reports import tables
from reports.charts import PAPER, Bar, capaian_chart, chart_parts, chart_text
from reports.checklist import CHECKLIST, ITEMS, NO
from reports.naming import capitals
from reports.numbering import Numbering, Picture
from reports.states import ReportKind
from reports.tables import Table, indonesian_date
from reports.tables.shape import CAPACITIES, Data, decimal

ROMAN = ("", "I", "II", "III", "IV")
#: How pictures are kept: SVG for paper, PNG for Word.
PNG = "png"
MEDIA_TYPES = {PAPER: "image/svg+xml", PNG: "image/png"}


def context_of(
    data: Data, watermark: str, approval: Data | None = None, *, pictures: str = PAPER
) -> dict[str, Any]:
    """What the templates of all kinds need, from the snapshot and the approval of its report."""
    kind = ReportKind(data["kind"])
    figures = [figure for group in data["sasaran"] for figure in group["figures"]]
    # the chapters of an LKjIP bring their own, with numbers
    bars = [] if kind == ReportKind.LKJIP else bars_of(figures, kind)
    roman = ROMAN[data["period"]["triwulan"]]
    drawn = charts_of(bars, pictures)
    return {
        "data": data,
        "name": report_name(data),
        "heading": capitals(str(kind.label)),
        "watermark": watermark,
        "roman": roman,
        "dated": indonesian_date(data["dated_on"]),
        "capacity": CAPACITIES.get(data["signature"]["capacity"], ""),
        "average": tables.average_line(data),
        "charts": Numbering().charts(drawn, f"Capaian kinerja Triwulan {roman}"),
        "tables": tables_of(data, approval),
    }


def review_context(
    statement: Data, letterhead: Data, *, agency_name: str, year: int
) -> dict[str, Any]:
    """What the statement of a review prints: the reviewer's letterhead and the checklist."""
    return {
        "data": {
            "agency": letterhead,
            "signature": statement["signature"],
            "dated_on": statement["dated_on"],
        },
        "name": f"Pernyataan Telah Direviu · {agency_name} · Tahun {year}",
        "watermark": "",
        "review": review_words(statement),
        "agency_name": agency_name,
        "year": year,
    }


def review_words(statement: Data) -> Data:
    """A frozen statement as its chapter prints it: date, signatory, and each item's answer."""
    return {
        "dated": indonesian_date(statement["dated_on"]),
        "signature": statement["signature"],
        "capacity": CAPACITIES.get(statement["signature"]["capacity"], ""),
        "is_clean": statement["is_clean"],
        "notes": [
            f"Butir {item.key}: {said['note']}"
            for item in ITEMS
            if (said := statement["answers"].get(item.key, {})).get("answer") == NO
        ],
        "parts": [
            {
                "part": part,
                "rows": [
                    {
                        "item": item,
                        "said": statement["answers"].get(item.key, {}),
                        "proof": statement["proofs"].get(item.key, ""),
                    }
                    for item in part.items
                ],
            }
            for part in CHECKLIST
        ],
    }


def report_name(data: Data) -> str:
    """The document's name, as in its metadata and running foot."""
    kind = ReportKind(data["kind"])
    period = f"Tahun {data['period']['year']}"
    if kind != ReportKind.LKJIP:
        period = f"Triwulan {ROMAN[data['period']['triwulan']]} {period}"
    parts = (str(kind.label), data["lane"], data["agency"]["short_name"], period)
    return " · ".join(part for part in parts if part)


def tables_of(data: Data, approval: Data | None = None) -> dict[str, Table]:
    """The tables of a report by name, for paper and for Excel."""
    # an LKjIP from before it was kept has none
    evaluated = {"e81": tables.kept_e81_table(data)} if "e81" in data else {}
    return evaluated | {
        "figures": tables.figures_table(data),
        "narrative": tables.narrative_table(data),
        "followup": tables.followup_table(data),
        "evidence": tables.evidence_table(data),
        "conformance": tables.conformance_table(data),
        "returns": tables.returns_table(data),
        "pk": tables.pk_table(data),
        "pk_funds": tables.pk_funds_table(data),
        "decisions": tables.decisions_table(data, approval),
        "budget": tables.budget_table(data),
    }


def charts_of(bars: list[Bar], kind: str) -> list[Picture]:
    """As many charts as it takes to show every bar, each with its words."""
    return [chart_of(part, kind) for part in chart_parts(bars)]


def chart_of(bars: Sequence[Bar], kind: str, of: str = "indikator") -> Picture:
    """One chart with its words; `of`: what its bars are."""
    return {"picture": as_uri(capaian_chart(bars, kind), kind), "text": chart_text(bars, of)}


def bars_of(figures: list[Data], kind: ReportKind) -> list[Bar]:
    """What the chart of a report shows; the reports of a lane have none."""
    if kind not in (ReportKind.TRIWULAN, ReportKind.LKJIP):
        return []
    bars = []
    for figure in figures:
        judged = figure["annual"] if kind == ReportKind.LKJIP else figure["quarters"][-1]
        value = decimal(judged["capaian"])
        bars.append(Bar(printable(figure["name"]), value, judged["capaian_reason"] or ""))
    return bars


def as_uri(picture: bytes, kind: str) -> str:
    """A picture inside the page itself."""
    return f"data:{MEDIA_TYPES[kind]};base64,{b64encode(picture).decode()}"
