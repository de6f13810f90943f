"""Addresses of reports."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from reports.books import BOOKS
from reports.planning import DOCUMENTS
from reports.views import (
    charting,
    formal,
    narrative,
    overview,
    packing,
    planning,
    procedure,
    proposal,
    report,
    review,
    searching,
    sheet,
    signing,
    timing,
    verification,
)

app_name = "reports"


class BookConverter(StringConverter):
    """The name of one of the office's books."""

    regex = "|".join(BOOKS)


class DocumentConverter(StringConverter):
    """The name of one of the documents of a year's plan."""

    regex = "|".join(DOCUMENTS)


class YearConverter(IntConverter):
    """A year that a calendar knows."""

    regex = "20[0-9]{2}"


register_converter(BookConverter, "book")
register_converter(DocumentConverter, "document")


class ChartFileConverter(StringConverter):
    """How a chart is downloaded."""

    regex = "svg|png|csv|xlsx"


register_converter(YearConverter, "year")
register_converter(ChartFileConverter, "chartfile")
PLAN = "rencana/<document:document>/<slug:agency>/<year:year>"

urlpatterns = [
    path("", report.report_list, name="report-list"),
    path("kabupaten/", overview.overview_add, name="overview-add"),
    path(
        "kabupaten/<slug:government>/<year:year>/narasi/",
        narrative.overview_narrative,
        name="overview-narrative",
    ),
    path("<int:pk>/", report.report_detail, name="report-detail"),
    path("<int:pk>/pdf/", report.report_pdf, name="report-pdf"),
    path("<int:pk>/xlsx/", report.report_xlsx, name="report-xlsx"),
    path("<int:pk>/docx/", report.report_docx, name="report-docx"),
    path("<int:pk>/asistensi/", formal.report_assist, name="report-assist"),
    path("<int:pk>/reviu/", review.report_review, name="report-review"),
    path("<int:pk>/pernyataan-reviu.pdf", review.review_statement, name="review-statement"),
    path("<int:pk>/setujui/", formal.report_approve, name="report-approve"),
    path("<int:pk>/kembalikan/", formal.report_return, name="report-return"),
    path("<int:pk>/tanda-tangan/", signing.report_sign, name="report-sign"),
    path(
        "<int:pk>/tanda-tangan/sertifikat/", signing.report_sign_locally, name="report-sign-locally"
    ),
    path("<int:pk>/berkas/<int:file>/", signing.report_file, name="report-file"),
    path("<int:pk>/sampaikan/", formal.report_submit, name="report-submit"),
    path("<int:pk>/publikasikan/", formal.report_publish, name="report-publish"),
    path("<int:pk>/publikasikan/koreksi/", formal.publication_correct, name="publication-correct"),
    path("<int:pk>/susun-ulang/", formal.report_rebuild, name="report-rebuild"),
    path("<int:pk>/ulangi/", report.report_retry, name="report-retry"),
    path("paket/<slug:agency>/<year:year>/", packing.pack_detail, name="pack-detail"),
    path(
        "paket/<slug:agency>/<year:year>/<int:number>.zip",
        packing.pack_download,
        name="pack-download",
    ),
    path("narasi/<slug:agency>/<year:year>/", narrative.narrative_edit, name="narrative-edit"),
    path("disposisi/<int:run>/lembar.pdf", sheet.disposisi_sheet, name="disposisi-sheet"),
    path("serah-terima/<int:pk>.pdf", sheet.takeover_pdf, name="takeover-pdf"),
    path("buku/<book:book>/<slug:agency>/<year:year>.pdf", sheet.book_pdf, name="book-pdf"),
    path("buku/<book:book>/<slug:agency>/<year:year>.xlsx", sheet.book_xlsx, name="book-xlsx"),
    path("waktu/pegawai/", timing.timing_people, name="timing-people"),
    path("waktu/<int:pk>/", timing.timing_detail, name="timing-detail"),
    path("waktu/<int:pk>/usulan/", proposal.proposal_edit, name="proposal-edit"),
    path(
        "waktu/<int:pk>/usulan/<int:number>.yaml", proposal.proposal_source, name="proposal-source"
    ),
    path("waktu/<int:pk>.xlsx", timing.timing_xlsx, name="timing-xlsx"),
    path("waktu/<int:pk>.xes", timing.timing_xes, name="timing-xes"),
    path(f"{PLAN}/", planning.document_detail, name="document-detail"),
    path(f"{PLAN}.pdf", planning.document_pdf, name="document-pdf"),
    path(f"{PLAN}.docx", planning.document_docx, name="document-docx"),
    path(f"{PLAN}.xlsx", planning.document_xlsx, name="document-xlsx"),
]

#: Under /sop/, beside that app's own.
procedure_patterns = [path("<int:pk>/pdf/", procedure.document_pdf, name="document-pdf")]

#: Open to everybody, under /verifikasi/ and not under /laporan/: the code is on paper.
public_patterns = [
    path("", verification.verification_find, name="verification-find"),
    path("<str:code>/", verification.verification_check, name="verification-check"),
]

#: Under /pantau/grafik/.
chart_patterns = [
    path("", charting.chart_list, name="chart-list"),
    path("<slug:chart>.<chartfile:kind>", charting.chart_file, name="chart-file"),
]

#: Under /cari/.
search_patterns = [path("", searching.search_list, name="search-list")]
