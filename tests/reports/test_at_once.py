"""Several who ask for the same report at the same moment get one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from organization.models import Agency
from reports.models import Report
from reports.services import request_overview
from reports.states import ReportState
from tests.workflow.offices import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer"),
]
PEOPLE = 4


def test_a_kabupaten_s_report_that_several_ask_for_anew_is_made_once(report):
    """Its content is stored already, so that no row of it makes the others wait."""
    setda = Agency.objects.get(government=report.agency.government, kind=Agency.Kind.SETDA)
    first = request_overview(agency=setda, year=2026, triwulan=1, now=NOW)
    Report.objects.filter(pk=first.pk).update(state=ReportState.SUPERSEDED)
    start = Barrier(PEOPLE)

    def ask(_person: int) -> int:
        start.wait(timeout=10)
        try:
            return request_overview(agency=setda, year=2026, triwulan=1, now=NOW).number
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        assert list(people.map(ask, range(PEOPLE))) == [2] * PEOPLE
