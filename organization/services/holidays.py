"""Seeding the holiday table; an office edits it afterwards (SKB 3 Menteri, Keppres, local days)."""

from collections.abc import Iterable

import holidays

from organization.models import Government, Holiday

#: The library's category for cuti bersama of civil servants.
SHARED = "government"


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
