"""The charts of Pantau: picture, table and data say the same, within the reader's reach."""

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import BudgetLine, Indicator
from organization.models import User
from reports.charts import Point, paired_chart, trend_chart
from reports.heatmap import HeatLine, heat_chart
from reports.tables import Column, Number, Table
from reports.trends import CHARTS, chart_of, write_csv
from tests.factories.indicators import HistoryFactory, IndicatorFactory
from tests.workflow.offices import NOW, open_office
from workflow.models import Task

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


def late_order(office) -> None:
    Task.objects.filter(run=office.run, step__key="perintahkan-analis").update(
        due_at=NOW - timedelta(days=1)
    )


@pytest.mark.django_db
def test_the_map_shows_every_agency_in_reach_by_stage_with_its_words():
    late_order(open_office("dishub"))
    open_office("dpmd")
    browser = come("inspektur@inspektorat")
    page = browser.get(LIST)
    # the overseer's own office has not begun: the charts are of the first that has
    assert page.context["chosen"].agency.key == "dpmd"
    assert "Bagaimana tahap dan langkah SOP berkaitan" in page.content.decode()
    [heat] = [each for each in page.context["charts"] if each.name == "peta"]
    assert heat.table.title == "Tahap setiap perangkat daerah TW I 2026"
    found = {row[0]: row[1:] for row in heat.table.rows}
    assert found.keys() == {"Dishub", "DPMD"}
    assert found["Dishub"][0] == "5 terlambat · langkah 1, 2"
    assert heat.words == "2 pelaksanaan; 1 di antaranya dengan tahap yang terlambat."
    for kind, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("xlsx", b"PK"), ("csv", b"\xef")):
        answer = browser.get(reverse("charts:chart-file", args=["peta", kind]))
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
    drawn = browser.get(reverse("charts:chart-file", args=["peta", "svg"])).content.decode()
    assert ">langkah 1, 2<" in drawn
    own = come("kepala@dishub").get(reverse("charts:chart-file", args=["peta", "csv"]))
    assert [line.split(";")[0] for line in own.content.decode("utf-8-sig").splitlines()[1:]] == [
        "Dishub"
    ]


@pytest.mark.django_db
def test_the_map_is_of_the_triwulan_in_the_address():
    open_office("dishub")
    browser = come("kepala@dishub")
    for asked, number in (("3", 3), ("", 1), ("9", 1), ("²", 1)):
        page = browser.get(LIST, {"triwulan": asked, "tahun": "2026"})
        assert page.context["chosen"].triwulan == number
    heat = browser.get(LIST, {"triwulan": "3", "tahun": "2026"}).context["charts"][0]
    assert heat.table.rows == (("Dishub", *["belum dibuka"] * 5),)


def test_the_map_is_the_same_bytes_for_the_same_data_and_draws_no_agency_too():
    lines = (HeatLine("A", (("selesai", "selesai"), ("terlambat", "1 terlambat"))),)
    assert heat_chart(("Satu", "Dua"), lines) == heat_chart(("Satu", "Dua"), lines)
    assert heat_chart((), ()).startswith(b"<?xml")


@pytest.mark.django_db
def test_the_charts_ask_as_often_for_three_indicators_and_agencies_as_for_one():
    open_office("dishub", per_lane=1)
    browser = come("inspektur@inspektorat")
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST, {"instansi": "dishub"})
    for key in ("dpmd", "satpolpp"):
        open_office(key)
    unit = Indicator.objects.filter(agency__key="dishub").first().responsible_unit
    for _number in range(2):
        IndicatorFactory(agency=unit.agency, responsible_unit=unit)
    with CaptureQueriesContext(connection) as three:
        browser.get(LIST, {"instansi": "dishub"})
    assert len(three) == len(one)
