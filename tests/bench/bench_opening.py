"""A quarter of 500 agencies, beside what inserting its rows costs; and a sweep over all of them.

The least is stated in its strict reading: rows that exist already in memory, keys included, written
by ONE bulk_create per table for all agencies in ONE transaction, with nothing read, planned, locked
or hashed. The weaker reading, one transaction per agency, is printed beside it. Medians of three
rounds in turn. Memory is flat when the highest allocation of Python for five times the agencies is
at most FLAT times as high.
"""

import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from django.db import connection, models, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from organization.models import Agency, Event
from tests.bench.government import make_government
from tests.bench.ratios import report, seconds_of
from workflow.models import (
    Assignment,
    Disposisi,
    DisposisiHop,
    DisposisiReceipt,
    Lane,
    LaneActor,
    Notice,
    Run,
    RunIndicator,
    Task,
)
from workflow.services import sweep
from workflow.services.opening import openings

pytestmark = pytest.mark.django_db(transaction=True)
AGENCIES, FEWER = 500, 100
ROUNDS = 3
NOW = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
#: Three times what the bare insertion takes.
BUDGET = 3.0
#: Queries of one daily sweep, per hundred runs.
QUERIES = 20
#: By how much five times as many agencies may raise the memory at its highest.
FLAT = 1.2
#: What an opening writes, in the order in which it may be written, and the way to its agency.
WRITTEN: dict[type[models.Model], str] = {
    Run: "agency",
    Lane: "run__agency",
    LaneActor: "lane__run__agency",
    RunIndicator: "run__agency",
    Disposisi: "agency",
    Event: "agency",
    Task: "run__agency",
    Assignment: "task__run__agency",
    Notice: "run__agency",
    DisposisiHop: "disposisi__agency",
    DisposisiReceipt: "hop__disposisi__agency",
}
Rows = Mapping[type[models.Model], Sequence[models.Model]]


@pytest.fixture
def government(sent_tasks):
    make_government(AGENCIES)


def test_opening_a_quarter(government):
    times: dict[str, list[float]] = {"ours": [], "singly": [], "together": []}
    for _round in range(ROUNDS):
        _empty()
        times["ours"].append(seconds_of(_open, 1))
        assert Run.objects.count() == AGENCIES
        by_agency = list(_written().values())
        together = _together(by_agency)
        _empty()
        times["singly"].append(seconds_of(lambda: [_insert(each) for each in by_agency], 1))  # noqa: B023 - called at once
        _empty()
        times["together"].append(seconds_of(lambda: _insert(together), 1))  # noqa: B023 - called at once
    ours, singly, least = (median(each) for each in times.values())
    size = sum(len(rows) for rows in together.values())
    name = f"membuka {AGENCIES} perangkat daerah, {size} baris"
    report(f"{name}, pembanding per perangkat daerah", ours, singly, BUDGET)
    report(f"{name}, pembanding sekaligus", ours, least, BUDGET)


def test_memory_is_flat(government):
    later = Agency.objects.order_by("pk").values_list("pk", flat=True)[FEWER:]
    Agency.objects.filter(pk__in=list(later)).update(is_active=False)
    few = _peak(_open)
    Agency.objects.update(is_active=True)
    _empty()
    many = _peak(_open)
    print(f"puncak memori {few / 2**20:.1f} MB → {many / 2**20:.1f} MB")  # noqa: T201 - the result
    assert many <= few * FLAT


def test_the_daily_sweep(government):
    _open()
    tomorrow = NOW + timedelta(days=1)
    for moment in (NOW, tomorrow, tomorrow + timedelta(days=3)):
        with CaptureQueriesContext(connection) as queries:
            sweep(now=moment)
        share = len(queries) * 100 / AGENCIES
        print(f"{moment:%d/%m}: {share:.1f} kueri per 100 (anggaran {QUERIES})")  # noqa: T201
        assert share <= QUERIES


def _open() -> None:
    for opening in openings(now=NOW):
        assert opening.is_new


def _peak(work: Callable[[], None]) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _written() -> dict[int, Rows]:
    """Every row that the opening wrote, by agency and table."""
    rows_of: dict[int, dict[type[models.Model], list[models.Model]]] = {}
    for model, path in WRITTEN.items():
        rows = model.objects.annotate(of_agency=F(path)).order_by("pk")
        for row in rows:
            rows_of.setdefault(row.of_agency, {}).setdefault(model, []).append(row)
    return rows_of


def _empty() -> None:
    tables = ", ".join(f'"{model._meta.db_table}"' for model in WRITTEN)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def _together(by_agency: Iterable[Rows]) -> Rows:
    found: dict[type[models.Model], list[models.Model]] = {}
    for tables in by_agency:
        for model, rows in tables.items():
            found.setdefault(model, []).extend(rows)
    return found


def _insert(tables: Rows) -> None:
    """Nothing but one bulk_create per table, in one transaction."""
    with transaction.atomic():
        for model, rows in tables.items():
            model.objects.bulk_create(rows)
