"""Leave: the absent holder is not there, a Plh may act for him, and he comes back."""

from datetime import UTC, date, datetime

import pytest

from organization.access import (
    LeaveBeyond,
    LeaveTaken,
    OwnPost,
    agencies_for,
    fillings_of,
    held_positions,
    holders,
)
from organization.models import Event, Leave, Officeholder
from organization.services import end_leave, grant_leave, name_filler
from tests.cast import DAY
from tests.factories.organization import OfficeholderFactory, UserFactory

NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)
LAST = date(2026, 4, 17)
AFTER = date(2026, 4, 18)


def away(cast, user, **values):
    given = {"starts_on": DAY, "ends_on": LAST, "now": NOW, "by": cast.admin} | values
    return grant_leave(term=user.terms.order_by("pk").first(), **given)


def test_who_is_on_leave_holds_nothing_from_the_first_to_the_last_day(cast):
    away(cast, cast.kabid)
    post = cast.position("kabid")
    days = (date(2026, 4, 9), DAY, LAST, AFTER)
    assert [[term.user for term in holders(post, day)] for day in days] == [
        [cast.kabid],
        [],
        [],
        [cast.kabid],
    ]
    assert (held_positions(cast.kabid, LAST), len(held_positions(cast.kabid, AFTER))) == ([], 1)
    event = Event.objects.get(action="leave.granted")
    assert (event.agency, event.user) == (cast.agency, cast.admin)


def test_he_is_absent_in_all_his_posts_and_the_others_of_a_staff_post_are_there(cast):
    second = OfficeholderFactory(user=cast.analis)
    colleague = OfficeholderFactory(position=cast.position("analis"))
    away(cast, cast.analis)
    assert holders(second.position, DAY) == []
    assert holders(cast.position("analis"), DAY) == [colleague]


def test_he_still_reads_his_own_agency(cast):
    away(cast, cast.kabid)
    assert list(agencies_for(cast.kabid, DAY)) == [cast.agency]


def test_a_substitute_acts_as_plh_on_the_same_days(cast):
    away(cast, cast.kabid, substitute=cast.kasubag)
    (term,) = holders(cast.position("kabid"), DAY)
    assert (term.title, term.user) == ("Plh. Kepala Bidang Satu", cast.kasubag)
    assert (term.starts_on, term.ends_on) == (DAY, LAST)


def test_an_absent_plh_does_not_bring_the_holder_back(cast):
    """The post is empty, and its tasks rise."""
    away(cast, cast.kabid, substitute=cast.kasubag)
    away(cast, cast.kasubag, ends_on=DAY)
    assert (holders(cast.position("kabid"), DAY), held_positions(cast.kabid, DAY)) == ([], [])


def test_who_fills_in_for_him_goes_on_filling(cast):
    staff = UserFactory()
    term = cast.acting(cast.analis).officeholder
    name_filler(term=term, user=staff, starts_on=DAY, ends_on=None, now=NOW)
    away(cast, cast.analis)
    assert [filler.term for filler in fillings_of(staff, DAY)] == [term]


def test_a_second_leave_on_the_same_days_is_refused_and_changes_nothing(cast):
    away(cast, cast.kabid)
    before = Event.objects.count()
    with pytest.raises(LeaveTaken):
        away(cast, cast.kabid, starts_on=LAST, ends_on=AFTER)
    assert (Leave.objects.count(), Event.objects.count()) == (1, before)
    away(cast, cast.kabid, starts_on=AFTER, ends_on=AFTER)


def test_nobody_names_himself_as_substitute_and_then_there_is_no_leave_either(cast):
    acting = cast.acting(cast.sekretaris)
    with pytest.raises(OwnPost):
        away(cast, cast.kabid, substitute=cast.sekretaris, by=None, acting=acting)
    assert not Leave.objects.exists()
    assert not Officeholder.objects.filter(capacity="plh").exists()


def test_back_early_he_holds_his_post_again_from_that_day(cast):
    leave = away(cast, cast.kabid)
    end_leave(leave=leave, back_on=date(2026, 4, 14), now=NOW, by=cast.admin)
    assert holders(cast.position("kabid"), date(2026, 4, 13)) == []
    assert len(holders(cast.position("kabid"), date(2026, 4, 14))) == 1
    with pytest.raises(LeaveTaken):
        end_leave(leave=leave, back_on=date(2026, 4, 14), now=NOW, by=cast.admin)


def test_leave_that_has_not_begun_is_cancelled_and_may_be_entered_anew(cast):
    leave = away(cast, cast.kabid)
    end_leave(leave=leave, back_on=DAY, now=NOW, by=cast.admin)
    assert len(holders(cast.position("kabid"), DAY)) == 1
    away(cast, cast.kabid)
    assert holders(cast.position("kabid"), DAY) == []


def test_the_plh_stands_in_no_longer_than_the_leave(cast):
    leave = away(cast, cast.kabid, substitute=cast.kasubag)
    end_leave(leave=leave, back_on=date(2026, 4, 14), now=NOW, by=cast.admin)
    assert [term.user for term in holders(cast.position("kabid"), date(2026, 4, 14))] == [
        cast.kabid
    ]
    assert [term.user for term in holders(cast.position("kabid"), date(2026, 4, 13))] == [
        cast.kasubag
    ]
    later = away(
        cast,
        cast.kabid,
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 8),
        substitute=cast.kasubag,
    )
    end_leave(leave=later, back_on=DAY, now=NOW, by=cast.admin)
    assert Officeholder.objects.filter(position=cast.position("kabid"), capacity="plh").count() == 1


def test_coming_back_ends_nobody_elses_mandate(cast):
    """A Plh named apart from the leave stays, also in a post that the person once held."""
    once = OfficeholderFactory(user=cast.kabid, ends_on=date(2026, 3, 31))
    plh = {"capacity": "plh", "starts_on": DAY, "ends_on": LAST}
    others = OfficeholderFactory(position=once.position, **plh)
    own = OfficeholderFactory(user=cast.kabid, position=cast.position("kasubag"), **plh)
    leave = away(cast, cast.kabid, substitute=cast.kasubag)
    end_leave(leave=leave, back_on=DAY, now=NOW, by=cast.admin)
    kept = Officeholder.objects.filter(capacity="plh").order_by("pk")
    assert list(kept) == [others, own]


def test_a_coming_plh_of_a_cancelled_leave_keeps_his_row(cast):
    leave = away(cast, cast.kabid, substitute=cast.kasubag)
    end_leave(leave=leave, back_on=DAY, now=NOW, by=cast.admin)
    kept = Officeholder.entered.get(capacity="plh", position=cast.position("kabid"))
    assert (kept.user, kept.leave, kept.cancelled_at) == (cast.kasubag, leave, NOW)
    assert not Officeholder.objects.filter(pk=kept.pk).exists()


def test_leave_touches_no_post_that_the_official_does_not_decide_on(cast):
    """Also one that begins during the leave, in another office or above his own."""
    acting = cast.acting(cast.sekretaris)
    elsewhere = cast.other_agency.positions.get()
    coming = date(2026, 4, 15)
    for post in (cast.position("kepala"), elsewhere):
        term = OfficeholderFactory(user=cast.kabid, position=post, starts_on=coming)
        with pytest.raises(LeaveBeyond, match=f"juga memegang {post.name} di {post.agency.name}"):
            away(cast, cast.kabid, by=None, acting=acting)
        away(cast, cast.kabid, by=cast.kabid).delete()
        term.delete()
    OfficeholderFactory(user=cast.kabid, position=elsewhere, starts_on=AFTER)
    away(cast, cast.kabid, by=None, acting=acting)
