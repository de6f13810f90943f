"""The office's people on their own page: who may enter what, and never for himself."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from organization.access import holders, staffing_of
from organization.models import Event, Leave, Officeholder
from organization.services import grant_leave
from tests.cast import DAY
from tests.factories.organization import OfficeholderFactory, PositionFactory, UserFactory
from tests.organization.services.test_leave import LAST, NOW

pytestmark = pytest.mark.django_db
LIST = reverse("staffing:officeholder-list")
TERM_ADD = reverse("staffing:term-add") + "?instansi=dinas-contoh"
LEAVE_ADD = reverse("staffing:leave-add") + "?instansi=dinas-contoh"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def entry(cast, key="kasubag", account=None, **values):
    return {
        "position": cast.position(key).pk,
        "account": account or cast.analis.username,
        "capacity": "plh",
        "starts_on": "2026-04-10",
        "ends_on": "2026-04-17",
    } | values


def test_the_list_shows_everybody_and_links_to_whoever_may_enter(come, cast):
    answer = come(cast.analis).get(LIST)
    assert "Plt. " in text(answer)
    assert "Catat cuti" in text(answer)
    assert "Catat Plt. atau Plh." not in text(answer)
    assert "Catat Plt. atau Plh." in text(come(cast.sekretaris).get(LIST))
    admin = come(cast.admin).get(LIST, {"instansi": "dinas-contoh"})
    assert "Catat masa jabatan" in text(admin)


def test_the_list_asks_as_often_for_one_post_as_for_four(come, cast, django_assert_max_num_queries):
    browser = come(cast.kepala)
    with django_assert_max_num_queries(16) as few:
        browser.get(LIST)
    for _number in range(3):
        OfficeholderFactory(position=PositionFactory(agency=cast.agency))
    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)


def test_the_sekretaris_names_a_plh_and_the_event_names_his_post(come, cast):
    person = cast.analis
    answer = come(cast.sekretaris).post(TERM_ADD, entry(cast), follow=True)
    assert "Plh. Kepala Subbagian Satu dicatat." in text(answer)
    assert [term.user for term in holders(cast.position("kasubag"), DAY)] == [person]
    event = Event.objects.get(action="officeholder.appointed")
    assert (event.user, event.position) == (cast.sekretaris, cast.position("sekretaris"))


@pytest.mark.parametrize(
    ("part", "given", "field"),
    [
        ("sekretaris", {"capacity": "definitif"}, "capacity"),
        ("sekretaris", {"key": "kepala"}, "position"),
        ("sekretaris", {"capacity": "plt"}, "capacity"),
        ("kepala", {"key": "kabid-dua"}, "capacity"),
        ("kepala", {"account": "tidak-ada"}, "account"),
        ("kepala", {"ends_on": "2026-04-01"}, "ends_on"),
        ("sekretaris", {"ends_on": ""}, "ends_on"),
        ("admin", {"starts_on": "2026-03-01"}, "starts_on"),
        ("admin", {"starts_on": "kemarin"}, "starts_on"),
    ],
)
def test_what_may_not_be_entered_is_told_at_its_field(come, cast, part, given, field):
    before = Officeholder.objects.count()
    answer = come(getattr(cast, part)).post(TERM_ADD, entry(cast, **given))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Officeholder.objects.count() == before


@pytest.mark.parametrize("part", ["sekretaris", "kepala"])
def test_nobody_enters_himself(come, cast, part):
    user = getattr(cast, part)
    answer = come(user).post(TERM_ADD, entry(cast, account=user.username))
    assert answer.status_code == 403
    assert "untuk dirinya sendiri" in text(answer)
    assert not user.terms.filter(position=cast.position("kasubag")).exists()


@pytest.mark.parametrize("part", ["kabid", "analis", "plt_kabid", "pembaca_kabupaten"])
def test_others_enter_no_terms(come, cast, part):
    assert come(getattr(cast, part)).get(TERM_ADD).status_code == 403


def test_another_office_does_not_find_the_page(come, cast):
    assert come(cast.orang_opd_lain).get(TERM_ADD).status_code == 404
    term = cast.acting(cast.plt_kabid).officeholder
    for name in ("term-end", "term-cancel"):
        assert (
            come(cast.orang_opd_lain).get(reverse(f"staffing:{name}", args=[term.pk])).status_code
            == 404
        )


def test_the_head_ends_a_plt_but_not_a_definitif_term(come, cast):
    term = cast.acting(cast.plt_kabid).officeholder
    address = reverse("staffing:term-end", args=[term.pk])
    assert come(cast.kepala).get(address).status_code == 200
    come(cast.kepala).post(address, {"ends_on": "2026-04-10"})
    term.refresh_from_db()
    assert term.ends_on == DAY
    assert come(cast.kepala).post(address, {"ends_on": "2026-04-20"}).status_code == 422
    fixed = cast.acting(cast.kabid).officeholder
    address = reverse("staffing:term-end", args=[fixed.pk])
    assert come(cast.kepala).post(address, {"ends_on": "2026-04-10"}).status_code == 403
    assert come(cast.admin).post(address, {"ends_on": "2026-04-10"}).status_code == 302


def test_a_mistaken_term_is_cancelled_with_a_reason(come, cast):
    term = OfficeholderFactory(position=cast.position("kasubag"), capacity="plh", starts_on=DAY)
    address = reverse("staffing:term-cancel", args=[term.pk])
    assert come(cast.kepala).post(address, {"reason": ""}).status_code == 422
    assert come(cast.kepala).post(address, {"reason": "Salah orang."}).status_code == 302
    assert not Officeholder.objects.filter(pk=term.pk).exists()


def test_a_term_in_use_is_not_cancelled(come, cast):
    term = cast.acting(cast.plt_kabid).officeholder
    staff = UserFactory()
    term.fillers.create(user=staff, starts_on=DAY)
    answer = come(cast.admin).post(
        reverse("staffing:term-cancel", args=[term.pk]), {"reason": "Salah orang."}
    )
    assert answer.status_code == 409
    assert "sudah dipakai bekerja" in text(answer)


def test_anybody_enters_his_own_leave_without_a_substitute(come, cast):
    browser = come(cast.analis)
    form = browser.get(LEAVE_ADD).context["form"]
    assert "substitute" not in form.fields
    term = cast.acting(cast.analis).officeholder
    dates = {"starts_on": "2026-04-13", "ends_on": "2026-04-17"}
    other = browser.post(LEAVE_ADD, dates | {"term": cast.acting(cast.kabid).officeholder.pk})
    assert other.status_code == 422
    assert browser.post(LEAVE_ADD, dates | {"term": term.pk}).status_code == 302
    assert browser.post(LEAVE_ADD, dates | {"term": term.pk}).status_code == 422
    assert Leave.objects.get().user == cast.analis
    assert "Anda tercatat cuti 13 April 2026" in text(browser.get(reverse("organization:profile")))


def test_leave_with_a_plh_by_the_sekretaris(come, cast):
    data = {
        "term": cast.acting(cast.kabid).officeholder.pk,
        "starts_on": "2026-04-10",
        "ends_on": "2026-04-17",
        "substitute": cast.kasubag.username,
    }
    assert come(cast.sekretaris).post(LEAVE_ADD, data).status_code == 302
    assert [term.title for term in holders(cast.position("kabid"), DAY)] == [
        "Plh. Kepala Bidang Satu"
    ]
    page = come(cast.sekretaris).get(LEAVE_ADD)
    head = cast.acting(cast.kepala).officeholder
    assert head not in page.context["form"].fields["term"].queryset


def test_leave_is_ended_by_the_person_or_the_office_and_nobody_else(come, cast):
    term = cast.acting(cast.kabid).officeholder
    leave = grant_leave(term=term, starts_on=DAY, ends_on=LAST, now=NOW, by=cast.admin)
    address = reverse("staffing:leave-end", args=[leave.pk])
    assert come(cast.analis).post(address, {"back_on": "2026-04-13"}).status_code == 403
    assert come(cast.orang_opd_lain).get(address).status_code == 404
    assert come(cast.kabid).get(address).status_code == 200
    assert come(cast.kabid).post(address, {"back_on": "2026-04-13"}).status_code == 302
    assert come(cast.kabid).post(address, {"back_on": "2026-04-13"}).status_code == 422
    leave.refresh_from_db()
    assert str(leave.ends_on) == "2026-04-12"


def test_a_head_on_leave_enters_nothing_meanwhile(cast):
    term = cast.acting(cast.kepala).officeholder
    grant_leave(term=term, starts_on=DAY, ends_on=LAST, now=NOW, by=cast.admin)
    assert staffing_of(cast.kepala, cast.agency, DAY) is None


def test_a_definitif_holder_relieves_the_plt_and_the_office_is_told(come, cast):
    given = {"key": "kabid-dua", "capacity": "definitif", "ends_on": ""}
    early = come(cast.admin).post(TERM_ADD, entry(cast, **given, starts_on="2026-03-01"))
    assert early.status_code == 422
    assert "mulai 1 Maret 2026, tidak sebelum pejabat definitif" in text(early)
    answer = come(cast.admin).post(TERM_ADD, entry(cast, **given))
    told = text(come(cast.admin).get(answer["Location"]))
    assert "berakhir pada 9 April 2026; daftar pekerjaan yang dialihkan ada pada Serah" in told
    assert str(cast.plt_kabid.terms.get().ends_on) == "2026-04-09"


def test_an_administrator_is_named_for_no_post(come, cast):
    for who in (cast.sekretaris, cast.admin):
        answer = come(who).post(TERM_ADD, entry(cast, account="administrator"))
        assert (answer.status_code, "akun administrator" in text(answer)) == (422, True)
    assert not Officeholder.objects.filter(user=cast.admin).exists()


@pytest.mark.parametrize("account", ["kepala@dinas-lain", "siapa-saja", "baru@dinas-lain"])
def test_the_office_names_its_own_people_only(come, cast, account):
    get_user_model().objects.get_or_create(username=account)
    answer = come(cast.sekretaris).post(TERM_ADD, entry(cast, account=account))
    assert answer.status_code == 422
    assert answer.context["form"].errors["account"] == [
        f"Akun “{account}” bukan akun pejabat Dinas Contoh. Pilih yang memegang atau pernah "
        "memegang jabatan di perangkat daerah ini, atau minta administrator mencatatkannya."
    ]
    leave = {
        "term": cast.acting(cast.kabid).officeholder.pk,
        "starts_on": "2026-04-10",
        "ends_on": "2026-04-17",
        "substitute": account,
    }
    answer = come(cast.sekretaris).post(LEAVE_ADD, leave)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["substitute"])
    assert not Leave.objects.exists()


def test_a_plt_of_long_ago_does_not_displace_who_holds_the_post_today(come, cast):
    cast.kabid.terms.update(starts_on="2020-01-01")
    typed = entry(cast, key="kabid", capacity="plt", starts_on="1990-01-01", ends_on="")
    answer = come(cast.sekretaris).post(TERM_ADD, typed)
    assert set(answer.context["form"].errors) == {"starts_on", "capacity"}
    assert not Officeholder.objects.filter(position=cast.position("kabid"), capacity="plt").exists()


def test_the_sekretaris_enters_no_leave_for_who_is_also_his_head(come, cast):
    """Leave counts in every post, so a second post of the head's would lock him out of both."""
    second = OfficeholderFactory(user=cast.kepala, position=PositionFactory(agency=cast.agency))
    typed = {"term": second.pk, "starts_on": "2026-04-10", "ends_on": "2026-04-17"}
    answer = come(cast.sekretaris).post(LEAVE_ADD, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["term"] == [
        "Cuti berlaku pada semua jabatan, dan Kepala Dinas pada masa itu juga memegang Kepala "
        "Dinas di Dinas Contoh (sejak 1 Januari 2026), yang bukan wewenang Anda. Pilih tanggal "
        "sebelum jabatan itu mulai, atau minta yang bersangkutan atau administrator mencatat "
        "cutinya."
    ]
    assert not Leave.objects.exists()


def test_leave_is_bounded(come, cast):
    term = cast.kabid.terms.get()
    typed = {"term": term.pk, "starts_on": "1970-01-01", "ends_on": "2100-12-31"}
    answer = come(cast.sekretaris).post(LEAVE_ADD, typed)
    assert "Mulai paling lama 31 hari yang lalu." in text(answer)
    assert "Paling lama satu tahun." in text(answer)
    assert not Leave.objects.exists()


def test_a_plt_ends_before_the_holder_who_is_coming(come, cast):
    """A Plt displaces the definitif holder, so one without an end would keep him out."""
    cast.plt_kabid.terms.filter(capacity="plt").update(ends_on="2026-04-09")
    OfficeholderFactory(position=cast.position("kabid-dua"), starts_on="2026-05-01")
    typed = entry(cast, key="kabid-dua", capacity="plt", ends_on="")
    answer = come(cast.kepala).post(TERM_ADD, typed)
    assert set(answer.context["form"].errors) == {"capacity"}
    answer = come(cast.kepala).post(TERM_ADD, typed | {"ends_on": "2026-04-30"}, follow=True)
    assert "Plt. Kepala Bidang Dua dicatat." in text(answer)
