"""The pieces of an agency's year, in the order of the evaluation sheet; queries do not grow."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from indicators.notation import ROMAN
from organization.models import Agency
from reports.issuable import Issuable, Issue, plan_paper, procedure_paper, review_paper
from reports.models import IssuedPaper, Report, ReportFile
from reports.pack.backing import evidence_of, stored
from reports.pack.pieces import (
    EVALUATING,
    MEASURING,
    PLANNING,
    REPORTING,
    Component,
    Content,
    Piece,
    missing,
)
from reports.pack.records import decisions_table, followup_table, stations_table
from reports.planning import DOCUMENTS, Document
from reports.states import FINAL, ReportKind, ReportState
from reports.tables import Table
from reports.xlsx import write_workbook
from sop.models import SopVersion

#: Kind and triwulan → reports.
Reports = dict[tuple[str, int | None], list[Report]]
KINDS = (
    *(ReportKind.TRIWULAN, ReportKind.LKJIP),
    *(ReportKind.GOVERNMENT_TRIWULAN, ReportKind.GOVERNMENT_LKJIP),
)
SIGNED = (ReportFile.Kind.SIGNED, ReportFile.Kind.SCAN)
DRAFT_ONLY = "baru ada draf"
OUTSIDE = "diterbitkan APIP di luar aplikasi ini"


def pieces_of(agency: Agency, year: int, on: date, issue: Issue) -> list[Piece]:
    """Everything that the evaluation asks for, there or missing; papers are issued when read."""
    reports = _approved(agency, year)
    quarters = list(_quarters(ReportKind.TRIWULAN, "Laporan triwulan", reports))
    annual = list(_annual("LKjIP", reports.get((ReportKind.LKJIP, None), []), issue))
    if agency.kind == Agency.Kind.SETDA:
        # its Sekretariat Daerah keeps the reports of the kabupaten as a whole
        quarters += _quarters(
            ReportKind.GOVERNMENT_TRIWULAN, "Ikhtisar kabupaten triwulan", reports
        )
        whole = reports.get((ReportKind.GOVERNMENT_LKJIP, None), [])
        annual += _annual("LKjIP kabupaten", whole, issue)
    return [
        *_plan(agency, year, on, issue),
        *_procedures(agency, year, issue),
        *quarters,
        _record(MEASURING, "Catatan persetujuan", decisions_table(agency, year), agency),
        *evidence_of(agency, year),
        *annual,
        _record(REPORTING, "Tahap laporan", stations_table(agency, year), agency),
        _planned(EVALUATING, agency, "e81", DOCUMENTS["e81"](agency, year), year, on, issue),
        _record(EVALUATING, "Tindak lanjut", followup_table(agency, year), agency),
        missing(EVALUATING, "Laporan hasil evaluasi (LHE) AKIP internal", OUTSIDE),
    ]


def _quarters(kind: ReportKind, name: str, reports: Reports) -> Iterator[Piece]:
    """The reports of the four triwulan of a kind."""
    stem = "-".join(word.capitalize() for word in name.split())
    for triwulan, roman in enumerate(ROMAN[1:], start=1):
        found = reports.get((kind, triwulan), [])
        yield from _reports(MEASURING, f"{name} {roman}", f"{stem}-{roman}", found)


def _plan(agency: Agency, year: int, on: date, issue: Issue) -> Iterator[Piece]:
    """Perjanjian Kinerja, its change where there was one, Rencana Aksi."""
    made = {key: DOCUMENTS[key](agency, year) for key in ("pk", "pk-perubahan", "renaksi")}
    if made["pk"].tables[0].rows == made["pk-perubahan"].tables[0].rows:
        del made["pk-perubahan"]
    for key, document in made.items():
        yield _planned(PLANNING, agency, key, document, year, on, issue)


def _planned(
    component: Component,
    agency: Agency,
    key: str,
    document: Document,
    year: int,
    on: date,
    issue: Issue,
) -> Piece:
    if not document.tables[0].rows:
        return missing(component, document.name)
    title = f"{document.name} (draf)" if document.is_draft else document.name
    path = f"{'-'.join(document.name.replace('.', '').split())}.pdf"
    paper = partial(plan_paper, agency, IssuedPaper.Kind(key), document, year, on)
    return Piece(component, title, path, _issued(paper, issue))


def _issued(paper: Callable[[], Issuable], issue: Issue) -> Content:
    """Prints and gives out a paper when it is read."""

    def read() -> Iterator[bytes]:
        yield issue(paper=paper())

    return read


def _procedures(agency: Agency, year: int, issue: Issue) -> list[Piece]:
    """The SOP by which the year's figures were collected."""
    versions = SopVersion.objects.filter(document__agency=agency, runs__year=year).select_related(
        "document__agency"
    )
    ordered = versions.order_by("document", "number").distinct()
    found = [_procedure(each, issue) for each in ordered]
    return found or [missing(MEASURING, "SOP pengumpulan data kinerja")]


