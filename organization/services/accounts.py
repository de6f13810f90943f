"""First passwords for accounts that have none, and the address of one's own account."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import get_random_string

from organization.models import Agency, User
from organization.services.events import record_agency_event

#: Signs that are not mistaken for each other on paper.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
#: A password is four such groups, as it is read aloud: some 79 bits.
GROUPS, LENGTH = 4, 4


def open_accounts(
    *, agency: Agency, users: Iterable[User], by: User, now: datetime
) -> list[tuple[User, str]]:
    """Give accounts that cannot sign in yet a password; each with it, told this one time.

    An account that got one meanwhile keeps it. The log names the accounts, never a password.
    """
    chosen = [(user, _password()) for user in users if not user.has_usable_password()]
    hashed = [(user, word, make_password(word)) for user, word in chosen]
    with transaction.atomic():
        opened = [
            (user, word)
            for user, word, kept in hashed
            if User.objects.filter(pk=user.pk, password=user.password).update(password=kept)
        ]
        if opened:
            names = [user.username for user, _word in opened]
            record_agency_event(
                agency=agency, action="accounts.opened", at=now, user=by, data={"accounts": names}
            )
    return opened


def change_address(*, agency: Agency, user: User, address: str, now: datetime) -> None:
    """Where one's own account gets its mail."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(email=address)
        data = {"accounts": [user.username]}
        record_agency_event(
            agency=agency, action="account.address_changed", at=now, user=user, data=data
        )
    user.email = address


def _password() -> str:
    return "-".join(get_random_string(LENGTH, SIGNS) for _number in range(GROUPS))
