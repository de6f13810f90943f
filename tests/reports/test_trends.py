"""The charts of Pantau: picture, table and data say the same, within the reader's reach."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import BudgetLine
from organization.models import User
from reports.charts import Point, paired_chart, trend_chart
from reports.tables import Column, Number, Table
from reports.trends import CHARTS, chart_of, write_csv
from tests.factories.indicators import HistoryFactory
from tests.workflow.offices import NOW, open_office

LIST = reverse("charts:chart-list")


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def come(account: str) -> Client:
    browser = Client()
    browser.force_login(
        User.objects.get(username=account), backend="django.contrib.auth.backends.ModelBackend"
    )
    return browser


@pytest.mark.django_db
def test_the_page_shows_every_chart_with_its_table_and_four_downloads():
    office = open_office("dishub")
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    BudgetLine.objects.create(
        agency=office.agency, year=2026, program="P", pagu=Decimal(200), tw1=Decimal(50)
    )
    browser = come("kepala@dishub")
    page = browser.get(LIST)
    assert [chart.name for chart in page.context["charts"]] == list(CHARTS)
    for kind, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("xlsx", b"PK"), ("csv", b"\xef")):
        answer = browser.get(reverse("charts:chart-file", args=["anggaran", kind]))
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
    book = openpyxl.load_workbook(
        io.BytesIO(browser.get(reverse("charts:chart-file", args=["anggaran", "xlsx"])).content)
    )
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert 25 in cells


@pytest.mark.django_db
def test_another_agency_is_not_read_by_its_name_in_the_address():
    open_office("dishub")
    open_office("dpmd")
    page = come("kepala@dishub").get(LIST, {"instansi": "dpmd", "tahun": "x", "indikator": "0"})
    assert page.context["chosen"].agency.key == "dishub"
    page = come("inspektur@inspektorat").get(LIST, {"instansi": "dpmd"})
    assert page.context["chosen"].agency.key == "dpmd"
    assert come("kepala@dishub").get("/pantau/grafik/lain.svg").status_code == 404


@pytest.mark.django_db
def test_the_trend_goes_from_earlier_years_to_the_triwulan():
    office = open_office("dishub")
    indicator = office.indicators("kasi-angkutan")[0]
    HistoryFactory(indicator=indicator, year=2024, target=Decimal(8), realisasi=Decimal(6))
    rows = chart_of("tren", office.agency, 2026, indicator).table.rows
    assert [row[0] for row in rows] == [
        "2024",
        "TW I 2026",
        "TW II 2026",
        "TW III 2026",
        "TW IV 2026",
    ]
    assert [str(cell) for cell in rows[0][1:]] == ["6,00", "8,00"]


def test_csv_has_decimal_commas_and_no_formulas():
    table = Table(
        "T", (Column("A", 50), Column("B", 50)), (("=1+1", Number(Decimal("1234.5"), 1)),)
    )
    assert write_csv(table).decode("utf-8-sig") == "A;B\r\n'=1+1;1234,5\r\n"


def test_pictures_are_the_same_bytes_for_the_same_data():
    points = (Point("TW I", Decimal(3), None), Point("TW II", None, Decimal(4)))
    assert trend_chart(points, "unit") == trend_chart(points, "unit")
    rows = (("P", Decimal(50), None),)
    assert paired_chart(rows, ("a", "b"), "%") == paired_chart(rows, ("a", "b"), "%")


@pytest.mark.django_db
def test_a_year_without_figures_names_no_triwulan():
    office = open_office("dishub")
    assert chart_of("sasaran", office.agency, 2026, None).table.title == "Capaian per sasaran 2026"
