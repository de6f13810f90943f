"""Which agencies a person may read: the only way from a request to a row."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from organization.access.holding import (
    held_positions,
    held_terms,
    running_fillers,
    running_rows,
)
from organization.access.reserved import AdministratorsOnly, PreparingReserved, SettingsReserved
from organization.models import Agency, Officeholder, Oversight, User


def agencies_for(
    user: User, on: date, terms: Iterable[Officeholder] | None = None
) -> QuerySet[Agency]:
    """Agencies a person may read today: his own, those he fills in for, those he oversees.

    His own stays open to him while he is on leave or somebody acts for him. An administrator sees
    all agencies, to configure them; he approves nothing. `terms`: what `held_positions` said,
    where the caller has asked already.
    """
    if is_administrator(user):
        return Agency.objects.filter(is_active=True)
    held = [term.position_id for term in (held_positions(user, on) if terms is None else terms)]
    return _reach(user.pk, on, held)


def reach_of(user: int, on: date) -> QuerySet[Agency]:
    """`agencies_for` an account that is no administrator, as one query with nothing asked before.

    For a query that is built once and asked often: `user` and `on` stand in it as values only.
    """
    return _reach(user, on, held_terms(user, on).values("position"))


def _reach(user: int, on: date, held: list[int] | QuerySet[Any, Any]) -> QuerySet[Agency]:
    governments = Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, position__in=held
    ).values("government")
    own = running_rows(on).filter(user=user).values("position__agency")
    filled = running_fillers(on).filter(user=user).values("term__position__agency")
    return Agency.objects.filter(
        Q(pk__in=own) | Q(government__in=governments) | Q(pk__in=filled), is_active=True
    ).distinct()


def agency_for(user: User, key: str, on: date) -> Agency:
    """The agency for this user to read, or 404."""
    found = agencies_for(user, on).filter(key=key).select_related("government").first()
    if found is None:
        raise Http404
    return found


def preparing_for(user: User, key: str, on: date) -> Agency:
    """The agency for this user to prepare, or 404. Raises PreparingReserved."""
    agency = agency_for(user, key, on)
    if not is_administrator(user):
        raise PreparingReserved(agency)
    return agency


def is_administrator(user: User) -> bool:
    """Whether this account configures the product."""
    return bool(user.is_active and (user.is_staff or user.is_superuser))


def expect_administrator(user: User) -> None:
    """Only who configures the product may set this. Raises SettingsReserved."""
    if not is_administrator(user):
        raise SettingsReserved


def expect_calendar_keeper(user: User, agency: Agency) -> None:
    """Only an administrator changes the office calendar. Raises AdministratorsOnly."""
    if not is_administrator(user):
        raise AdministratorsOnly(agency)
