"""A table of the plan from a person's hand: rehearsed, or loaded with an event."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from django.db import transaction

from indicators.services.loading import load_budget, load_history, load_indicators
from indicators.services.renstra import load_renstra
from indicators.services.tally import Loaded
from organization.language import in_office_language
from organization.models import Agency, User
from organization.services import record_agency_event


@in_office_language
def load_plan(
    *, table: str, agency: Agency, rows: Sequence[Any], user: User, now: datetime
) -> Loaded:
    """Load a table of the plan, all rows or none. `table`: its name in the address.

    Raises TableRefused with every problem by row and column; then nothing is saved.
    """
    with transaction.atomic():
        loaded = _load(table, agency, rows, user, now)
        record_agency_event(
            agency=agency,
            action="plan.loaded",
            at=now,
            user=user,
            data={
                "table": table,
                "created": loaded.created,
                "updated": loaded.updated,
                "changes": [astuple(each) for each in loaded.changes],
            },
        )
    return loaded


def rehearse_plan(
    *, table: str, agency: Agency, rows: Sequence[Any], user: User, now: datetime
) -> Loaded:
    """What loading would do; nothing of it stays. Raises TableRefused like it."""
    with transaction.atomic():
        loaded = _load(table, agency, rows, user, now)
        transaction.set_rollback(True)
    return loaded


def _load(table: str, agency: Agency, rows: Sequence[Any], user: User, now: datetime) -> Loaded:
    match table:
        case "indikator":
            return load_indicators(agency=agency, lines=rows, now=now, recorded_by=user)
        case "renstra":
            return load_renstra(agency=agency, rows=rows)
        case "anggaran":
            return load_budget(agency=agency, rows=rows)
        case _:
            return load_history(agency=agency, rows=rows)