def _procedure(version: SopVersion, issue: Issue) -> Piece:
    title = f"SOP {version.document.name}, versi {version.number}"
    path = f"SOP-{version.document.key}-v{version.number}.pdf"
    return Piece(MEASURING, title, path, _issued(partial(procedure_paper, version), issue))


def _approved(agency: Agency, year: int) -> Reports:
    """Kind and triwulan → the newest approved version of each run, else its newest draft."""
    rows = Report.objects.filter(agency=agency, year=year, kind__in=KINDS, lane=None)
    live = rows.exclude(state=ReportState.SUPERSEDED).select_related("agency__government")
    newest: dict[tuple[str, int | None, int | None], Report] = {}
    for report in live.order_by("number"):
        key = (report.kind, report.run_id, report.triwulan)
        if key not in newest or report.state in FINAL or newest[key].state not in FINAL:
            newest[key] = report
    found: dict[tuple[str, int | None], list[Report]] = defaultdict(list)
    for report in newest.values():
        found[report.kind, report.triwulan].append(report)
    return found


def _reports(component: Component, title: str, stem: str, reports: list[Report]) -> list[Piece]:
    """Paper and workbook of every approved report of a period; Word is a copy to work with."""
    final = [each for each in reports if each.state in FINAL and each.pdf_sha256]
    if not final:
        return [missing(component, title, DRAFT_ONLY if reports else "")]
    pieces = []
    for report in final:
        name = f"{stem}-{report.code}"
        for ending, file, sha256 in (
            ("pdf", report.pdf, report.pdf_sha256),
            ("xlsx", report.xlsx, report.xlsx_sha256),
        ):
            said = f"{title} ({ending.upper()}, kode verifikasi {report.code})"
            path = f"{name}.{ending}"
            pieces.append(Piece(component, said, path, stored(file), recorded=sha256))
    return pieces


def _annual(name: str, reports: list[Report], issue: Issue) -> Iterator[Piece]:
    """An annual report, its signed copies, and the statement of its review."""
    stem = "-".join(f"{word[0].upper()}{word[1:]}" for word in name.split())
    yield from _reports(REPORTING, name, stem, reports)
    final = [each for each in reports if each.state in FINAL]
    copies = ReportFile.objects.filter(report__in=final, kind__in=SIGNED)
    signed = [
        Piece(
            REPORTING,
            f"{name}: {str(each.get_kind_display()).lower()}",
            f"{stem}-{each.kind}-{each.pk}.pdf",
            stored(each.file),
            recorded=each.sha256,
        )
        for each in copies
    ]
    yield from signed or [missing(REPORTING, f"{name}: salinan bertanda tangan")]
    said = f"Pernyataan telah direviu: {name}"
    reviewed = [piece for each in final if (piece := _statement(said, each, issue))]
    yield from reviewed or [missing(REPORTING, said)]


def _statement(title: str, report: Report, issue: Issue) -> Piece | None:
    paper = review_paper(report)
    if paper is None:
        return None
    path = f"Pernyataan-Telah-Direviu-{report.code}.pdf"
    return Piece(REPORTING, title, path, _issued(lambda: paper, issue))


def _record(component: Component, title: str, table: Table, agency: Agency) -> Piece:
    """A workbook of what the log says; nothing said is a missing piece."""
    if not table.rows:
        return missing(component, title)

    def read() -> Iterator[bytes]:
        yield write_workbook(f"{table.title} {agency.name}", [(title, table)])

    return Piece(component, title, f"{title.replace(' ', '-')}.xlsx", read)
