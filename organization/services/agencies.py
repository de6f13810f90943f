"""A new agency: its government, its identity, and the holidays of its first years."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from organization.models import Agency, Government, User
from organization.services.events import record_agency_event
from organization.services.holidays import load_holidays


def create_agency(*, values: Mapping[str, Any], by: User, now: datetime) -> Agency:
    """A new perangkat daerah from the checked fields of its identity."""
    with transaction.atomic():
        agency = Agency(**values)
        agency.save(force_insert=True)
        record_agency_event(
            agency=agency, action="configuration.added", at=now, user=by, data={"row": str(agency)}
        )
    return agency


def change_agency(*, agency: Agency, values: Mapping[str, Any], by: User, now: datetime) -> bool:
    """Bring an agency's identity up to date; False where nothing differs."""
    differing = [name for name, value in values.items() if getattr(agency, name) != value]
    if not differing:
        return False
    with transaction.atomic():
        for name in differing:
            setattr(agency, name, values[name])
        agency.save(update_fields=differing)
        record_agency_event(
            agency=agency,
            action="configuration.changed",
            at=now,
            user=by,
            data={"fields": sorted(differing)},
        )
    return True


def create_government(*, values: Mapping[str, Any]) -> Government:
    """A kabupaten or kota; it has no agency yet whose log could tell of it."""
    return Government.objects.create(**values)


def seed_holidays(*, agency: Agency, years: Iterable[int], by: User, now: datetime) -> int:
    """Add what the holiday table of the agency's government lacks in these years. How many."""
    wanted = sorted(years)
    with transaction.atomic():
        count = load_holidays(government=agency.government, years=wanted)
        if count:
            record_agency_event(
                agency=agency,
                action="holidays.seeded",
                at=now,
                user=by,
                data={"years": wanted, "created": count},
            )
    return count
