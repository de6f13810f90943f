"""SOP 002 step 6: the Sekretaris corrects the wording and gives his paraf; figures stay."""

import pytest
from django.urls import reverse

from indicators.models import RealisasiRevision
from organization.models import Event
from tests.workflow.offices import open_office
from workflow.models import Decision

pytestmark = pytest.mark.django_db
WORDS = {
    "note": "Sesuai catatan, telah diperbaiki ejaannya.",
    "kendala": "Curah hujan tinggi.",
    "solusi": "",
    "rencana_tindak_lanjut": "",
}


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def office():
    return open_office("satpolpp", until="koreksi")


@pytest.fixture
def task(office):
    return office.task("koreksi")


@pytest.fixture
def figure(office):
    return office.figure(office.run.run_indicators.first().indicator)


@pytest.fixture
def address(task, figure):
    return reverse("workflow:wording-edit", args=[task.pk, figure.pk])


def test_the_sekretaris_amends_the_words_and_gives_his_paraf(office, task, figure, address, come):
    browser = come(office.user("sekretaris"))
    detail = reverse("workflow:task-detail", args=[task.pk])
    assert address in text(browser.get(detail))
    before = figure.current
    assert browser.post(address, {"version": before.number, **WORDS}).status_code == 302
    page = text(browser.get(detail))
    assert f"<del>{before.note}</del>" in page
    assert f"<ins>{WORDS['note']}</ins>" in page
    assert "Memperbaiki redaksi" in text(
        browser.get(reverse("workflow:run-detail", args=[office.run.pk]))
    )
    office.finish(task)
    after = office.figure(figure.indicator).current
    assert (after.value, after.note, after.origin) == (before.value, WORDS["note"], "redaksi")
    assert Decision.objects.filter(revision=after, verdict="disetujui").exists()


def test_numbers_cannot_be_smuggled_in(office, figure, address, come):
    come(office.user("sekretaris")).post(
        address, {"version": figure.version, **WORDS, "value": "999", "status": "kosong"}
    )
    assert office.figure(figure.indicator).current.value == figure.current.value


def test_the_same_words_make_no_revision(office, figure, address, come):
    words = {name: getattr(figure.current, name) for name in WORDS}
    answer = come(office.user("sekretaris")).post(address, {"version": figure.version, **words})
    assert answer.status_code == 302
    assert office.figure(figure.indicator).version == figure.version
    assert not Event.objects.filter(action="wording.amended").exists()


def test_what_changed_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    office, figure, address, come
):
    browser = come(office.user("sekretaris"))
    browser.post(address, {"version": figure.version, **WORDS})
    again = WORDS | {"kendala": "Jalan rusak."}
    page = browser.post(address, {"version": figure.version, **again})
    assert page.status_code == 409
    assert "Jalan rusak." in text(page)
    assert RealisasiRevision.objects.filter(origin="redaksi").count() == 1


def test_others_and_other_steps_have_no_such_page(office, task, figure, address, come):
    assert come(office.user("kasat")).post(address, WORDS).status_code == 403
    office.finish(task)
    sign = office.task("tanda-tangani")
    late = reverse("workflow:wording-edit", args=[sign.pk, figure.pk])
    assert come(office.user("kasat")).post(late, WORDS).status_code == 409
