"""The kabupaten's reports: from approved reports alone, and how complete they are."""

import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from indicators.models import BudgetLine, Realisasi
from organization.access import Acting, holders
from organization.models import Agency, Event
from reports import checklist
from reports.access import consolidated, keeper_for
from reports.consolidation import collect_overview
from reports.issuable import review_paper
from reports.models import Report
from reports.queries import awaiting, by_period, legal_day, stations_of
from reports.services import (
    approve_report,
    finish_review,
    rebuild_report,
    request_overview,
    request_report,
)
from reports.snapshot import store
from reports.tables.annex import sources_table
from reports.tables.government import (
    agencies_table,
    completeness,
    government_budget_table,
    indicators_table,
)
from tests.reports.conftest import render_now
from tests.reports.test_services import head
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
QUERIES = 40


@pytest.fixture
def setda(filed) -> Agency:
    return Agency.objects.get(government=filed.agency.government, kind=Agency.Kind.SETDA)


@pytest.fixture
def approved(report) -> Report:
    """The triwulan's report of one agency, approved by its head."""
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    report.refresh_from_db()
    approve_report(report=report, acting=head(report), now=NOW)
    report.refresh_from_db()
    return report


def overview(setda, **more):
    asked = {"year": 2026, "triwulan": 1, "now": NOW} | more
    return request_overview(agency=setda, **asked)


def content_of(report: Report) -> dict:
    return json.loads(report.snapshot.content)


def organizer(setda) -> Acting:
    position = setda.positions.get(key="kabag.organisasi")
    return Acting.under(holders(position, NOW.date())[0])


def test_nothing_counts_before_a_head_has_approved_his_report(report, setda):
    data = content_of(overview(setda))
    whole = Agency.objects.filter(government=setda.government).count()
    assert completeness(data) == f"0 dari {whole} OPD"
    assert indicators_table(data).rows == ()
    assert sources_table(data).rows == ()


def test_what_a_head_approved_counts_and_the_sum_says_from_how_many(approved, setda):
    made = overview(setda)
    data = content_of(made)
    whole = Agency.objects.filter(government=setda.government).count()
    figures = sum(len(each["figures"]) for each in content_of(approved)["sasaran"])
    rows = {row[1]: row for row in agencies_table(data).rows}
    assert completeness(data) == f"1 dari {whole} OPD"
    assert [str(cell) for cell in rows[approved.agency.name][3:5]] == [str(figures), "0"]
    assert str(rows[f"Seluruhnya (1 dari {whole} OPD)"][3]) == str(figures)
    assert [row[3] for row in sources_table(data).rows] == [approved.code]
    assert set(made.snapshot.revisions.all()) == set(approved.snapshot.revisions.all())


def test_a_figure_printed_before_its_approval_is_left_out_and_counted(approved, setda):
    """The head may approve his report before the planning side has filed its figures."""
    content = content_of(approved)
    figures = [each for group in content["sasaran"] for each in group["figures"]]
    figures[0]["quarters"][-1]["revision"] = 99
    snapshot = store(
        agency=approved.agency, kind=approved.kind, data=content, revisions=[], now=NOW
    )
    Report.objects.filter(pk=approved.pk).update(snapshot=snapshot)
    [row] = [each for each in content_of(overview(setda))["agencies"] if each["reports"]]
    assert (len(row["figures"]), row["left_out"]) == (len(figures) - 1, 1)


def test_the_year_sums_the_money_of_approved_reports_only(filed, setda):
    BudgetLine.objects.create(
        agency=filed.agency, year=2026, program="Program A", kegiatan="", pagu=200, realisasi=50
    )
    annual = request_report(kind="lkjip", run=filed.run, now=NOW)
    assert government_budget_table(content_of(overview(setda, triwulan=None))).rows == ()
    Report.objects.filter(pk=annual.pk).update(state="disetujui", approved_at=NOW)
    data = content_of(overview(setda, triwulan=None))
    whole = len(data["agencies"])
    assert [[str(cell) for cell in row] for row in government_budget_table(data).rows] == [
        [filed.agency.name, "200", "50", "25,00"],
        [f"Jumlah (1 dari {whole} OPD)", "200", "50", "25,00"],
    ]


def test_the_queries_are_the_same_for_two_agencies_and_for_twenty(approved, setda):
    counts = []
    overview(setda)
    for number in (2, 20):
        for each in range(Agency.objects.filter(key__startswith="tiruan").count(), number):
            copy_agency(approved, each)
        with CaptureQueriesContext(connection) as queries:
            data, _revisions = collect_overview(agency=setda, year=2026, triwulan=1, now=NOW)
        assert completeness(data).startswith(f"{number + 1} dari")
        with CaptureQueriesContext(connection) as whole:
            overview(setda)
        counts.append((len(queries), len(whole)))
    assert counts[0] == counts[1]
    assert max(counts[1]) <= QUERIES


def copy_agency(report: Report, number: int) -> None:
    """Another agency with the same approved report, its figures approved as well."""
    indicators = list(report.agency.indicators.all())
    figures = {each.indicator_id: each for each in Realisasi.objects.filter(triwulan=1)}
    agency = Agency.objects.get(pk=report.agency_id)
    agency.pk, agency.key, agency.name = None, f"tiruan-{number}", f"Dinas Tiruan {number}"
    agency.save()
    for indicator in indicators:
        figure = figures[indicator.pk]
        indicator.pk, indicator.agency = None, agency
        indicator.save()
        figure.pk, figure.indicator = None, indicator
        figure.save()
    twin = Report.objects.get(pk=report.pk)
    twin.pk, twin.agency, twin.number, twin.code = None, agency, 100 + number, f"TIRUAN{number:04}"
    twin.save()


