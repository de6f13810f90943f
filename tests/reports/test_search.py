"""Search finds what a person may read, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import User
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
