"""A feed's address: one per person, secret, renewed and revoked."""

from datetime import UTC, datetime

import pytest

from organization.models import CalendarFeed
from organization.services import feed_of, feed_token, renew_feed, revoke_feed
from tests.factories.organization import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)


def test_an_address_opens_the_feed_of_its_person_only():
    first, second = (renew_feed(user=UserFactory(), now=NOW) for _each in range(2))
    assert feed_of(feed_token(first)) == first
    assert feed_of(feed_token(second)) == second
    assert feed_token(first) != feed_token(second)


def test_a_renewed_address_closes_the_old_one():
    user = UserFactory()
    old, new = (renew_feed(user=user, now=NOW) for _each in range(2))
    assert feed_of(feed_token(old)) is None
    assert feed_of(feed_token(new)) == new


def test_a_revoked_address_opens_nothing_and_is_revoked_once():
    user = UserFactory()
    feed = renew_feed(user=user, now=NOW)
    assert revoke_feed(user=user, now=NOW)
    assert not revoke_feed(user=user, now=NOW)
    assert feed_of(feed_token(feed)) is None


def test_an_account_that_is_closed_has_no_feed():
    user = UserFactory()
    feed = renew_feed(user=user, now=NOW)
    user.is_active = False
    user.save()
    assert feed_of(feed_token(feed)) is None


def test_what_lies_in_the_table_is_no_address(settings):
    """Neither the stored half alone, nor one made with another server's key."""
    feed = renew_feed(user=UserFactory(), now=NOW)
    token = feed_token(feed)
    for guess in (feed.key, feed.key + "0" * 40, "", "é" * 60, token[:-1], token + "a"):
        assert feed_of(guess) is None
    settings.SECRET_KEY = "kunci-lain-" + "y" * 50
    assert feed_of(token) is None
    assert CalendarFeed.objects.get().key == feed.key
