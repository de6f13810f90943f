"""Two people save one figure in the same moment: one wins, the other is told, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from indicators.access import FigureConflict
from tests.indicators.offices import entry, figure, open_office

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the test's SQLite lives in one process's memory"
    ),
]


def test_one_of_two_wins_and_the_other_sees_what_was_saved():
    office = open_office()
    indicator = office.indicator()
    start = Barrier(2)

    def save(acting, value):
        try:
            start.wait(timeout=10)
            return office.save(entry(indicator, Decimal(value)), acting=acting)
        except FigureConflict as conflict:
            return conflict.conflicts[0].saved.value
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        first = people.submit(save, office.kabid, 5)
        second = people.submit(save, office.kepala, 6)
        outcomes = [first.result(timeout=30), second.result(timeout=30)]
    row = figure(indicator)
    winner = row.current.value
    assert sorted(outcomes) == sorted([1, winner])
    assert (row.version, row.revisions.count()) == (1, 1)
