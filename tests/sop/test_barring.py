"""Pages of the SOP say why a button is missing, in the words that the act then meets."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.workflow.offices import open_office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
LIST = reverse("sop:document-list")
UPLOAD = reverse("sop:document-upload")
MEND = "Lengkapi pelaksana dan jalur"


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub")


def text(page) -> str:
    return " ".join(page.content.decode().split())


def told(page) -> dict[str, tuple[str, str]]:
    return {each.act: (each.refusal.sentence, each.refusal.help) for each in page.context["barred"]}


def test_the_list_of_sop_says_who_uploads_one(come):
    page = come("administrator").get(LIST)
    assert (told(page), UPLOAD in text(page)) == ({}, True)
    page = come("kasubag.perencanaan").get(LIST)
    [(sentence, help_)] = told(page).values()
    met = come("kasubag.perencanaan").get(UPLOAD).context["refusal"]
    assert (sentence, help_) == (met.sentence, met.help)
    for word in (sentence, help_, "Mengapa tidak bisa?", "20 April 2026"):
        assert word in text(page)
    assert UPLOAD not in text(page)


def test_a_gap_is_mended_from_the_sops_page_or_its_reason_stands_there(office, come):
    document = office.run.document
    document.actor_bindings.filter(actor="analis").delete()
    page, mend = (
        reverse(f"sop:{name}", args=[document.pk]) for name in ("document-detail", "binding-edit")
    )
    assert told(come("administrator").get(page)) == {}
    planner = come("kasubag.perencanaan").get(page)
    assert mend in text(planner)
    assert told(planner).keys() == {"Unggah naskah pengganti"}
    answer = come("kabid.angkutan").get(page)
    met = come("kabid.angkutan").get(mend).context["refusal"]
    assert told(answer)[MEND] == (met.sentence, met.help)
    assert office.position("kasubag.perencanaan").name in text(answer)
    assert mend not in text(answer)
