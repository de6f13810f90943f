"""The doors of an account: in, out, password, and the post one acts under."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from organization.access import TERM_KEY
from organization.models import Event
from tests.cast import DAY
from tests.factories.organization import OfficeholderFactory

LOGIN = reverse("organization:login")
PROFILE = reverse("organization:profile")
PASSWORD_CHANGE = reverse("organization:password-change")
TERM_CHOOSE = reverse("organization:term-choose")
OLD, NEW = "sandi-lama-2026", "sandi-baru-2026"
NOW = datetime.combine(DAY, datetime.min.time(), ZoneInfo("Asia/Makassar"))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    """Just after midnight at the office, which is still yesterday in UTC."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


@pytest.fixture
def kabid(cast):
    cast.kabid.set_password(OLD)
    cast.kabid.save()
    return cast.kabid


def sign_in(client, user, password=OLD, **more):
    return client.post(LOGIN, {"username": user.username, "password": password, **more})


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_right_pair_leads_to_where_one_wanted_to_go(client, kabid):
    assert client.get(PROFILE).url == f"{LOGIN}?next={PROFILE}"
    assert sign_in(client, kabid, next=PROFILE).url == PROFILE
    assert client.get(LOGIN).url == "/"


def test_a_wrong_pair_is_told_in_words_and_keeps_the_account(client, kabid):
    answer = sign_in(client, kabid, "salah")
    assert answer.status_code == 200
    assert "Nama akun atau sandi tidak cocok" in text(answer)
    assert f'value="{kabid.username}"' in text(answer)


def test_a_foreign_address_after_signing_in_is_not_followed(client, kabid):
    assert sign_in(client, kabid, next="https://lain.example/").url == "/"


def test_too_many_wrong_passwords_pause_the_account(client, kabid, settings):
    settings.AXES_ENABLED = True
    answers = [sign_in(client, kabid, "salah") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert [answer.status_code for answer in answers[:-1]] == [200] * 7
    assert answers[-1].status_code == 429
    assert "Tunggu 15 menit, lalu coba lagi." in text(answers[-1])
    assert sign_in(client, kabid).status_code == 429


def test_signing_out_takes_a_post(client, kabid):
    client.force_login(kabid, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("organization:logout")).status_code == 405
    assert client.post(reverse("organization:logout")).url == LOGIN
    assert client.get(PROFILE).status_code == 302


def enter(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_account_shows_the_posts_of_today(client, cast):
    answer = enter(client, cast.plt_kabid).get(PROFILE)
    assert [term.title for term in answer.context["terms"]] == ["Plt. Kepala Bidang Dua"]
    assert "sejak 1 Maret 2026" in text(answer)
    assert "Bertindak sebagai ini" not in text(answer)


def test_every_page_leads_to_the_account(client, cast):
    header = text(enter(client, cast.kabid).get(PASSWORD_CHANGE)).partition("</header>")[0]
    assert f'href="{PROFILE}"' in header


def test_who_holds_nothing_today_is_told_whom_to_ask(client, cast):
    assert "Anda tidak memegang jabatan hari ini" in text(enter(client, cast.admin).get(PROFILE))


def test_who_holds_two_posts_picks_one(client, cast):
    second = OfficeholderFactory(user=cast.kabid)
    answer = enter(client, cast.kabid).post(TERM_CHOOSE, {"term": second.pk}, follow=True)
    assert client.session[TERM_KEY] == second.pk
    assert f"Anda bertindak sebagai {second.title}." in text(answer)
    assert "<strong>dipakai</strong>" in text(answer)


@pytest.mark.parametrize("term", ["", "0", "abc", "9" * 40])
def test_a_post_that_one_does_not_hold_cannot_be_picked(client, cast, term):
    answer = enter(client, cast.kabid).post(TERM_CHOOSE, {"term": term})
    assert answer.status_code == 403
    assert TERM_KEY not in client.session


def test_the_refusal_is_an_event_of_the_office_day(client, cast):
    """A term that begins today counts from midnight at the office."""
    user = OfficeholderFactory(position=cast.position("analis"), starts_on=DAY).user
    enter(client, user).post(TERM_CHOOSE, {"term": "0"})
    event = Event.objects.get(action="refused.bukan-pemegang")
    assert (event.user, event.position) == (user, cast.position("analis"))


def change(client, old=OLD, new=NEW, again=NEW):
    data = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(PASSWORD_CHANGE, data)


def test_a_changed_password_holds_and_one_stays_signed_in(client, kabid):
    answer = change(enter(client, kabid))
    assert answer.url == PROFILE
    assert "Sandi telah diganti" in text(client.get(PROFILE))
    kabid.refresh_from_db()
    assert (kabid.check_password(NEW), kabid.check_password(OLD)) == (True, False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "salah"}, "old_password"),
        ({"again": "lain-lagi-2026"}, "new_password2"),
        ({"new": "pendek", "again": "pendek"}, "new_password2"),
        ({"new": "password123", "again": "password123"}, "new_password2"),
    ],
)
def test_a_bad_new_password_is_told_at_its_field(client, kabid, typed, field):
    answer = change(enter(client, kabid), **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    kabid.refresh_from_db()
    assert kabid.check_password(OLD)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Asia/Jakarta", "9 April 2026, 23.00"),
        ("Asia/Makassar", "10 April 2026, 00.00"),
        ("Asia/Jayapura", "10 April 2026, 01.00"),
    ],
)
def test_moments_are_told_on_the_clock_of_ones_own_office(client, cast, kabid, zone, moment):
    cast.agency.time_zone = zone
    cast.agency.save()
    sign_in(client, kabid)
    client.post(reverse("organization:feed-renew"))
    assert f"Dibuat {moment}." in text(client.get(PROFILE))