def test_asked_for_again_it_is_the_same_report_until_something_was_approved(report, setda):
    first = overview(setda)
    assert overview(setda) == first
    Report.objects.filter(pk=report.pk).update(state="disetujui", approved_at=NOW)
    second = rebuild_report(report=first, acting=organizer(setda), now=NOW)
    assert (second.number, second.run, second.agency) == (2, None, setda)
    told = Event.objects.filter(agency=setda, subject_type="report", subject_id=second.pk)
    assert [each.action for each in told] == ["report.requested"]


@pytest.mark.parametrize("triwulan", [1, None])
def test_on_paper_it_is_a_draft_until_the_sekretaris_daerah_approves_it(approved, setda, triwulan):
    made = render_now(overview(setda, triwulan=triwulan))
    if triwulan is None:
        Report.objects.filter(pk=made.pk).update(state="direviu")
        made.refresh_from_db()
    draft = text_of(made)
    whole = Agency.objects.filter(government=setda.government).count()
    assert f"{int(triwulan is not None)} dari {whole} OPD" in draft
    assert "DRAF" in draft
    with made.xlsx.open() as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    assert {"Perangkat daerah", "Indikator", "Sumber"} <= set(book.sheetnames)
    approve_report(report=made, acting=head(made), now=NOW)
    assert "DRAF" not in text_of(render_now(made))


def text_of(report: Report) -> str:
    with report.pdf.open() as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_annual_one_is_always_reviewed_and_due_on_31_march(setda):
    quarter, annual = overview(setda), overview(setda, triwulan=None)
    assert [str(each) for each in stations_of(annual)] == [
        *("disusun", "direviu", "disetujui", "ditandatangani", "disampaikan", "dipublikasikan"),
    ]
    assert "direviu" not in stations_of(quarter)
    assert (legal_day(annual).isoformat(), legal_day(quarter)) == ("2027-03-31", None)


def test_a_year_without_approved_reports_is_refused_with_the_years_that_have_some(
    setda, report, client, monkeypatch
):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    client.force_login(organizer(setda).user, backend=BACKEND)
    address = reverse("reports:overview-add")
    asked = {"kabupaten": setda.pk, "laporan": "tahun"}
    early = client.post(address, asked | {"tahun": 2026})
    assert "Belum ada laporan perangkat daerah yang disetujui, pada tahun mana pun." in early.text
    Report.objects.filter(pk=report.pk).update(state="disetujui")
    other = client.post(address, asked | {"tahun": 2031})
    assert "Tahun 2031 belum mempunyai laporan" in other.text
    assert "Tahun yang sudah: 2026." in other.text
    assert (early.status_code, other.status_code) == (422, 422)
    assert not Report.objects.filter(run=None).exists()


def test_who_reads_all_agencies_makes_and_keeps_it_and_finds_it_in_his_list(
    setda, approved, client, monkeypatch
):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    maker = organizer(setda)
    client.force_login(maker.user, backend=BACKEND)
    address = reverse("reports:overview-add")
    assert address in client.get(reverse("reports:report-list")).text
    refused = client.post(address, {"kabupaten": setda.pk, "tahun": "dua", "laporan": "1"})
    assert (refused.status_code, Report.objects.filter(run=None).count()) == (422, 0)
    answer = client.post(address, {"kabupaten": setda.pk, "tahun": 2026, "laporan": "tahun"})
    made = Report.objects.get(run=None)
    assert answer["Location"] == reverse("reports:report-detail", args=[made.pk])
    assert (made.kind, made.triwulan, made.year) == ("lkjip_kabupaten", None, 2026)
    assert client.get(answer["Location"]).status_code == 200
    assert keeper_for(maker.user, made, NOW.date()).position == maker.position
    [group] = by_period(Report.objects.filter(run=None).select_related("agency", "lane"))
    assert group.reports == (made,)


def test_the_statement_of_its_review_names_the_kabupaten_and_not_who_keeps_it(setda, approved):
    made = overview(setda, triwulan=None)
    Report.objects.filter(pk=made.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    made.refresh_from_db()
    position = setda.government.oversight.get(scope="reviu").position
    acting = Acting.under(holders(position, NOW.date())[0])
    answers = {item.key: {"answer": "ya", "note": ""} for item in checklist.ITEMS}
    answers["I.5"] = {"answer": "tidak", "note": "B" * 700}
    finish_review(report=made, acting=acting, answers=answers, now=NOW)
    paper = review_paper(made)
    assert paper.title == f"LKjIP Kabupaten Pemerintah {setda.government.name}, versi 1"
    text = PdfReader(io.BytesIO(paper.write("ABCDE12345"))).pages[0]
    lines = text.extract_text().splitlines()
    assert sum(line.count("B" * 20) > 0 for line in lines) > 5


def test_the_review_of_the_annual_one_has_no_log_of_its_own(setda, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    made = overview(setda, triwulan=None)
    Report.objects.filter(pk=made.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    made.refresh_from_db()
    position = setda.government.oversight.get(scope="reviu").position
    reviewer = holders(position, NOW.date())[0].user
    client.force_login(reviewer, backend=BACKEND)
    assert client.get(reverse("reports:report-review", args=[made.pk])).status_code == 200
    assert [str(each.station) for each in awaiting(reviewer, [made], NOW.date())] == ["direviu"]


def test_the_head_of_an_agency_makes_none(filed, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    client.force_login(filed.user("kepala"), backend=BACKEND)
    assert client.get(reverse("reports:overview-add")).status_code == 403
    assert consolidated(filed.user("kepala"), NOW.date()) == []
