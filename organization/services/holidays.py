"""The holiday table: seeded, then imported and edited by the office (SKB 3 Menteri, Keppres)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import holidays
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from organization.access import Refused
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


@dataclass(frozen=True, slots=True)
class HolidayChanges:
    """What a list would do to the table: new days, rows with what they become, rows that go, and
    how many days stand as they are."""

    fresh: tuple[HolidayEntry, ...]
    differing: tuple[tuple[Holiday, HolidayEntry], ...]
    gone: tuple[Holiday, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.fresh or self.differing or self.gone)

    @property
    def stamp(self) -> str:
        """Tells one set of changes from another, so that only what was shown is applied."""
        told = (
            self.fresh,
            [(row.day, _told(row), each) for row, each in self.differing],
            [(row.day, _told(row)) for row in self.gone],
        )
        return sha256(repr(told).encode()).hexdigest()[:16]


class HolidaysMoved(Refused):
    """A list is to be applied that would now do something else than what was shown."""

    code = "hari-libur-berubah"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Daftar hari libur telah berubah sejak pratinjau ini dibuat. Belum ada yang diubah."),
            help=_("Periksa kembali perubahan di bawah ini, lalu terapkan."),
        )


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
    seen: str | None = None,
) -> ImportedHolidays:
    """Write a list of holidays, each day once; a day that is known gets what the list says.

    `replaces_years`: days that the list leaves out are removed, in the years that it names. Every
    agency of the government gets an event when anything changed. `seen`: the stamp of the changes
    that were shown; raises HolidaysMoved when the table would now change otherwise.
    """
    with transaction.atomic():
        # two lists for one table wait for each other; SQLite has one writer
        list(Government.objects.select_for_update(no_key=True).filter(pk=government.pk))
        changes = compare_holidays(
            government=government, entries=entries, replaces_years=replaces_years
        )
        if seen not in (None, changes.stamp):
            raise HolidaysMoved
        fresh, gone = changes.fresh, changes.gone
        differing = [each for _row_, each in changes.differing]
        Holiday.objects.bulk_create(
            [_row(government, each) for each in (*fresh, *differing)],
            update_conflicts=True,
            unique_fields=["government", "day"],
            update_fields=["name", "kind", "basis"],
        )
        Holiday.objects.filter(pk__in=[row.pk for row in gone]).delete()
        if fresh or differing or gone:
            days = {
                "created": [each.day.isoformat() for each in fresh],
                "changed": [each.day.isoformat() for each in differing],
                "removed": [each.day.isoformat() for each in gone],
            }
            _record(government, {"file": file, **days}, by, now)
    return ImportedHolidays(len(fresh), len(differing), len(gone))


def compare_holidays(
    *, government: Government, entries: Sequence[HolidayEntry], replaces_years: bool
) -> HolidayChanges:
    """What a list would change, each part in the order of its days; writes nothing. 1 query."""
    by_day = {each.day: each for each in sorted(entries, key=lambda each: each.day)}
    known = {row.day: row for row in Holiday.objects.filter(government=government).order_by("day")}
    differing = tuple(
        (known[day], each)
        for day, each in by_day.items()
        if day in known and _told(known[day]) != (each.name, each.kind, each.basis)
    )
    years = {day.year for day in by_day} if replaces_years else set()
    return HolidayChanges(
        fresh=tuple(each for day, each in by_day.items() if day not in known),
        differing=differing,
        gone=tuple(r for day, r in known.items() if day.year in years and day not in by_day),
        same=len(known.keys() & by_day.keys()) - len(differing),
    )


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
