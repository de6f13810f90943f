"""The holiday table: seeded, then imported and edited by the office (SKB 3 Menteri, Keppres)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import holidays
from django.db import transaction

from organization.models import Government, Holiday, User
from organization.services.events import record_event

#: The library's category for cuti bersama of civil servants.
SHARED = "government"


@dataclass(frozen=True, slots=True)
class HolidayEntry:
    """A holiday to be written: day, name, `Holiday.Kind` and legal basis."""

    day: date
    name: str
    kind: str
    basis: str


@dataclass(frozen=True, slots=True)
class ImportedHolidays:
    """What an import did to the table."""

    created: int
    changed: int
    removed: int


def load_holidays(*, government: Government, years: Iterable[int]) -> int:
    """Add the national holidays and cuti bersama of these years that the table lacks.

    Days entered or changed by the office are left alone. Returns how many are new.
    """
    wanted = list(years)
    national = holidays.country_holidays("ID", years=wanted, language="id")
    shared = holidays.country_holidays("ID", years=wanted, language="id", categories=(SHARED,))
    known = set(Holiday.objects.filter(government=government).values_list("day", flat=True))
    rows = [
        Holiday(
            government=government,
            day=day,
            name=name[:160],
            kind=kind,
            basis="SKB 3 Menteri (awal: pustaka holidays, periksa terhadap SKB)",
        )
        for kind, source in (
            (Holiday.Kind.NATIONAL, national),
            (Holiday.Kind.SHARED_LEAVE, shared),
        )
        for day, name in sorted(source.items())
        if day not in known and (kind == Holiday.Kind.NATIONAL or day not in national)
    ]
    Holiday.objects.bulk_create(rows)
    return len(rows)


def import_holidays(
    *,
    government: Government,
    entries: Sequence[HolidayEntry],
    replaces_years: bool,
    file: str,
    by: User,
    now: datetime,
) -> ImportedHolidays:
    """Write a list of holidays, each day once; a day that is known gets what the list says.

    `replaces_years`: days that the list leaves out are removed, in the years that it names. Every
    agency of the government gets an event when anything changed.
    """
    by_day = {each.day: each for each in entries}
    with transaction.atomic():
        known = {row.day: row for row in Holiday.objects.filter(government=government)}
        fresh = [each for each in by_day.values() if each.day not in known]
        differing = [
            each
            for each in by_day.values()
            if each.day in known and _told(known[each.day]) != (each.name, each.kind, each.basis)
        ]
        Holiday.objects.bulk_create(
            [_row(government, each) for each in (*fresh, *differing)],
            update_conflicts=True,
            unique_fields=["government", "day"],
            update_fields=["name", "kind", "basis"],
        )
        years = {day.year for day in by_day} if replaces_years else set()
        gone = [row for day, row in known.items() if day.year in years and day not in by_day]
        Holiday.objects.filter(pk__in=[row.pk for row in gone]).delete()
        if fresh or differing or gone:
            days = {
                "created": [each.day.isoformat() for each in fresh],
                "changed": [each.day.isoformat() for each in differing],
                "removed": [each.day.isoformat() for each in gone],
            }
            _record(government, {"file": file, **days}, by, now)
    return ImportedHolidays(len(fresh), len(differing), len(gone))


def _record(government: Government, data: dict[str, Any], by: User, now: datetime) -> None:
    for agency in government.agencies.all():
        record_event(
            agency=agency,
            subject_type="government",
            subject_id=government.pk,
            action="holidays.imported",
            at=now,
            user=by,
            data=data,
        )


def _row(government: Government, entry: HolidayEntry) -> Holiday:
    return Holiday(
        government=government,
        day=entry.day,
        name=entry.name,
        kind=entry.kind,
        basis=entry.basis,
    )


def _told(row: Holiday) -> tuple[str, str, str]:
    return row.name, row.kind, row.basis
