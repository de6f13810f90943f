"""Terms of office: begun and ended with an event, without two acting holders at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from organization.access import (
    NotAppointable,
    NotMandated,
    OwnPost,
    PostTaken,
    StandInActs,
    TermEnded,
    TermUsed,
    holders,
    relieved_by,
)
from organization.models import Capacity, Event, Officeholder
from organization.services import (
    appoint_officeholder,
    cancel_term,
    end_term,
    name_filler,
    record_event,
)
from tests.cast import DAY, PLT_SINCE
from tests.factories.organization import PositionFactory, UserFactory

NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)


def appoint(position, user=None, **values):
    values = {"starts_on": DAY, "now": NOW} | values
    return appoint_officeholder(user=user or UserFactory(), position=position, **values)


def test_an_appointment_holds_and_says_who_entered_it(cast):
    term = appoint(cast.position("analis"), by=cast.admin)
    assert term in holders(cast.position("analis"), DAY)
    event = Event.objects.get(action="officeholder.appointed")
    assert (event.user, event.position, event.subject_id) == (cast.admin, None, term.pk)
    assert event.data["starts_on"] == "2026-04-10"


def test_a_staff_post_may_have_two_holders(cast):
    appoint(cast.position("analis"))
    assert len(holders(cast.position("analis"), DAY)) == 2


@pytest.mark.parametrize("capacity", [Capacity.PLT, Capacity.PLH])
def test_only_one_person_acts_for_a_post_at_a_time(cast, capacity):
    with pytest.raises(PostTaken, match=r"Plt\. Kepala Bidang Dua.*sejak 1 Maret 2026"):
        appoint(cast.position("kabid-dua"), capacity=capacity)
    Officeholder.objects.filter(capacity=Capacity.PLT).update(ends_on=date(2026, 4, 9))
    appoint(cast.position("kabid-dua"), capacity=Capacity.PLT)


@pytest.mark.parametrize(
    ("post", "given", "field"),
    [
        ("kabid", {"capacity": Capacity.PLT}, "capacity"),
        ("kabid", {"capacity": Capacity.PLH}, "ends_on"),
        ("kosong", {"capacity": Capacity.PLH, "ends_on": DAY}, "capacity"),
        ("kosong", {"capacity": Capacity.PLT, "starts_on": date(2026, 3, 9)}, "starts_on"),
    ],
)
def test_a_word_or_days_that_are_no_mandate_are_refused_at_every_door(cast, post, given, field):
    """UU 30/2014 ps. 14: a Plt where nobody holds the post, a Plh, with an end, where one does."""
    position = PositionFactory(agency=cast.agency) if post == "kosong" else cast.position(post)
    with pytest.raises(NotMandated) as refused:
        appoint(position, by=cast.admin, **given)
    assert refused.value.field == field
    assert not Event.objects.filter(action="officeholder.appointed").exists()


def test_a_definitif_holder_relieves_the_plt_on_the_day_before_and_both_events_say_so(cast):
    post = cast.position("kabid-dua")
    [plt] = holders(post, DAY)
    term = appoint(post, by=cast.admin)
    plt.refresh_from_db()
    assert (plt.ends_on, holders(post, DAY), relieved_by(term)) == (date(2026, 4, 9), [term], [plt])
    ended = Event.objects.get(action="officeholder.ended")
    assert (ended.subject_id, ended.user, ended.reason) == (
        plt.pk,
        cast.admin,
        "Pejabat definitif mulai 10 April 2026.",
    )


def test_a_plt_may_become_the_definitif_holder_himself(cast):
    term = appoint(cast.position("kabid-dua"), cast.plt_kabid, by=cast.admin)
    assert holders(cast.position("kabid-dua"), DAY) == [term]
    assert holders(cast.position("kabid-dua"), date(2026, 4, 9))[0].capacity == Capacity.PLT


@pytest.mark.parametrize(
    ("starts_on", "acted", "sentence", "way_out"),
    [
        (PLT_SINCE, False, "mulai 1 Maret 2026, tidak sebelum", "Batalkan dahulu"),
        (date(2026, 4, 1), True, "masih bertindak pada 10 April 2026", "sesudah 10 April 2026"),
        (DAY, True, "masih bertindak pada 10 April 2026", "sesudah 10 April 2026"),
    ],
)
def test_a_plt_is_not_relieved_of_what_he_has_done(cast, starts_on, acted, sentence, way_out):
    post = cast.position("kabid-dua")
    if acted:
        given = {"subject_type": "run", "subject_id": 1, "action": "task.approved"}
        record_event(agency=cast.agency, acting=cast.acting(cast.plt_kabid), at=NOW, **given)
    with pytest.raises(StandInActs) as refused:
        appoint(post, starts_on=starts_on, by=cast.admin)
    assert sentence in refused.value.sentence
    assert way_out in refused.value.help
    assert [term.capacity for term in holders(post, DAY)] == [Capacity.PLT]
    assert not Event.objects.filter(action="officeholder.ended").exists()


def test_a_plh_goes_on_beside_a_second_holder_and_ends_with_the_one_he_stood_in_for(cast):
    post = cast.position("kasubag")
    [before] = holders(post, DAY)
    plh = appoint(post, capacity=Capacity.PLH, ends_on=date(2026, 5, 30))
    appoint(post, starts_on=date(2026, 5, 1))
    plh.refresh_from_db()
    assert plh.ends_on == date(2026, 5, 30)
    end_term(term=before, ends_on=date(2026, 5, 9), now=NOW)
    Officeholder.objects.filter(position=post, starts_on=date(2026, 5, 1)).delete()
    appoint(post, starts_on=date(2026, 5, 10))
    plh.refresh_from_db()
    assert plh.ends_on == date(2026, 5, 9)


def test_nobody_holds_one_post_twice_at_once(cast):
    with pytest.raises(PostTaken):
        appoint(cast.position("kabid"), cast.kabid)


def test_a_refused_appointment_leaves_nothing(cast):
    before = (Officeholder.objects.count(), Event.objects.count())
    with pytest.raises(PostTaken):
        appoint(cast.position("kabid"), cast.kabid)
    assert (Officeholder.objects.count(), Event.objects.count()) == before


def test_an_ended_term_holds_on_its_last_day_only_until_then(cast):
    (term,) = holders(cast.position("kabid"), DAY)
    end_term(term=term, ends_on=DAY, now=NOW, by=cast.admin)
    assert holders(cast.position("kabid"), DAY) == [term]
    assert holders(cast.position("kabid"), date(2026, 4, 11)) == []
    assert Event.objects.get(action="officeholder.ended").data["ends_on"] == "2026-04-10"


def test_a_term_is_not_lengthened_nor_ended_before_it_began(cast):
    (term,) = holders(cast.position("kabid-dua"), DAY)
    end_term(term=term, ends_on=DAY, now=NOW)
    for day in (date(2026, 5, 1), DAY, date(2026, 2, 1)):
        with pytest.raises(TermEnded):
            end_term(term=term, ends_on=day, now=NOW)
    term.refresh_from_db()
    assert (term.starts_on, term.ends_on) == (PLT_SINCE, DAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the test's SQLite lives in one process's memory"
)
def test_of_two_plt_appointed_at_once_one_is_refused():
    position, people = PositionFactory(), [UserFactory(), UserFactory()]
    start = Barrier(2)

    def try_it(user):
        try:
            start.wait(timeout=10)
            appoint(position, user, capacity=Capacity.PLT)
        except PostTaken:
            return "ditolak"
        else:
            return "ditunjuk"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, people)) == ["ditolak", "ditunjuk"]
    assert Officeholder.objects.filter(position=position).count() == 1


def test_nobody_enters_a_post_for_himself_whoever_he_is(cast):
    for given in ({"by": cast.kabid}, {"acting": cast.acting(cast.kabid)}):
        with pytest.raises(OwnPost):
            appoint(cast.position("kasubag"), cast.kabid, capacity=Capacity.PLH, **given)
    assert not Officeholder.objects.filter(position=cast.position("kasubag"), user=cast.kabid)


def test_a_term_entered_by_mistake_is_cancelled_and_its_event_tells_why(cast):
    term = appoint(cast.position("kasubag"), capacity=Capacity.PLH, ends_on=DAY)
    key = term.pk
    cancel_term(term=term, reason="Salah orang.", now=NOW, acting=cast.acting(cast.kepala))
    assert not Officeholder.objects.filter(pk=key).exists()
    event = Event.objects.get(action="officeholder.cancelled")
    assert (event.subject_id, event.user, event.reason) == (key, cast.kepala, "Salah orang.")
    assert event.data["account"] == term.user.username
    kept = Officeholder.entered.get(pk=key)
    assert (kept.cancelled_at, kept.starts_on) == (NOW, DAY)
    assert holders(cast.position("kasubag"), DAY) == [cast.acting(cast.kasubag).officeholder]
    with pytest.raises(TermEnded):
        cancel_term(term=term, reason="Lagi.", now=NOW, by=cast.admin)
    appoint(cast.position("kasubag"), term.user, capacity=Capacity.PLH, ends_on=DAY)


def test_a_term_under_which_something_was_done_cannot_be_cancelled(cast):
    acted = cast.acting(cast.plt_kabid).officeholder
    record_event(
        agency=cast.agency,
        subject_type="run",
        subject_id=1,
        action="task.approved",
        at=NOW,
        acting=cast.acting(cast.plt_kabid),
    )
    named = cast.acting(cast.kasubag).officeholder
    name_filler(term=named, user=UserFactory(), starts_on=DAY, ends_on=None, now=NOW)
    for term in (acted, named):
        with pytest.raises(TermUsed, match="sudah dipakai bekerja"):
            cancel_term(term=term, reason="Salah.", now=NOW, by=cast.admin)
        assert Officeholder.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_an_administrator_holds_no_post_whoever_enters_it(cast, flag):
    user = UserFactory(**{flag: True})
    for given in ({}, {"by": cast.admin}, {"acting": cast.acting(cast.kepala)}):
        with pytest.raises(NotAppointable, match="akun administrator, yang tidak memegang"):
            appoint(cast.position("analis"), user, **given)
    assert not user.terms.exists()


def test_an_inactive_account_is_given_no_post(cast):
    with pytest.raises(NotAppointable, match="tidak aktif"):
        appoint(cast.position("analis"), UserFactory(is_active=False), by=cast.admin)


def test_an_official_names_people_of_his_agency_and_accounts_made_for_it(cast):
    head = cast.acting(cast.kepala)
    once = UserFactory()
    cast.position("analis").terms.create(
        user=once, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
    )
    fitting = {"analis": once, "kasubag": UserFactory(username="baru@dinas-contoh")}
    for post, user in fitting.items():
        appoint(cast.position(post), user, capacity=Capacity.PLH, ends_on=DAY, acting=head)
    for user in (UserFactory(), UserFactory(username="baru@dinas-lain"), cast.orang_opd_lain):
        with pytest.raises(NotAppointable, match="bukan akun pejabat Dinas Contoh"):
            appoint(cast.position("kabid"), user, capacity=Capacity.PLH, acting=head)


def test_the_regents_decree_brings_people_of_the_same_government_but_no_plh(cast):
    guest = cast.pembaca_kabupaten
    with pytest.raises(NotAppointable, match="milik perangkat daerah lain"):
        appoint(cast.position("kabid"), guest, capacity=Capacity.PLH, by=cast.admin)
    appoint(cast.position("analis"), guest, by=cast.admin)
    assert guest.terms.filter(position=cast.position("analis")).exists()


def test_another_government_lends_nobody(cast):
    assert cast.other_agency.government_id != cast.agency.government_id
    for capacity in Capacity.values:
        with pytest.raises(NotAppointable, match="milik perangkat daerah lain"):
            appoint(cast.position("analis"), cast.orang_opd_lain, capacity=capacity, by=cast.admin)


def test_a_filler_of_another_agency_belongs_there(cast):
    staff = UserFactory()
    (term,) = holders(cast.other_agency.positions.get(), DAY)
    name_filler(term=term, user=staff, starts_on=DAY, ends_on=None, now=NOW)
    with pytest.raises(NotAppointable, match="milik perangkat daerah lain"):
        appoint(cast.position("analis"), staff, by=cast.admin)
