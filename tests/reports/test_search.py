"""Search finds what a person may read, and nothing else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator
from organization.models import User
from tests.factories.indicators import IndicatorFactory
from tests.workflow.offices import NOW, open_office

pytestmark = pytest.mark.django_db
SEARCH = reverse("search:search-list")


def find(account: str, text: str) -> dict[str, list[str]]:
    browser = Client()
    browser.force_login(
        User.objects.get(username=account), backend="django.contrib.auth.backends.ModelBackend"
    )
    page = browser.get(SEARCH, {"q": text})
    assert page.status_code == 200
    return {group.label: [each.title for each in group.results] for group in page.context["groups"]}


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def test_search_finds_indicators_positions_and_tasks_of_ones_own_agency_only():
    open_office("dishub")
    open_office("dpmd")
    found = find("kepala@dishub", "angkutan")
    assert "Indikator 1 Seksi Angkutan" in found["Indikator"]
    assert "Kepala Bidang Angkutan" in found["Jabatan"]
    assert found["Tugas"]
    assert find("kepala@dpmd", "angkutan") == {}
    assert find("inspektur@inspektorat", "angkutan").keys() == found.keys()


def test_every_word_must_be_found_and_signs_break_nothing():
    open_office("dishub")
    assert find("kepala@dishub", "angkutan tidakada") == {}
    for text in ("", "a", "%", "'; --", "\x00", "x" * 500, "2026"):
        find("kepala@dishub", text)


def test_search_asks_as_often_for_three_results_of_a_sort_as_for_one():
    office = open_office("dishub")
    browser = Client()
    browser.force_login(
        User.objects.get(username="kepala@dishub"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    first = office.indicators("kasi-angkutan")[0]
    Indicator.objects.filter(pk=first.pk).update(name="Kelaikan jalan")
    browser.get(SEARCH, {"q": "kelaikan"})
    with CaptureQueriesContext(connection) as one:
        browser.get(SEARCH, {"q": "kelaikan"})
    for _number in range(2):
        IndicatorFactory(
            agency=office.agency,
            responsible_unit=first.responsible_unit,
            name="Kelaikan jalan",
        )
    with CaptureQueriesContext(connection) as three:
        page = browser.get(SEARCH, {"q": "kelaikan"})
    assert [len(group.results) for group in page.context["groups"]] == [3]
    assert len(three) == len(one)


def test_search_over_every_sort_asks_as_often_for_three_agencies_as_for_one():
    open_office("dishub")
    browser = Client()
    browser.force_login(
        User.objects.get(username="inspektur@inspektorat"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    browser.get(SEARCH, {"q": "kepala"})
    with CaptureQueriesContext(connection) as one:
        browser.get(SEARCH, {"q": "data"})
    for key in ("dpmd", "satpolpp"):
        open_office(key)
    with CaptureQueriesContext(connection) as three:
        browser.get(SEARCH, {"q": "data"})
    assert len(three) == len(one)
