"""Naming and revoking staff who fill in figures for a holder."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organization.access import CannotFill, fillings_of
from organization.models import Event, Filler, User
from organization.services import name_filler, revoke_filler
from tests.cast import DAY
from tests.organization.test_views import NOW

pytestmark = pytest.mark.django_db
PAGE = "organization:filler-list"


@pytest.fixture
def staff():
    return User.objects.create_user("operator@dinas", name="Operator")


@pytest.fixture
def browser(cast, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    client.force_login(cast.analis, backend="django.contrib.auth.backends.ModelBackend")
    return client


def name(cast, user, *, holder=None, starts_on=DAY, ends_on=None):
    term = cast.acting(holder or cast.analis).officeholder
    return name_filler(term=term, user=user, starts_on=starts_on, ends_on=ends_on, now=NOW)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_holder_names_and_revokes_by_the_page(cast, browser, staff):
    term = cast.acting(cast.analis).officeholder
    answer = browser.post(reverse(PAGE), {"term": term.pk, "account": "operator@dinas"})
    assert answer.status_code == 302
    filler = Filler.objects.get()
    assert (filler.user, filler.term, filler.starts_on) == (staff, term, DAY)
    assert "operator@dinas" in text(browser.get(reverse(PAGE)))
    browser.post(reverse("organization:filler-revoke", args=[filler.pk]))
    assert "operator@dinas" not in text(browser.get(reverse(PAGE)))
    assert [event.action for event in Event.objects.order_by("sequence")] == [
        "filler.named",
        "filler.revoked",
    ]
    assert Event.objects.first().user == cast.analis


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"account": ""}, "Belum diisi"),
        ({"account": "tidak.ada"}, "Akun “tidak.ada” tidak ada"),
        ({"ends_on": "2026-04-09"}, "Tanggal berakhir tidak boleh sebelum hari ini"),
        ({"term": "999999"}, "Pilihan itu tidak ada dalam daftar"),
        ({"starts_on": "2026-04-09"}, "Tanggal mulai tidak boleh sebelum hari ini"),
        (
            {"starts_on": "2026-05-02", "ends_on": "2026-05-01"},
            "Tanggal berakhir mendahului tanggal mulai",
        ),
    ],
)
def test_the_page_says_what_is_wrong(cast, browser, staff, sent, sentence):
    term = cast.acting(cast.analis).officeholder
    given = {"term": term.pk, "account": "operator@dinas", "ends_on": ""} | sent
    page = browser.post(reverse(PAGE), given)
    assert page.status_code == 422
    assert sentence in text(page)
    assert not Filler.objects.exists()


@pytest.mark.parametrize("who", ["analis", "orang_opd_lain", "admin"])
def test_not_oneself_nor_strangers_nor_administrators(cast, who):
    with pytest.raises(CannotFill):
        name(cast, getattr(cast, who))


def test_nobody_is_named_twice_but_again_after_revoking(cast, staff):
    first = name(cast, staff)
    with pytest.raises(CannotFill):
        name(cast, staff)
    assert revoke_filler(filler=first, now=NOW)
    assert not revoke_filler(filler=first, now=NOW)
    name(cast, staff)
    assert Filler.objects.count() == 2


def test_another_holders_filler_is_not_mine_to_revoke(cast, browser, staff):
    term = cast.acting(cast.kabid).officeholder
    filler = name_filler(term=term, user=staff, starts_on=DAY, ends_on=None, now=NOW)
    assert browser.post(reverse("organization:filler-revoke", args=[filler.pk])).status_code == 404
    filler.refresh_from_db()
    assert filler.revoked_at is None


def test_a_naming_holds_from_its_first_day_to_its_last(cast, browser, staff):
    term = cast.acting(cast.analis).officeholder
    first, last = DAY + timedelta(days=2), DAY + timedelta(days=4)
    browser.post(
        reverse(PAGE),
        {
            "term": term.pk,
            "account": "operator@dinas",
            "starts_on": first.isoformat(),
            "ends_on": last.isoformat(),
        },
    )
    assert "operator@dinas" in text(browser.get(reverse(PAGE)))
    days = [DAY + timedelta(days=number) for number in range(6)]
    assert [bool(fillings_of(staff, day)) for day in days] == [0, 0, 1, 1, 1, 0]


def test_a_lapsed_naming_leaves_room_for_the_next_one(cast, staff):
    name(cast, staff, ends_on=DAY)
    with pytest.raises(CannotFill):
        name(cast, staff)
    name(cast, staff, starts_on=DAY + timedelta(days=1))
    assert Filler.objects.count() == 2


def test_staff_who_serve_another_agency_are_not_named_here(cast, staff):
    name(cast, staff, holder=cast.orang_opd_lain)
    with pytest.raises(CannotFill):
        name(cast, staff)
