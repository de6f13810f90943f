"""Times of persons: one's own and those of one's direct staff, and of nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.workflow.offices import NOW, open_office
from workflow.queries.people import people_clock

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def office():
    found = open_office("dishub")
    for lane in ("kasi-angkutan", "kasi-keselamatan"):
        for step in ("perintahkan-analis", "serahkan-bahan"):
            found.finish(found.task(step, lane), now=NOW + timedelta(hours=1))
    return found


def seen(office, key):
    """Position → steps that he ended, as this person sees them."""
    rows = people_clock(office.user(key), 2026, LATER.date(), LATER)
    return {
        each.term.position.key: (each.is_own, [step.step.key for step in each.steps])
        for each in rows
    }


def test_everybody_sees_himself_and_his_direct_staff_only(office):
    assert seen(office, "analis.angkutan") == {"analis.angkutan": (True, ["serahkan-bahan"])}
    assert seen(office, "kasi.angkutan") == {
        "kasi.angkutan": (True, ["perintahkan-analis"]),
        "analis.angkutan": (False, ["serahkan-bahan"]),
    }
    above = seen(office, "kabid.angkutan")
    assert above["kasi.angkutan"] == (False, ["perintahkan-analis"])
    assert "analis.angkutan" not in above
    assert "kasi.keselamatan" not in above


def test_the_times_of_a_person_are_those_of_his_acts(office):
    [own] = people_clock(office.user("analis.angkutan"), 2026, LATER.date(), LATER)
    # told and done in the same moment
    assert (own.whole.count, own.whole.kept, own.whole.median) == (1, 1, timedelta(0))
    [own, staff] = people_clock(office.user("kasi.angkutan"), 2026, LATER.date(), LATER)
    assert own.whole.median == timedelta(hours=1)
    assert staff.term.position.key == "analis.angkutan"


def test_the_page_names_oneself_and_staff(office, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: LATER)
    user = office.user("kasi.angkutan")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    words = client.get(reverse("reports:timing-people")).content.decode()
    assert "Analis Data Angkutan" in words
    assert "Analis Data Keselamatan" not in words


def test_an_administrator_sees_nobody(office, client, django_user_model):
    admin = django_user_model.objects.create_user("administrator", name="A", is_staff=True)
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("reports:timing-people"))
    assert "Anda tidak sedang memegang jabatan." in page.content.decode()
