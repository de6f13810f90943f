"""Times of persons: one's own and those of one's direct staff, and of nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from organization.access import Acting
from tests.workflow.offices import NOW, fill, open_office
from workflow.models import Assignment, LaneActor, RunIndicator
from workflow.queries.people import people_clock
from workflow.services import give_back, hand_over

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


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of April 2026 on the office's clock (WITA)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_the_page_of_one_person_equals_a_count_by_hand(client, monkeypatch):
    """One Kasi, opened Fri 10 April 10.00: three acts, of which one beyond its standard.

    Order Fri 10.10: 10 menit of 15. Report from Mon 13 11.00 to Wed 15 09.00: 4 + 7,5 + 1,5 = 13
    hours, where 1 hari ended on Tue 16.00, so 1,5 too many. Given back at 10.00, again at 11.00: 1.
    """
    office = open_office("dishub")
    for step, moment in (
        ("perintahkan-analis", at(10, 10, 10)),
        ("serahkan-bahan", at(13, 11)),
        ("buat-laporan", at(15, 9)),
    ):
        office.finish(office.task(step, "kasi-angkutan"), now=moment)
    task = office.task("periksa", "bidang-angkutan")
    give_back(
        task=task,
        acting=office.acting(task),
        lanes=[office.lane("kasi-angkutan")],
        reasons={},
        reason="Satuan belum sesuai.",
        now=at(15, 10),
    )
    office.finish(office.task("buat-laporan", "kasi-angkutan"), now=at(15, 11))
    monkeypatch.setattr("organization.clock.now", lambda: LATER)
    [own, _staff] = people_clock(office.user("kasi.angkutan"), 2026, LATER.date(), LATER)
    whole = own.whole
    assert (whole.count, whole.judged, whole.kept) == (3, 3, 2)
    assert (whole.median, whole.p90) == (timedelta(hours=1), timedelta(hours=13))
    assert (whole.spent.working, whole.spent.returned) == (
        timedelta(hours=13, minutes=10),
        timedelta(hours=1),
    )
    found = {each.step.key: (each.times.count, each.times.kept) for each in own.steps}
    assert found == {"perintahkan-analis": (1, 1), "buat-laporan": (2, 1)}
    client.force_login(
        office.user("kasi.angkutan"), backend="django.contrib.auth.backends.ModelBackend"
    )
    people = client.get(reverse("reports:timing-people")).context["people"]
    rows = [[str(cell).replace("\u00a0", " ") for cell in row] for row in people[0][1].rows]
    assert [(row[1:7], row[8:]) for row in rows] == [
        (["15 Menit", "1", "0", "100,0 %", "10 menit", "10 menit"], ["10 menit", "0 menit"]),
        (["1 Hari", "2", "0", "50,0 %", "7 jam", "1,7 hari"], ["1,7 hari", "1 jam"]),
    ]


def test_who_hands_over_his_share_first_is_measured_until_then():
    """Two collectors of one lane: Fri 10.00 to Fri 14.00 are 2,5 hours, to Mon 09.00 6,5."""
    office = open_office("satpolpp", until="serahkan-bahan")
    task = office.task("serahkan-bahan", "tim-linmas")
    second = office.position("tim.kebakaran")
    Assignment.objects.create(task=task, position=second)
    LaneActor.objects.create(lane=task.lane, actor=task.step.actor, position=second)
    RunIndicator.objects.filter(run=office.run, lane__key="tim-kebakaran").update(
        lane=task.lane, position=second
    )
    first = task.assignments.exclude(position=second).get().position
    for position, moment in ((first, at(10, 14)), (second, at(13, 9))):
        acting = Acting.under(position.terms.get())
        fill(task, acting)
        hand_over(task=task, acting=acting, now=moment)
    for position, worked in ((first, 2.5), (second, 6.5)):
        user = position.terms.get().user
        [own, *_staff] = people_clock(user, 2026, LATER.date(), LATER)
        [step] = [each for each in own.steps if each.step.key == "serahkan-bahan"]
        assert (step.times.count, step.times.median) == (1, timedelta(hours=worked))


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
