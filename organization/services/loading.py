"""Loading a government's agencies, units, positions and accounts from a file; twice is harmless."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organization.access import NotAppointable
from organization.definition import (
    AgencyRow,
    Definition,
    GovernmentRow,
    OrganizationErrors,
    Problem,
    TermRow,
    Words,
    parse,
)
from organization.models import (
    Agency,
    Capacity,
    Government,
    Officeholder,
    Oversight,
    Position,
    Unit,
    User,
)
from organization.services.events import record_agency_event
from organization.services.structure import (
    LoadedOrganization,
    put_positions,
    put_signer,
    put_units,
)

WORDS = Words(
    agency_kinds=tuple(Agency.Kind.values),
    unit_kinds=tuple(Unit.Kind.values),
    capacities=tuple(Capacity.values),
    scopes=tuple(Oversight.Scope.values),
    papers=tuple(Agency.Paper.values),
)


def load_organization(*, text: str, now: datetime, name: str = "") -> LoadedOrganization:
    """Load one government's file: rows are added and brought up to date, never removed.

    Accounts get no password: an administrator sets it. Terms of office made in the product stay.
    Raises OrganizationErrors with every line; then nothing is saved.
    """
    definition = parse(text, WORDS, name)
    loaded = LoadedOrganization()
    with transaction.atomic():
        _expect_own_agencies(definition, name)
        _expect_no_administrators(definition, name)
        government = _government(definition.government, loaded)
        for row in definition.agencies:
            _load_agency(government, row, loaded, now, name)
    return loaded


def _expect_own_agencies(definition: Definition, name: str) -> None:
    """An agency's key belongs to one government for good."""
    keys = {row.key: row.line for row in definition.agencies}
    taken = Agency.objects.filter(key__in=keys).exclude(government__key=definition.government.key)
    problems = [
        Problem(
            keys[agency.key],
            _("Kunci “%(key)s” sudah dipakai %(agency)s di %(government)s.")
            % {"key": agency.key, "agency": agency.name, "government": agency.government.name},
        )
        for agency in taken.select_related("government")
    ]
    if problems:
        raise OrganizationErrors(problems, name)


def _expect_no_administrators(definition: Definition, name: str) -> None:
    """An account that configures the product holds no post."""
    lines = {
        f"{post.key}@{row.key}": row.line for row in definition.agencies for post in row.positions
    }
    people = User.objects.filter(Q(is_staff=True) | Q(is_superuser=True), username__in=lines)
    problems = [
        Problem(lines[each.username], NotAppointable.administrator(each, None).sentence)
        for each in people
    ]
    if problems:
        raise OrganizationErrors(problems, name)


def _government(row: GovernmentRow, loaded: LoadedOrganization) -> Government:
    values = {
        "name": row.name,
        "seat": row.seat,
        "head_title": row.head_title,
        "time_zone": row.time_zone,
    }
    return loaded.put(Government, values, key=row.key)


def _load_agency(
    government: Government, row: AgencyRow, loaded: LoadedOrganization, now: datetime, name: str
) -> None:
    before = (loaded.created, loaded.changed)
    agency = _agency(government, row, loaded)
    units = put_units(agency, row.units, loaded)
    positions = put_positions(agency, row.positions, units, loaded)
    put_signer(agency, positions.get(row.signing_position), loaded)
    left_on = {term.position: term.until for term in row.terms if term.until is not None}
    for position in positions.values():
        _own_term(agency, position, left_on.get(position.key), loaded)
    for term in row.terms:
        if term.until is None:
            _other_term(agency, term, positions, loaded)
    for reach in row.oversight:
        lookup = {"position": positions[reach.position], "government": government}
        loaded.put(Oversight, {}, **lookup, scope=reach.scope, starts_on=reach.starts_on)
    loaded.agencies.append(agency.key)
    created, changed = loaded.created - before[0], loaded.changed - before[1]
    if created or changed:
        record_agency_event(
            agency=agency,
            action="organization.loaded",
            at=now,
            data={"file": name, "created": created, "changed": changed},
        )


def _agency(government: Government, row: AgencyRow, loaded: LoadedOrganization) -> Agency:
    names = ("name", "short_name", "kind", "address", "phone", "time_zone", "paper", "live_from")
    values: dict[str, Any] = {each: getattr(row, each) for each in names}
    return loaded.put(Agency, values | {"government": government}, key=row.key)


def _own_term(
    agency: Agency, position: Position, left_on: date | None, loaded: LoadedOrganization
) -> None:
    """One account per post, definitif since the agency went live, unless somebody ever held it."""
    user = _account(agency, position, loaded)
    terms = position.terms.filter(capacity=Capacity.DEFINITIF)
    if not terms.exists():
        Officeholder.objects.create(
            user=user, position=position, starts_on=agency.live_from, ends_on=left_on
        )
        loaded.created += 1
    elif left_on is not None:
        running = terms.filter(user=user, starts_on__lte=left_on, ends_on=None)
        loaded.changed += running.update(ends_on=left_on)


def _other_term(
    agency: Agency, row: TermRow, positions: dict[str, Position], loaded: LoadedOrganization
) -> None:
    """A post held by the account of another one."""
    loaded.put(
        Officeholder,
        {"ends_on": row.ends_on} if row.ends_on else {},
        user=_account(agency, positions[row.held_by], loaded),
        position=positions[row.position],
        capacity=row.capacity,
        starts_on=row.starts_on,
    )


def _account(agency: Agency, position: Position, loaded: LoadedOrganization) -> User:
    """The account named after a position; never a person's name."""
    username = f"{position.key}@{agency.key}"
    user, is_new = User.objects.get_or_create(username=username, defaults={"name": position.name})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        loaded.created += 1
    return user
