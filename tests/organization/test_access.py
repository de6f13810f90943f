"""Who holds what on a day, and what a person may reach."""

from datetime import date

import pytest
from django.http import Http404

from organization.access import (
    NotTheHolder,
    acting_as,
    agencies_for,
    agency_for,
    held_positions,
    held_terms,
    holders,
    reach_of,
)
from organization.models import Capacity, Leave, Oversight
from tests.factories.organization import (
    AgencyFactory,
    OfficeholderFactory,
    PositionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 10)


def test_a_plt_displaces_the_definitif_holder_while_he_serves() -> None:
    usual = OfficeholderFactory()
    acting = OfficeholderFactory(
        position=usual.position,
        capacity=Capacity.PLT,
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 4, 30),
    )
    assert holders(usual.position, DAY) == [acting]
    assert held_positions(usual.user, DAY) == []
    assert holders(usual.position, date(2026, 5, 1)) == [usual]


def test_a_term_counts_on_its_first_and_last_day() -> None:
    term = OfficeholderFactory(starts_on=DAY, ends_on=DAY)
    assert holders(term.position, DAY) == [term]
    assert holders(term.position, date(2026, 4, 9)) == []
    assert holders(term.position, date(2026, 4, 11)) == []


def test_an_inactive_account_holds_nothing() -> None:
    term = OfficeholderFactory(user=UserFactory(is_active=False))
    assert holders(term.position, DAY) == []


def test_only_a_present_holder_acts() -> None:
    term = OfficeholderFactory()
    assert acting_as(term.user, [term.position], DAY).position == term.position
    with pytest.raises(NotTheHolder, match="tidak sedang memegang jabatan"):
        acting_as(UserFactory(), [term.position], DAY)


def test_who_holds_two_posts_acts_under_the_chosen_one() -> None:
    first = OfficeholderFactory()
    second = OfficeholderFactory(user=first.user, capacity=Capacity.PLT)
    positions = [first.position, second.position]
    assert acting_as(first.user, positions, DAY).position == first.position
    assert acting_as(first.user, positions, DAY, chosen=second.pk).capacity == Capacity.PLT


def test_a_foreign_agency_is_not_found() -> None:
    term = OfficeholderFactory()
    own, foreign = term.position.agency, AgencyFactory()
    assert agency_for(term.user, own.key, DAY) == own
    with pytest.raises(Http404):
        agency_for(term.user, foreign.key, DAY)


def test_oversight_reaches_all_agencies_of_its_government_while_it_lasts() -> None:
    term = OfficeholderFactory()
    other = AgencyFactory(government=term.position.agency.government)
    foreign = AgencyFactory()
    Oversight.objects.create(
        position=term.position,
        government=other.government,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 6, 30),
    )
    assert set(agencies_for(term.user, DAY)) == {term.position.agency, other}
    assert foreign not in agencies_for(term.user, DAY)
    assert set(agencies_for(term.user, date(2026, 7, 1))) == {term.position.agency}


def test_the_reach_in_one_query_is_that_of_the_pages(django_assert_num_queries) -> None:
    """Definitif, displaced, acting, on leave, ended, closed account, nobody; each oversees."""
    usual = OfficeholderFactory()
    acting = OfficeholderFactory(position=usual.position, capacity=Capacity.PLH)
    away, ended = OfficeholderFactory(), OfficeholderFactory(ends_on=date(2026, 4, 9))
    closed = OfficeholderFactory(user=UserFactory(is_active=False))
    Leave.objects.create(user=away.user, starts_on=DAY, ends_on=DAY)
    terms = (usual, acting, away, ended, closed)
    for term in terms:
        Oversight.objects.create(
            position=term.position,
            government=AgencyFactory().government,
            starts_on=date(2026, 1, 1),
        )
    for user in (*(term.user for term in terms), UserFactory()):
        assert set(reach_of(user.pk, DAY)) == set(agencies_for(user, DAY))
        assert set(held_terms(user.pk, DAY)) == set(held_positions(user, DAY))
    assert held_terms(acting.user.pk, DAY).exists()
    with django_assert_num_queries(1):
        assert len(reach_of(acting.user.pk, DAY)) == 3


def test_held_positions_costs_one_query_however_many(django_assert_num_queries) -> None:
    user = UserFactory()
    for _ in range(3):
        OfficeholderFactory(user=user, position=PositionFactory())
    with django_assert_num_queries(1):
        assert len(held_positions(user, DAY)) == 3
