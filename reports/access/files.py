"""Who may have a report's file: one query, built once in a process and asked at each click."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.http import Http404

from organization.access import is_administrator, reach_of
from organization.models import Agency, User
from reports.models import Report
from workflow.models import Lane

#: What stands for the values when the query is built; no row and no day has them.
SOMEBODY, SOME_REPORT, SOME_DAY = 2**62 + 1, 2**62 + 2, date(9999, 12, 30)
#: What a file and its name need, in the order of the model.
FIELDS = (
    *("id", "kind", "year", "triwulan", "state"),
    *("pdf", "pdf_sha256", "xlsx", "xlsx_sha256", "docx", "docx_sha256"),
)


def file_for(user: User, pk: int, on: date) -> Report:
    """The report whose file this user may have, or 404; no more of it is loaded. 1 query.

    The rule is that of `report_for`.
    """
    row = _built(is_administrator(user)).ask({SOMEBODY: user.pk, SOME_REPORT: pk, SOME_DAY: on})
    if row is None:
        raise Http404
    *own, agency, agency_name, lane, lane_label = row
    report = Report.from_db(connection.alias, FIELDS, own)
    report.agency = Agency.from_db(connection.alias, ("id", "name"), (agency, agency_name))
    report.lane = (
        None
        if lane is None
        else Lane.from_db(connection.alias, ("id", "label"), (lane, lane_label))
    )
    return report


@dataclass(frozen=True, slots=True)
class _Query:
    """A query as text, and its parameters with what stands for the values."""

    sql: str
    parameters: tuple[Any, ...]

    def ask(self, values: dict[Any, Any]) -> tuple[Any, ...] | None:
        """Its only row, if there is one."""
        stored = {_stored(mark): _stored(value) for mark, value in values.items()}
        with _cursor() as cursor:
            cursor.execute(self.sql, [stored.get(each, each) for each in self.parameters])
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row


@cache
def _built(is_administrator: bool) -> _Query:  # noqa: FBT001 - the key of the cache
    """From the rule of every page; once, since building it costs more than asking it."""
    reach = (
        Agency.objects.filter(is_active=True) if is_administrator else reach_of(SOMEBODY, SOME_DAY)
    )
    rows = Report.objects.filter(pk=SOME_REPORT, agency__in=reach).values_list(
        *FIELDS, "agency_id", "agency__name", "lane_id", "lane__label"
    )
    return _Query(*rows.order_by().query.sql_with_params())


def _cursor() -> CursorWrapper:
    """On PostgreSQL one whose plans the server keeps: planning costs ten times the asking."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(psycopg.Cursor(connection.connection))  # type: ignore[arg-type]


def _stored(value: int | date) -> Any:
    """A value as the database of this process takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
