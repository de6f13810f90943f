"""“Simpan draf” without JavaScript keeps the words too that go with the hand-over."""

from html import unescape

import pytest
from django.urls import reverse

from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.models import ReturnItem

pytestmark = pytest.mark.django_db


def address(name, task):
    return reverse(f"workflow:task-{name}", args=[task.pk])


def text(page) -> str:
    return unescape(" ".join(page.content.decode().split()))


@pytest.fixture
def returned():
    """Two figures of a lane came back to who fills them."""
    office = open_office("dpkp", per_lane=2, until="verifikasi")
    review = office.task("verifikasi")
    rows = office.run.run_indicators.filter(lane__key="bidang-pangan")
    services.give_back(
        task=review,
        acting=office.acting(review),
        lanes=[office.lane("bidang-pangan")],
        reasons={row.pk: "Cek." for row in rows},
        reason="Cek.",
        now=NOW,
    )
    return office


@pytest.fixture
def task(returned):
    return returned.task("isi-format", "bidang-pangan")


@pytest.fixture
def browser(come, returned):
    return come(returned.user("kabid.pangan"))


def sent(**more):
    answers = {f"jawaban-{each.pk}": "" for each in ReturnItem.objects.all()}
    return {"note": "", **answers, **more}


def test_a_note_waits_on_the_page_until_it_is_handed_over(browser, task):
    page = browser.post(address("save", task), sent(note="Menunggu angka BPS."), follow=True)
    assert "Draf tersimpan; 0 angka berubah. Catatan dan tanggapan ikut tersimpan." in text(page)
    again = browser.get(address("detail", task))
    assert again.context["writing"].note["note"].value() == "Menunggu angka BPS."
    task.refresh_from_db()
    assert task.note == ""
    browser.post(address("save", task), sent())
    assert browser.get(address("detail", task)).context["writing"].note["note"].value() == ""


def test_an_answer_waits_too_and_answers_nothing_before(browser, task):
    first, second = ReturnItem.objects.order_by("pk")
    answer = {f"jawaban-{first.pk}": "Tetap, karena sesuai BPS."}
    browser.post(address("save", task), sent(**answer))
    page = browser.get(address("detail", task))
    assert page.context["writing"].answers == {first.pk: "Tetap, karena sesuai BPS."}
    assert page.context["answered"] == []
    first.refresh_from_db()
    assert (first.resolved_at, second.answer) == (None, "")
    browser.post(address("save", task), sent())
    assert browser.get(address("detail", task)).context["writing"].answers == {}


def test_a_refused_page_keeps_none_of_its_words(browser, task):
    wrong = {f"f{ReturnItem.objects.first().run_indicator.indicator_id}-value": "tiga"}
    page = browser.post(address("save", task), sent(note="Menunggu.", **wrong))
    assert page.status_code == 422
    assert "Menunggu." in text(page)
    assert browser.get(address("detail", task)).context["writing"].note["note"].value() == ""


def test_a_page_that_asks_for_no_words_leaves_them(browser, task):
    browser.post(address("save", task), sent(note="Menunggu."), follow=True)
    page = browser.post(address("save", task), {}, follow=True)
    assert "ikut tersimpan" not in text(page)
    assert page.context["writing"].note["note"].value() == "Menunggu."
