"""The secret address of a person's calendar feed: made, renewed, revoked, and recognised."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from organization.models import CalendarFeed, User

#: Letters of the public half; the other half is a hash of it with the server's secret key.
KEY_BYTES = 12
SALT = "organization.calendar-feed"


def renew_feed(*, user: User, now: datetime) -> CalendarFeed:
    """A new address; the one before, if any, opens nothing any more."""
    with transaction.atomic():
        revoke_feed(user=user, now=now)
        return CalendarFeed.objects.create(
            user=user, key=secrets.token_urlsafe(KEY_BYTES), created_at=now
        )


def revoke_feed(*, user: User, now: datetime) -> bool:
    """Close a person's address; False when there was none."""
    rows = CalendarFeed.objects.filter(user=user, revoked_at=None)
    return bool(rows.update(revoked_at=now))


def feed_token(feed: CalendarFeed) -> str:
    """The secret part of the address; the same as long as the feed and the secret key last."""
    return feed.key + _proof(feed.key)


def feed_of(token: str) -> CalendarFeed | None:
    """The feed that this address opens, of an active account; None for anything else."""
    proof_length = len(_proof(""))
    key, proof = token[:-proof_length], token[-proof_length:]
    if not constant_time_compare(proof, _proof(key)):
        return None
    rows = CalendarFeed.objects.filter(key=key, revoked_at=None, user__is_active=True)
    return rows.select_related("user").first()


def _proof(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:40]
