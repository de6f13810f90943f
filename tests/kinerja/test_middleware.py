"""What every page has in common: nothing stays behind on a shared device, nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import User

pytestmark = pytest.mark.django_db
REASON = "Angka Juli belum cocok dengan bukti."
SECRET = "rahasia-kantor-2026"


@pytest.fixture
def signed_in() -> Client:
    browser = Client(enforce_csrf_checks=True)
    user = User.objects.create_user("orang@dinas", name="Orang")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_no_page_stays_on_the_device_for_who_comes_after_or_goes_back(signed_in):
    for path in ("/", "/tugas/", "/tidak-ada/"):
        assert signed_in.get(path)["Cache-Control"] == "private, no-store"
    assert signed_in.get("/pekerja.js")["Cache-Control"] == "no-cache"


def test_a_form_sent_after_the_session_ended_shows_what_was_typed_and_where_to_go_on():
    answer = Client().post(
        reverse("workflow:task-return", args=[7]),
        {"reason": REASON, "new_password1": SECRET},
        headers={"referer": "http://testserver/tugas/7/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Sesi Anda sudah berakhir" in page
    assert REASON in page
    assert SECRET not in page
    assert f'href="{reverse("organization:login")}?next=%2Ftugas%2F7%2F"' in page


def test_a_form_sent_from_elsewhere_after_the_session_ended_leads_to_the_first_page():
    answer = Client().post("/tugas/7/kembalikan/", headers={"referer": "https://jahat.example/x/"})
    page = answer.content.decode()
    assert f'href="{reverse("organization:login")}?next=%2F"' in page
    assert "jahat" not in page


def test_a_form_whose_token_is_too_old_shows_what_was_typed(signed_in):
    answer = signed_in.post(
        "/tugas/7/kembalikan/",
        {"reason": REASON, "password": SECRET},
        headers={"referer": "http://testserver/tugas/7/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Formulir sudah kedaluwarsa" in page
    assert 'href="/tugas/7/"' in page
    assert REASON in page
    assert SECRET not in page


def test_an_address_that_only_takes_forms_says_so_and_leads_on(signed_in):
    answer = signed_in.get(reverse("organization:feed-renew"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert "hanya menerima kiriman formulir" in page
    assert "Ke Beranda" in page


def test_a_number_beyond_any_database_leads_nowhere(signed_in):
    assert signed_in.get("/tugas/9223372036854775808/waktu/").status_code == 404
