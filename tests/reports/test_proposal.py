"""From measured times to a draft: who may, what it says, and that nothing is published by it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from organization.models import Event, User
from sop.models import SopVersion
from sop.queries import version_in_force
from tests.workflow.offices import open_office
from workflow.queries.proposal import base_version, suggestions
from workflow.queries.sopclock import sop_clock
from workflow.stopwatch import Times

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 4, 30, 2, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2026 on the office's clock (WITA)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def office(monkeypatch):
    """Collecting took 2,5 days: Fri 10.10–16.30, all of Monday, Tue until 14.55 are 18.75 hours."""
    found = open_office("dishub")
    found.finish(found.task("perintahkan-analis", "kasi-angkutan"), now=at(10, 10, 10))
    found.finish(found.task("serahkan-bahan", "kasi-angkutan"), now=at(14, 14, 55))
    monkeypatch.setattr("organization.clock.now", lambda: LATER)
    return found


@pytest.fixture
def come(office, client):
    def arrive(key):
        user = User.objects.get(username=key if key == "administrator" else f"{key}@dishub")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return arrive


@pytest.fixture
def address(office):
    return reverse("reports:proposal-edit", args=[office.run.document_id])


def test_what_half_of_the_work_exceeds_is_said_and_ticked(office, come, address):
    page = come("kasubag.perencanaan").get(address)
    rows = {each.step.key: tick for each, tick, _value, _unit in page.context["form"].rows()}
    assert {key: tick.initial for key, tick in rows.items()} == {
        "perintahkan-analis": False,
        "serahkan-bahan": True,
    }
    assert (
        "Memerlukan 2,5 hari (median 1 pengerjaan), SOP menyebut 1 Hari." in page.content.decode()
    )


def test_a_draft_is_stored_with_its_basis_and_published_by_nobody(office, come, address):
    before = version_in_force(office.run.document, LATER.date())
    data = {"ubah-1": "on", "nilai-0": "15", "satuan-0": "menit", "nilai-1": "3"}
    answer = come("kasubag.perencanaan").post(address, {**data, "satuan-1": "hari"})
    assert answer.status_code == 302
    draft = SopVersion.objects.get(document=office.run.document, number=2)
    assert draft.published_at is None
    [waktu] = draft.steps.get(key="serahkan-bahan").waktu.all()
    assert (waktu.text, waktu.value, waktu.unit) == ("3 Hari", 3, "hari")
    others = [step.waktu.first().text for step in draft.steps.filter(key="perintahkan-analis")]
    assert others == ["15 Menit"]
    assert version_in_force(office.run.document, LATER.date()) == before
    event = Event.objects.get(action="sop.loaded", subject_id=draft.pk)
    assert event.reason == "Usulan: serahkan-bahan dari 1 Hari menjadi 3 Hari, median 1 pengerjaan."
    assert event.position.key == "kasubag.perencanaan"
    source = come("kasubag.perencanaan").get(
        reverse("reports:proposal-source", args=[office.run.document_id, 2])
    )
    assert source.content.decode().startswith("# Usulan: serahkan-bahan dari 1 Hari menjadi 3 Hari")


def test_the_same_draft_again_makes_no_second_version(office, come, address):
    data = {"ubah-1": "on", "nilai-1": "3", "satuan-0": "menit", "satuan-1": "hari"}
    for _again in range(2):
        page = come("kasubag.perencanaan").post(address, data, follow=True)
    assert "Naskah yang sama sudah ada: versi 2." in page.content.decode()
    assert SopVersion.objects.filter(document=office.run.document).count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Centang sedikitnya satu langkah"),
        ({"ubah-1": "on", "nilai-1": "1"}, "Centang sedikitnya satu langkah"),
        ({"ubah-1": "on", "nilai-1": ""}, "Isi waktu usulan, atau lepaskan centangnya."),
        ({"ubah-1": "on", "nilai-1": "0"}, "Terlalu kecil. Tulis paling sedikit 1."),
    ],
)
def test_bad_input_is_told_in_its_place_and_nothing_is_stored(
    office, come, address, data, sentence
):
    page = come("kasubag.perencanaan").post(
        address, {"satuan-0": "menit", "satuan-1": "hari", **data}
    )
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert SopVersion.objects.filter(document=office.run.document).count() == 1


def test_only_the_planning_side_and_administrators_may(office, come, address):
    User.objects.create_user("administrator", name="Administrator", is_staff=True)
    assert come("administrator").get(address).status_code == 200
    for key in ("kepala", "kabid.angkutan"):
        assert come(key).get(address).status_code == 403
        page = come(key).get(reverse("reports:timing-detail", args=[office.run.document_id]))
        assert address not in page.content.decode()
        assert come(key).post(address, {"ubah-1": "on", "nilai-1": "3"}).status_code == 403
    assert SopVersion.objects.filter(document=office.run.document).count() == 1


def test_an_sop_without_measured_steps_has_nothing_to_propose(office, come, address):
    version = base_version(office.run.document, LATER.date())
    clock = sop_clock(office.run.document, LATER, year=2020)
    assert suggestions(version, clock) == []
    assert isinstance(clock.whole, Times)


def test_a_window_is_not_taken_for_the_standard(monkeypatch):
    """SOP 002 gives three days to collect and 15 menit to hand over; Tuesday is within."""
    found = open_office("satpolpp")
    task = found.run_until("serahkan-bahan")
    assert task.step.window_value == 3
    found.finish(task, now=at(14, 9))
    clock = sop_clock(found.run.document, LATER)
    [each] = [
        x
        for x in suggestions(base_version(found.run.document, LATER.date()), clock)
        if x.step.window_value
    ]
    assert (each.is_over, each.suggested.value, each.suggested.unit) == (False, 5, "menit")
