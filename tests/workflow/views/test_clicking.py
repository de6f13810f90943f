"""A second click of one button: nothing is done twice, and what was saved is not called lost."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from indicators.models import RealisasiRevision
from organization.models import Event
from tests.workflow.offices import open_office
from tests.workflow.views.test_filling import draft, text, url
from workflow.models import Return
from workflow.services import figures

TOLD = "Sudah tersimpan dan diserahkan pada klik pertama; tidak ada yang hilang."


def at_the_form(browser):
    """The task of one bidang in dpkp, its office, and its form as its holder typed it."""
    office = open_office("dpkp", until="isi-format")
    [indicator] = office.indicators("bidang-pangan")
    user = office.user("kabid.pangan")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return office, office.task("isi-format", "bidang-pangan"), draft(f"f{indicator.pk}", "77")


@pytest.mark.django_db
def test_a_double_click_on_serahkan_leads_where_the_first_click_led(client):
    _office, task, typed = at_the_form(client)
    first = client.post(url("task-hand-over", task), typed)
    second = client.post(url("task-hand-over", task), typed, follow=True)
    assert first["Location"] == second.redirect_chain[0][0] == reverse("workflow:inbox")
    assert TOLD in text(second)
    assert RealisasiRevision.objects.count() == 1
    assert task.submissions.count() == 1
    assert not Event.objects.filter(action__startswith="refused").exists()


@pytest.mark.django_db
def test_another_form_of_the_same_task_was_not_saved_and_is_told_so(client):
    _office, task, typed = at_the_form(client)
    client.post(url("task-hand-over", task), typed)
    other = {name: value.replace("catatan", "perhitungan") for name, value in typed.items()}
    page = client.post(url("task-hand-over", task), other)
    assert page.status_code == 409
    assert "Menurut perhitungan bidang." in text(page)
    assert TOLD not in text(page)


@pytest.mark.django_db
def test_a_second_try_of_what_was_refused_is_a_try(client):
    _office, task, typed = at_the_form(client)
    empty = dict.fromkeys(typed, "")
    for _time in range(2):
        assert client.post(url("task-hand-over", task), empty).status_code == 422


@pytest.mark.django_db
def test_a_double_click_on_kembalikan(client):
    office = open_office("dishub")
    for step, post in (
        ("perintahkan-analis", "kasi-angkutan"),
        ("serahkan-bahan", "kasi-angkutan"),
    ):
        office.finish(office.task(step, post))
    office.finish(office.task("buat-laporan", "kasi-angkutan"))
    task = office.task("periksa", "bidang-angkutan")
    client.force_login(
        office.user("kabid.angkutan"), backend="django.contrib.auth.backends.ModelBackend"
    )
    typed = {"jalur": [office.lane("kasi-angkutan").pk], "reason": "Mohon dilengkapi."}
    answers = [client.post(url("task-return", task), typed, follow=True) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert TOLD in text(answers[1])
    assert Return.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
def test_a_click_while_the_first_is_under_way_is_told_the_same(client, monkeypatch):
    _office, task, typed = at_the_form(client)
    second = Client()
    second.cookies = client.cookies.copy()
    answers, clicks = [], []
    take_turn = figures.take_turn

    def take_turn_and_click(task):
        """The turn is taken and held until the first click's transaction ends."""
        take_turn(task)
        if not clicks:
            clicks.append(threading.Thread(target=click_again))
            clicks[0].start()

    def click_again():
        answers.append(second.post(url("task-hand-over", task), typed, follow=True))
        connection.close()

    monkeypatch.setattr(figures, "take_turn", take_turn_and_click)
    assert client.post(url("task-hand-over", task), typed).status_code == 302
    clicks[0].join(timeout=60)
    assert [TOLD in text(answer) for answer in answers] == [True]
    assert task.submissions.count() == 1
