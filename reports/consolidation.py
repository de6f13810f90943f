"""What a kabupaten's reports say: what its agencies' heads approved, from what was frozen.

Same snapshot, same bytes. The number of queries does not grow with the number of agencies.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from indicators.models import FigureState, Realisasi
from indicators.queries import scale_of
from organization.models import Agency
from reports.models import Narrative, Report
from reports.placeholders import figures_in, figures_of, filled
from reports.prose import frozen
from reports.queries import letterhead_of, signature_of
from reports.states import FINAL, ReportKind
from reports.tables.texts import GOVERNMENT_SECTIONS

SCHEMA = 1
#: The fields of a figure that the kabupaten's tables print.
PRINTED = (
    *("code", "name", "level", "unit", "decimals", "sasaran", "measure_note"),
    *("is_example", "source_document", "evidence"),
)
Data = dict[str, Any]
#: Approved figures: agency, code and triwulan → the revision that was approved (number, id).
Approved = dict[tuple[int, str, int], tuple[int, int]]


def collect_overview(
    *, agency: Agency, year: int, triwulan: int | None, now: datetime
) -> tuple[Data, list[int]]:
    """What is approved of a triwulan (None: of the year) by now, and the ids of its revisions.

    `agency`: the Sekretariat Daerah of the kabupaten. An agency is in when its head has approved
    its report; of that a figure counts when the printed revision is the approved one. Source:
    Perpres 29/2014 (the kabupaten's report is made from those of its agencies).
    """
    government = agency.government
    kind = ReportKind.GOVERNMENT_TRIWULAN if triwulan else ReportKind.GOVERNMENT_LKJIP
    agencies = list(Agency.objects.filter(government=government, is_active=True).order_by("name"))
    reports = _approved_reports(agencies, year, triwulan)
    approved = _approved_figures(agencies, year)
    rows, revisions = [], set()
    for each in agencies:
        row, used = _agency(each, reports.get(each.pk, []), approved, is_annual=triwulan is None)
        rows.append(row)
        revisions |= used
    day = now.astimezone(ZoneInfo(agency.time_zone)).date()
    data = {
        "schema": SCHEMA,
        "kind": kind,
        "agency": letterhead_of(agency),
        "scale": [[step.above, step.label] for step in scale_of(agency)],
        "average_cap": government.average_cap,
        "period": {"year": year, "triwulan": triwulan},
        "agencies": rows,
        "narratives": [] if triwulan else _narratives(agency, year),
        "signature": _signature(agency, day, is_annual=triwulan is None),
        "dated_on": day.isoformat(),
    }
    return data, sorted(revisions)


def _narratives(agency: Agency, year: int) -> list[Data]:
    """The kabupaten's own texts, which its Sekretariat Daerah keeps."""
    rows = Narrative.objects.filter(agency=agency, year=year, section__in=GOVERNMENT_SECTIONS)
    return [
        {"section": row.section} | frozen(row.text, row.markup) for row in rows.order_by("section")
    ]


def _signature(agency: Agency, day: Any, *, is_annual: bool) -> dict[str, str]:
    """The head of the kabupaten signs its LKjIP; the Sekretariat Daerah the overview."""
    if not is_annual:
        return signature_of(agency, day)
    name = agency.government.name.removeprefix("Kabupaten ").removeprefix("Kota ")
    position = f"{agency.government.head_title} {name}"
    return {"position": position, "capacity": "", "name": "", "pangkat": "", "nip": ""}


def _approved_reports(
    agencies: Iterable[Agency], year: int, triwulan: int | None
) -> dict[int, list[Report]]:
    """The approved reports of these agencies, the newest of each run."""
    kind = ReportKind.TRIWULAN if triwulan else ReportKind.LKJIP
    rows = Report.objects.filter(
        agency__in=agencies, kind=kind, year=year, triwulan=triwulan, state__in=FINAL
    ).select_related("snapshot", "approved_as__position")
    newest: dict[tuple[int, int | None], Report] = {}
    for report in rows.order_by("run", "number"):
        newest[report.agency_id, report.run_id] = report
    found: dict[int, list[Report]] = defaultdict(list)
    for report in newest.values():
        found[report.agency_id].append(report)
    return found


def _approved_figures(agencies: Iterable[Agency], year: int) -> Approved:
    rows = Realisasi.objects.filter(
        indicator__agency__in=agencies, year=year, state=FigureState.APPROVED
    )
    return {
        (agency, code, triwulan): (number, revision)
        for agency, code, triwulan, number, revision in rows.order_by().values_list(
            "indicator__agency", "indicator__code", "triwulan", "approved__number", "approved"
        )
    }


def _agency(
    agency: Agency, reports: list[Report], approved: Approved, *, is_annual: bool
) -> tuple[Data, set[int]]:
    """What one agency brings: its approved reports, their figures, and its budget."""
    figures: list[Data] = []
    budget: list[Data] = []
    texts: list[str | Data] = []
    used: set[int] = set()
    left_out = 0
    for report in reports:
        content = json.loads(report.snapshot.content)
        for figure in (each for group in content["sasaran"] for each in group["figures"]):
            revisions = _revisions(agency, figure, approved)
            if revisions is None:
                left_out += 1
                continue
            used |= revisions
            figures.append(_figure(figure, content.get("markup"), is_annual=is_annual))
        budget += content["budget"]
        texts += [
            _summary(each, content)
            for each in content["narratives"]
            if each["section"] == "ikhtisar" and each["text"]
        ]
    row = {
        "key": agency.key,
        "name": agency.name,
        "short_name": agency.short_name,
        "reports": [_source(report) for report in reports],
        "figures": figures,
        "left_out": left_out,
        # two SOP of one agency print the same budget
        "budget": list({(line["program"], line["kegiatan"]): line for line in budget}.values()),
        "texts": [each for place, each in enumerate(texts) if each not in texts[:place]],
    }
    return row, used


def _summary(narrative: Data, content: Data) -> str | Data:
    """A text of an agency's report with the figures of that report: beside it where it has marks,
    so that no figure is taken for one."""
    text, say = narrative["text"], figures_of(content)
    if "markup" not in narrative:
        return filled(text, say)
    return {"text": text, "markup": narrative["markup"], "figures": figures_in(text, say)}


def _revisions(agency: Agency, figure: Data, approved: Approved) -> set[int] | None:
    """The ids of the printed revisions where all of them are the approved ones, else None.

    The figure of the report's own triwulan must be there.
    """
    found = set()
    for quarter in figure["quarters"]:
        number, revision = approved.get(
            (agency.pk, figure["code"], quarter["triwulan"]), (None, None)
        )
        if quarter["revision"] is None and quarter is not figure["quarters"][-1]:
            continue
        if revision is None or number != quarter["revision"]:
            return None
        found.add(revision)
    return found or None


def _figure(figure: Data, markup: int | None, *, is_annual: bool) -> Data:
    quarter = figure["quarters"][-1]
    words = {name: quarter.get(name) or "" for name in ("kendala", "solusi", "unavailable_reason")}
    judged = figure["annual"] if is_annual else quarter
    kept = {name: figure[name] for name in PRINTED}
    is_marked = judged.get("is_sementara", quarter["is_sementara"])
    made = kept | {"judged": judged, "is_sementara": is_marked, **words}
    return made | ({"markup": markup} if markup else {})


def _source(report: Report) -> Data:
    return {
        "code": report.code,
        "number": report.number,
        "state": report.state,
        "approved_as": report.approved_as.position.name if report.approved_as else "",
        "approved_on": report.approved_at.date() if report.approved_at else None,
        "sha256": report.snapshot.sha256,
    }
