"""Units, posts and people of an agency from a workbook: all rows or none, twice is harmless."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organization.access import Refused
from organization.definition import PersonRow, PositionRow, UnitRow
from organization.models import Agency, Officeholder, Position, User
from organization.services.events import record_agency_event
from organization.services.structure import (
    LoadedOrganization,
    put_positions,
    put_signer,
    put_units,
)
from organization.services.terms import appoint_officeholder


@dataclass(frozen=True, slots=True)
class StaffRows:
    """What a workbook says, checked; `signer` is the key of the post that signs."""

    units: Sequence[UnitRow]
    posts: Sequence[PositionRow]
    people: Sequence[PersonRow]
    signer: str = ""


@dataclass(frozen=True, slots=True)
class StaffTally:
    """What came of an import. `accounts`: names of the accounts it opened, without passwords."""

    created: int
    changed: int
    accounts: tuple[str, ...]


class StaffRefused(Exception):
    """Rows that the agency's present state does not allow: (place, sentence) of each."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def import_staff(*, agency: Agency, rows: StaffRows, by: User, now: datetime) -> StaffTally:
    """Write units, posts, accounts and terms. Accounts get no password: an administrator sets it.

    Rows are added and brought up to date, never removed; a term that runs already is left alone.
    Raises StaffRefused with every row that cannot be; then nothing is saved.
    """
    loaded, problems = LoadedOrganization(), list[tuple[str, str]]()
    with transaction.atomic():
        units = put_units(agency, rows.units, loaded)
        posts = put_positions(agency, rows.posts, units, loaded)
        put_signer(agency, posts.get(rows.signer), loaded)
        opened = _put_people(agency, rows.people, posts, loaded, problems, by, now)
        if problems:
            raise StaffRefused(problems)
        tally = StaffTally(loaded.created, loaded.changed, tuple(opened))
        if tally.created or tally.changed:
            _record(agency, tally, by, now)
    return tally


def rehearse_staff(*, agency: Agency, rows: StaffRows, by: User, now: datetime) -> StaffTally:
    """What importing would do; nothing of it stays. Raises StaffRefused like it."""
    with transaction.atomic():
        tally = import_staff(agency=agency, rows=rows, by=by, now=now)
        transaction.set_rollback(True)
    return tally


def _put_people(
    agency: Agency,
    rows: Sequence[PersonRow],
    posts: Mapping[str, Position],
    loaded: LoadedOrganization,
    problems: list[tuple[str, str]],
    by: User,
    now: datetime,
) -> list[str]:
    opened = []
    for row in rows:
        user, is_new = _account(agency, row, loaded)
        if is_new:
            opened.append(user.username)
        try:
            with transaction.atomic():
                loaded.created += _appoint(agency, row, user, posts[row.position], by, now)
        except Refused as refused:
            problems.append((row.place, f"{refused.sentence} {refused.help}".strip()))
    return opened


def _account(agency: Agency, row: PersonRow, loaded: LoadedOrganization) -> tuple[User, bool]:
    """The account `what@agency`, closed until an administrator gives it a password."""
    values = {"name": row.name} | ({"email": row.email} if row.email else {})
    user = User.objects.filter(username=row.account).first()
    if user is None:
        user = User(username=row.account, **values)
        user.set_unusable_password()
        user.save()
        loaded.created += 1
        return user, True
    return loaded.put(User, values, username=row.account), False


def _appoint(
    agency: Agency, row: PersonRow, user: User, post: Position, by: User, now: datetime
) -> bool:
    """Whether a term was begun; one that runs in the same capacity is it already."""
    starts_on = row.starts_on or agency.live_from
    held = Officeholder.objects.filter(user=user, position=post, capacity=row.capacity)
    if held.exclude(ends_on__lt=starts_on).exists():
        return False
    if row.ends_on is not None and row.ends_on < starts_on:
        raise Refused(
            _("Masa jabatan berakhir sebelum mulai (%(day)s).") % {"day": date_format(starts_on)}
        )
    appoint_officeholder(
        user=user,
        position=post,
        capacity=row.capacity,
        starts_on=starts_on,
        ends_on=row.ends_on,
        pangkat=row.pangkat,
        by=by,
        now=now,
    )
    return True


def _record(agency: Agency, tally: StaffTally, by: User, now: datetime) -> None:
    record_agency_event(
        agency=agency,
        action="staff.imported",
        at=now,
        user=by,
        data={"created": tally.created, "changed": tally.changed},
    )
