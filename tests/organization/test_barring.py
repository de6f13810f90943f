"""Pages of the office's people say why a button is missing, as the act then says it."""

import pytest
from django.urls import reverse

from organization.services import grant_leave
from tests.cast import DAY
from tests.organization.services.test_leave import LAST, NOW

pytestmark = pytest.mark.django_db
LIST = reverse("staffing:officeholder-list") + "?instansi=dinas-contoh"
TERM_ADD = reverse("staffing:term-add") + "?instansi=dinas-contoh"
LEAVE_ADD = reverse("staffing:leave-add") + "?instansi=dinas-contoh"
OWN_LEAVE = "Catat cuti"
OTHERS = "Catat Plt., Plh., dan cuti pejabat lain"
HEAD = "Catat pengganti dan cuti kepala"
DEFINITIF = "Catat atau akhiri pejabat definitif"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def told(answer) -> dict[str, str]:
    """Act → what is said about it; each sentence and who can help stand on the page."""
    page = text(answer)
    for each in answer.context["barred"]:
        assert each.refusal.help
        assert each.refusal.sentence in page
        assert each.refusal.help in page
    return {each.act: each.refusal.sentence for each in answer.context["barred"]}


@pytest.mark.parametrize(
    ("part", "acts"),
    [
        ("admin", set()),
        ("kepala", {DEFINITIF}),
        ("sekretaris", {HEAD, DEFINITIF}),
        ("analis", {OTHERS}),
        ("pembaca_kabupaten", {OWN_LEAVE, OTHERS}),
    ],
)
def test_the_list_of_officials_says_what_each_role_cannot_do(come, cast, part, acts):
    answer = come(getattr(cast, part)).get(LIST)
    assert told(answer).keys() == acts
    assert ("Mengapa tidak bisa?" in text(answer)) == bool(acts)
    assert (f"{reverse('staffing:term-add')}?instansi" in text(answer)) == (OTHERS not in acts)
    assert (f"{reverse('staffing:leave-add')}?instansi" in text(answer)) == (OWN_LEAVE not in acts)


def test_each_reason_is_the_one_that_the_act_meets(come, cast):
    browser = come(cast.analis)
    reason = told(browser.get(LIST))[OTHERS]
    assert browser.post(TERM_ADD, {}).context["refusal"].sentence == reason
    page = text(browser.get(LIST))
    for word in ("Kepala Dinas", "Sekretaris", "10 April 2026"):
        assert word in page
    fixed = cast.acting(cast.kabid).officeholder
    browser = come(cast.sekretaris)
    reasons = told(browser.get(LIST))
    answer = browser.post(reverse("staffing:term-end", args=[fixed.pk]), {"ends_on": "2026-04-10"})
    assert answer.context["refusal"].sentence == reasons[DEFINITIF]
    head = cast.acting(cast.kepala).officeholder
    answer = browser.post(reverse("staffing:term-end", args=[head.pk]), {"ends_on": "2026-04-10"})
    assert answer.context["refusal"].sentence == reasons[HEAD]
    reader = come(cast.pembaca_kabupaten)
    assert (
        reader.post(LEAVE_ADD, {}).context["refusal"].sentence == told(reader.get(LIST))[OWN_LEAVE]
    )


def test_leave_is_ended_from_the_list_by_whoever_the_act_lets_in(come, cast):
    term = cast.acting(cast.kepala).officeholder
    leave = grant_leave(term=term, starts_on=DAY, ends_on=LAST, now=NOW, by=cast.admin)
    address = reverse("staffing:leave-end", args=[leave.pk])
    for user, may in (
        (cast.kepala, True),
        (cast.admin, True),
        (cast.sekretaris, False),
        (cast.analis, False),
    ):
        browser = come(user)
        assert (address in text(browser.get(LIST))) == may
        assert (browser.get(address).status_code == 200) == may


def test_the_account_page_says_who_keeps_the_settings(come, cast):
    profile = reverse("organization:profile")
    assert "Mengapa tidak bisa?" not in text(come(cast.admin).get(profile))
    answer = come(cast.kabid).get(profile)
    assert told(answer) == {"Buka pengaturan": "Pengaturan ini hanya untuk administrator."}
    assert reverse("admin:index") not in text(answer)


def test_the_list_asks_as_often_for_one_leave_as_for_three(
    come, cast, django_assert_max_num_queries
):
    browser = come(cast.sekretaris)

    def away(user):
        grant_leave(term=user.terms.first(), starts_on=DAY, ends_on=LAST, now=NOW, by=cast.admin)

    away(cast.kabid)
    with django_assert_max_num_queries(30) as few:
        browser.get(LIST)
    away(cast.kasubag)
    away(cast.analis)
    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)
